import type { DebriefTexts } from './debrief-en.ts';

const NAMES = { client: '클라이언트', server: '서버' };

export const debriefKo: DebriefTexts = {
  walk: {
    heading: '차근차근 되짚어 보기',
    intro: (stops) =>
      stops === 0
        ? '잃은 점수가 없어요. 연결마다 어떻게 흘러갔는지 보세요.'
        : `모두 ${stops}번 멈춰요. 실수, 멈춘 소켓, 필요 없던 배마다 멈춰요.`,
    controls: '되짚기',
    play: '재생',
    pause: '멈춤',
    forward: '한 순간 앞으로',
    back: '한 순간 뒤로',
    nextStop: '다음 멈춤',
    previousStop: '이전 멈춤',
    speed: '빠르기',
    times: (speed) => `${speed}배`,
    keys: '키: ← → 한 순간, ↑ ↓ 멈춤, Home, End, 스페이스',
    now: (clock, step, steps) => `${clock}, ${steps}개 가운데 ${step}번째 순간`,
    stops: '멈춤 목록',
    stopAt: (number, clock, what) => `${number}. ${clock} ${what}`,
    kinds: {
      mistake: '실수',
      needless: '필요 없던 배',
      hint: '힌트',
      stuck: '멈춘 소켓',
      entry: '틀린 항만 일지',
    },
    by: (side, clock) => `${NAMES[side]}, ${clock}`,
    sent: '보낸 것',
    asked: '물어본 것',
    stood: '남은 것',
    written: '적은 것',
    could: '할 수 있었던 것',
    rule: '규칙',
    belief: '그 뒤에 있던 생각',
    ledTo: '그래서 생긴 일',
    fine: '여기에는 멈출 일이 없어요.',
    allOfThem: '모든 멈춤',
  },
  guesses: {
    heading: '맞혀 보기',
    lapsed: '답하지 않음',
    answered: (answer) => `답: ${answer}.`,
    right: (answer) => `정답: ${answer}.`,
    rightly: (answer) => `${answer}, 맞았어요.`,
    encores: (count) => `앙코르: 다 끝낸 뒤에도 ${count}번 더 깨끗하게 인사했어요.`,
  },
  works: {
    token: (side) => `${NAMES[side]}에서 이 배를:`,
    wait: '보낼 것이 없었어요. 기다리는 것이 맞았어요.',
    waitUntil: (clock) => `${clock}에 울릴 종을 기다렸다가 이것을 다시 보내기:`,
    action: {
      listen: (port) => `${port}번 포트의 등불 켜기`,
      'stop-listening': (port) => `${port}번 포트의 등불 끄기`,
      'give-up': () => '연결 포기하기',
      cookies: () => 'SYN cookie 켜기',
      coffee: () => '잠든 애플리케이션 다시 시작하기',
    },
    does: (side, action) => `${NAMES[side]}: ${action}`,
    entry: (cause, remedy) => `이렇게 적기: ${cause}, ${remedy}`,
    entered: (cause, remedy) => `${cause}, ${remedy}`,
    causes: {
      'client-application': '클라이언트의 애플리케이션',
      'server-application': '서버의 애플리케이션',
      network: '네트워크',
      nobody: '아무 잘못 없음: 정상',
    },
  },
  boats: {
    'split-cargo': '주문에 필요한 것보다 많은 배에 상자를 실었어요. 배 하나에 세 개까지 실어요.',
    'refused-knock': '그 포트는 아무도 듣지 않아서 RST가 돌아왔어요. 등불이 어디서 켜졌는지 먼저 물어보세요.',
  },
  ledTo: {
    heldBack: '예인되어 돌아왔고, 아무것도 떠나지 않았어요.',
    dropped: '연달아 세 번째였어요. 그때부터 도움이 늘었고, 이 주문은 많아야 60점이 됐어요.',
    arrived: '떠나서 도착했어요.',
    lost: '떠났지만 도중에 사라졌어요.',
    underWay: '떠났고, 뱃고동 때 아직 가는 중이었어요.',
    spoilt: '상대 쪽이 그것을 받아들여서, 이 주문은 더는 깨끗하게 끝날 수 없었어요.',
    shown: '토큰을 보여 줬고, 이 주문은 익힌 것으로 세지 않았어요.',
    stuck: (sockets) => `뱃고동 때 이것들이 남아 있었어요: ${sockets}.`,
    logged: '항만 일지가 틀린 채로 남았어요.',
  },
  operator: {
    heading: '운영자라면 이렇게 말해요',
    none: '남은 소켓이 없어요.',
    others: '소켓이 머무는 다른 상태들',
    line: (side, port, state, clock) => `${NAMES[side]}, ${port}번 포트: ${clock} 동안 ${state}`,
    cause: '까닭',
    seen: '어떻게 보이나',
    remedy: '무엇을 하나',
    linux: 'Linux',
    rfc: 'RFC 9293',
    states: {
      CLOSE_WAIT: {
        cause:
          '상대는 닫았는데, 이쪽 애플리케이션이 close()를 부르지 않았어요. 이런 소켓이 쌓이면 새 손님에게 줄 디스크립터가 없어서 프로그램이 멈춰요.',
        seen: '-p를 붙이면 마지막 칸에 아직 쥐고 있는 프로세스가 나와요. Recv-Q 1은 읽지 않은 FIN이에요.',
        remedy:
          '프로그램을 고쳐요. 읽은 값이 0이면, 그리고 오류가 난 길마다 close()를 불러요. 그때까지는 다시 시작하면 소켓이 풀려요.',
        linux: '끝내 주는 시계가 없어요. 그 프로세스만이 close()로, 또는 스스로 끝나면서 끝낼 수 있어요.',
        rfc: '3.6절, 둘째 경우: TCP는 FIN에 ACK를 보냈고, 사용자가 CLOSE를 부를 때까지 얼마든지 기다려요.',
      },
      FIN_WAIT_1: {
        cause:
          'FIN은 떠났는데 ACK가 오지 않았어요. FIN이나 그 ACK가 사라졌거나, 방화벽이 삼켰거나, 상대가 죽었어요.',
        seen: 'Send-Q가 0이 아니에요. FIN이 ACK를 기다려요. timer:(on,…)는 다시 보낸 횟수예요. 프로세스가 없으면 orphan이에요.',
        remedy: '두 방향의 길을 살펴요. 방화벽부터요. 다시 보내기를 기다리고, 안 되면 양쪽에서 포기해요.',
        linux:
          'FIN을 점점 뜸하게 다시 보내요. 프로세스가 없는 소켓은 tcp_orphan_retries(기본 8)번 뒤에 포기해요.',
        rfc: '3.8.3절: 다시 보내고, R2가 지나면 연결을 닫아요. R2는 100초 이상이 좋아요.',
      },
      FIN_WAIT_2: {
        cause: '상대가 FIN에 ACK를 보냈지만 닫지 않아요. 상대 애플리케이션이 아직 소켓을 쥐고 있어요.',
        seen: 'Send-Q가 0이에요. orphan은 timer:(timewait,…)가 보이고 프로세스가 없어요. 타이머가 없으면 끝없이 기다려요. 상대 쪽은 CLOSE-WAIT예요.',
        remedy: '상대 쪽을 봐요. 거기서는 소켓이 CLOSE_WAIT예요. 그 프로그램이 close()를 불러야 해요.',
        linux:
          '프로세스가 없는 소켓은 tcp_fin_timeout(60초) 뒤에 끝나요. shutdown()만 부른 소켓은 끝없이 기다려요.',
        rfc: '3.6절: 시계가 없어요. 다른 방향은 얼마든지 열려 있어도 돼요.',
      },
      LAST_ACK: {
        cause: '이쪽이 나중에 닫았고, 그 FIN이 마지막 ACK를 기다려요. ACK가 사라졌거나 상대가 떠났어요.',
        seen: 'Send-Q 1은 FIN이에요. timer:(on,…)는 다시 보낸 횟수예요. 프로세스는 벌써 사라졌어요.',
        remedy: '할 일이 없어요. FIN을 다시 보내면 TIME_WAIT에 있는 상대가 답해요.',
        linux: 'tcp_orphan_retries 뒤에 포기하고, 소켓이 사라져요.',
        rfc: '3.6절, 둘째 경우: 사용자 타임아웃까지 자기 FIN의 ACK를 기다려요. TIME_WAIT인 상대는 다시 온 FIN에 또 ACK를 보내요(3.10.7.4).',
      },
      SYN_SENT: {
        cause:
          '아무 답이 없어요. 닫힌 포트라면 바로 RST로 답했을 거예요. SYN이나 그 답이 사라졌거나, 방화벽이 삼켰거나, 저쪽 backlog가 가득 찼어요.',
        seen: 'Send-Q 1은 SYN이에요. timer:(on,…)는 다시 보낸 횟수예요. 서버의 목록에는 없거나 SYN-RECV로 나와요.',
        remedy: '주소, 길, 방화벽을 살펴요. 서버에서는 backlog가 넘치는지 봐요.',
        linux:
          'SYN을 tcp_syn_retries(6)번, 1분에서 2분에 걸쳐 다시 보내요. 그다음 connect()가 ETIMEDOUT으로 실패해요.',
        rfc: '3.8.3절: SYN의 R2는 3분 이상이어야 해요.',
      },
      SYN_RECEIVED: {
        cause:
          'SYN이 왔고 SYN+ACK를 보냈는데 세 번째 세그먼트가 없어요. 사라졌거나, SYN flood처럼 처음부터 올 마음이 없었어요.',
        seen: '듣는 포트에 나와요. timer:(on,…)는 SYN+ACK를 다시 보낸 횟수예요. nstat의 TcpExtListenOverflows와 TcpExtSyncookiesSent도 봐요.',
        remedy:
          '한두 개는 정상이에요. 어디선지 수천 개가 오면 SYN cookie, 더 긴 backlog, 앞단의 필터를 써요.',
        linux:
          'SYN+ACK를 tcp_synack_retries(5)번, 1분쯤 다시 보내요. backlog가 가득 차면 tcp_syncookies가 기억 없이 답해요.',
        rfc: '3.5절 그림 6: 서버 쪽은 세 번째 세그먼트부터 ESTABLISHED예요. flood와 cookie는 RFC 4987에 있어요.',
      },
      'half-open': {
        cause:
          '이쪽은 연결이 있다고 믿지만, 저쪽은 아무것도 몰라요. 저쪽 호스트가 꺼졌거나 다시 시작했거나, 저쪽이 포기했어요.',
        seen: '여기서는 멀쩡한 연결과 똑같아 보여요. timer:(keepalive,…)가 있을 때만 달라요. 저쪽 호스트에는 아예 나오지 않아요.',
        remedy:
          '무엇이든 보내요. RST가 답으로 오고 양쪽이 다시 같아져요. 프로그램은 스스로 살아 있음을 알려요.',
        linux:
          '오가는 것이 없으면 SO_KEEPALIVE만 알아내요. tcp_keepalive_time(2시간) 뒤부터 75초마다 9번 물어봐요.',
        rfc: '3.5.1절: 한쪽이 보낼 때 half-open이 드러나요. keep-alive는 처음에 꺼져 있어요(3.8.4절).',
      },
      TIME_WAIT: {
        cause: '잘못된 것이 없어요. 이쪽이 먼저 닫았고, 옛 세그먼트가 사라지기를 기다려요.',
        seen: 'timer:(timewait,…)가 60초부터 줄어들어요. 이제 어느 프로세스의 것도 아니에요.',
        remedy: '할 일이 없어요. 너무 많으면 상대가 먼저 닫게 하거나, 연결을 열어 두고 다시 써요.',
        linux:
          '60초로 정해져 있어요. tcp_fin_timeout으로 바뀌지 않아요. tcp_tw_reuse는 새로 거는 연결이 포트를 쓰게 해 줘요.',
        rfc: '3.6.1절: 2MSL이고 MSL이 2분이니(3.4.2) 모두 4분이에요.',
      },
    },
  },
};
