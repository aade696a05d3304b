import { withParticle } from './particles.ts';
import type { Compared, TcpTexts } from './tcp-en.ts';

const should = ({ expected, actual }: Compared): string => {
  if (expected === '') return '';
  return actual === ''
    ? ` ${withParticle(expected, '이/가')} 맞아요.`
    : ` ${withParticle(actual, '이/가')} 아니라 ${withParticle(expected, '이/가')} 맞아요.`;
};

/** What the referee says about TCP, in Korean. */
export const tcpKo: TcpTexts = {
  refusals: {
    'no-connection': () =>
      '여기에는 연결이 없어요. CLOSED는 스스로 아무것도 보내지 않고, SYN만 연결을 열 수 있어요.',
    listening: () => '이 포트는 듣기만 해요. LISTEN은 SYN을 기다릴 뿐 먼저 보내지 않아요.',
    'flags-contradict': () => '서로 어긋나는 깃발이에요. 어떤 TCP도 이렇게 함께 달지 않아요.',
    'syn-missing': () => '두 쪽 모두 아직 상대의 번호를 몰라요. 연결은 SYN으로 시작해요.',
    'handshake-first': () => '핸드셰이크가 먼저예요. 이쪽의 SYN이 아직 나가지 않았어요.',
    'syn-after-open': () => '이미 열린 연결이에요. SYN은 연결을 여는 동안에만 달아요.',
    'ack-missing': () => '첫 SYN 다음부터는 모든 배가 ACK를 달아요. RST만 없이 갈 수 있어요.',
    'ack-before-syn': () => '아직 도착한 것이 없어서 확인 응답할 것도 없어요.',
    'ack-wrong': (compared) => `ack는 다음에 받고 싶은 번호예요.${should(compared)}`,
    'seq-wrong': (compared) => `seq는 이쪽의 마지막 배가 끝난 번호에서 이어져요.${should(compared)}`,
    'data-with-handshake': () => '이 게임에서는 핸드셰이크가 끝난 뒤에 상자를 실어요.',
    'data-before-established': () => '상자는 이쪽이 ESTABLISHED가 된 뒤에 보낼 수 있어요. 아직 아니에요.',
    'data-after-fin': () =>
      'FIN은 “여기서는 더 보낼 상자가 없다”는 뜻이에요. 그다음에는 확인 응답만 할 수 있어요.',
    'data-not-called': () => '애플리케이션이 그만큼의 옥텟을 넘겨주지 않았어요.',
    'data-beyond-window': () => '상대에게 그만한 자리가 없어요. 윈도를 넘는 옥텟이에요.',
    'data-too-long': () => '배 한 척에는 상자를 3개까지만 실어요. MSS가 300옥텟이거든요.',
    'data-with-reset': () => 'RST는 연결을 버리는 깃발이에요. 여기서는 상자를 싣지 않아요.',
    'fin-not-called': () => 'FIN은 애플리케이션이 close()를 불러야 나가요. 아직 부르지 않았어요.',
    'fin-before-data': () => 'FIN의 번호는 마지막 상자 다음이에요. 아직 나가지 않은 상자가 있어요.',
    'fin-again': () => '이미 확인 응답을 받은 FIN이에요. 다시 보내지 않아요.',
    'reset-not-owed': () => '도착한 것 가운데 이 번호의 RST를 부르는 것이 없어요.',
  },
  held: {
    'crate-not-ordered': 'TCP로는 괜찮지만 아무도 주문하지 않은 상자예요. 몇 개를 보낼지 짝에게 물어보세요.',
    'fin-before-cargo': 'TCP로는 괜찮지만 짐이 다 나가지 않았어요. FIN은 이쪽 방향을 끝내요.',
    'close-out-of-turn': 'TCP로는 괜찮지만 전표에는 상대가 먼저 닫는다고 적혀 있어요. 짝에게 물어보세요.',
    'abort-forfeits': 'RST는 중단이에요. 짐도 주문도 잃어요. 여기 주문은 그것을 원하지 않아요.',
    piloted: '이 소켓은 도선사가 맡고 있어요. 어떻게 하는지 지켜보세요.',
    'no-order': '이 연결을 기다리는 주문이 없어요.',
    'no-application': '그 포트 뒤에는 기다리는 애플리케이션이 없어요. 전표를 보세요.',
    'no-berth': '이 항구의 선석이 모두 찼어요.',
    asleep: '이 소켓의 애플리케이션이 자고 있어요. close()를 부르지 않으니, 다시 시작해야 깨어나요.',
    'not-stuck': '그 소켓은 아직 한 상태에 15초를 머물지 않았어요. 적을 것이 없어요.',
    dark: '이 항구는 지금 캄캄해요. 호스트가 다시 켜지는 중이에요.',
    'no-cookies': 'SYN cookie는 유령 함대 단계에서 한 번만 켤 수 있어요.',
    'no-guess': '그 질문은 이미 지나갔어요.',
    'no-coffee': '커피를 내줄 수 없어요. 남은 커피가 없거나, 자는 애플리케이션이 없어요.',
    'lamp-already': '그 등불은 이미 켜져 있어요.',
    'no-lamp': '그 등불은 꺼져 있어요.',
    paused: '지금은 쉬는 중이에요. 먼저 이어서 하세요. 방금 한 것은 세지 않았어요.',
    'not-paused': '지금은 쉬는 중이 아니에요.',
    'kernel-goes-on': '상대는 진짜 커널이라, 그 시계는 누구를 위해서도 멈추지 않아요.',
    'no-pause-left': '이번 판에서 이미 세 번 쉬었어요. 짝은 아직 쉴 수 있어요.',
    'match-over': '뱃고동이 울렸어요. 이번 판은 끝났어요.',
    'not-your-seat': '여러분의 자리가 아니에요.',
  },
  misconceptions: {
    M01: {
      belief: '내 FIN 뒤에는 아무것도 오지 않는다.',
      fact: 'CLOSE는 한 방향만 닫아요. 짝이 닫을 때까지는 계속 받아요.',
    },
    M02: {
      belief: '첫 FIN은 클라이언트만 보낼 수 있다.',
      fact: '어느 쪽이든 먼저 보낼 수 있어요. 오가는 배 네 척은 같아요.',
    },
    M03: {
      belief: 'TIME_WAIT는 서버에 생긴다.',
      fact: '먼저 닫은 쪽에 생겨요. 동시에 닫으면 양쪽 모두에 생기고요.',
    },
    M04: {
      belief: 'CLOSE_WAIT는 TIME_WAIT처럼 저절로 사라진다.',
      fact: 'CLOSE_WAIT는 이쪽 애플리케이션이 close()를 부르기를 기다려요. 타이머가 없어요.',
    },
    M05: {
      belief: 'CLOSE_WAIT가 쌓이는 것은 네트워크나 커널 탓이다.',
      fact: '이쪽 애플리케이션이 close()를 부르지 않은 거예요.',
    },
    M06: {
      belief: '스택은 FIN을 받으면 알아서 FIN으로 답한다.',
      fact: '확인 응답만 해요. FIN은 이쪽 애플리케이션이 닫아야 나가요.',
    },
    M07: {
      belief: 'tcp_fin_timeout이 TIME_WAIT의 길이를 정한다.',
      fact: 'Linux에서 그것은 주인 없는 FIN_WAIT_2를 제한해요. Linux의 TIME_WAIT는 60초로 고정이에요.',
    },
    M08: {
      belief: 'TIME_WAIT는 FIN을 기다린다.',
      fact: 'FIN은 이미 왔어요. 옛 배가 가라앉기를 기다리고, 다시 온 FIN에 확인 응답해요.',
    },
    M09: {
      belief: 'TIME_WAIT는 낭비이니 RST로 피하면 된다.',
      fact: 'RST는 데이터를 버리고, 상대 애플리케이션은 오류를 보게 돼요.',
    },
    M10: {
      belief: 'FIN_WAIT_2는 언제나 시간이 지나면 끝난다.',
      fact: 'RFC 9293에는 그런 타이머가 없어요. Linux에만, 주인 없는 소켓에만 있어요.',
    },
    M11: {
      belief: 'ack는 마지막으로 받은 옥텟의 번호다.',
      fact: 'ack는 다음에 받고 싶은 옥텟이에요. 마지막 번호에 1을 더해요.',
    },
    M12: {
      belief: 'SYN과 FIN은 데이터가 없으니 번호를 쓰지 않는다.',
      fact: '둘 다 순서 번호를 하나씩 써요.',
    },
    M13: {
      belief: 'ACK만 있는 세그먼트도 번호를 쓰거나 ACK를 받아야 한다.',
      fact: '번호를 쓰지 않아요. 그렇지 않으면 ACK에 ACK하기가 끝나지 않겠죠.',
    },
    M14: {
      belief: '잃어버린 ACK는 다시 보낸다.',
      fact: 'ACK만 있는 배는 저절로 다시 가지 않아요. 확인받지 못한 쪽이 자기 것을 다시 보내요.',
    },
    M15: {
      belief: 'TCP는 “다시 보내 주세요”라고 말할 수 있다.',
      fact: '그런 말은 없어요. ACK는 무엇이 왔는지만 말해요. 빠진 것은 침묵이나 되풀이되는 같은 ack로 드러나요.',
    },
    M16: { belief: '체크섬이 데이터를 고친다.', fact: '망가진 것을 알아챌 뿐이에요. 다시 보내야 고쳐져요.' },
    M17: {
      belief: '순서 번호는 0부터 세그먼트를 센다.',
      fact: '각자 고른 번호에서 시작해 옥텟을 세요.',
    },
    M18: {
      belief: '핸드셰이크는 인사다.',
      fact: '양쪽의 첫 번호를 맞춰서, 옛 SYN과 새 SYN을 구별하게 해요.',
    },
    M19: {
      belief: '두 쪽이 동시에 ESTABLISHED가 된다.',
      fact: '클라이언트는 SYN+ACK가 올 때, 서버는 그에 대한 ACK가 와야 ESTABLISHED가 돼요.',
    },
    M20: {
      belief: '세 번째 ACK를 잃으면 연결이 깨진다.',
      fact: '다음 세그먼트가 같은 ack를 나르거나, SYN+ACK가 다시 와요.',
    },
    M21: {
      belief: '여는 데는 늘 3개, 닫는 데는 늘 4개의 세그먼트가 필요하다.',
      fact: '합쳐지거나 엇갈릴 수 있어요. FIN은 ACK를 함께 날라요.',
    },
    M22: {
      belief: '두 쪽이 동시에 열거나 닫을 수는 없다.',
      fact: '할 수 있어요. FIN 두 개가 엇갈리면 CLOSING을 지나요.',
    },
    M23: {
      belief: 'RST는 빠른 FIN이다.',
      fact: 'RST는 중단이에요. 오던 것은 사라지고 애플리케이션은 오류를 받아요.',
    },
    M24: {
      belief: 'RST에는 확인 응답을 한다.',
      fact: '맞는 RST는 연결을 끝낼 뿐 답을 받지 않고, CLOSED도 RST에 답하지 않아요. 답한다면 두 쪽이 끝없이 맞설 거예요.',
    },
    M25: {
      belief: '어떤 RST든 연결을 끊는다.',
      fact: '기다리던 번호여야 해요. 아니면 버려지거나 되물음을 받아요.',
    },
    M26: {
      belief: '닫힌 포트는 조용하고 방화벽은 거절한다.',
      fact: '닫힌 포트는 RST로 답해요. 버리는 방화벽이 조용하고요.',
    },
    M27: {
      belief: '연결은 길이라서 선이 끊기면 닫힌다.',
      fact: '연결은 두 끝의 기억이에요. 오가는 것이 없으면 아무도 끊긴 줄 몰라요.',
    },
    M28: {
      belief: '상대가 죽으면 바로 안다.',
      fact: '무언가 보내야 알아요. keep-alive는 기본으로 꺼져 있고 느려요.',
    },
    M29: {
      belief: '다시 켠 호스트는 하던 것을 이어서 한다.',
      fact: '아무것도 기억하지 못해요. RST로 답하고, 핸드셰이크를 새로 해야 해요.',
    },
    M30: {
      belief: 'close()가 돌아왔으니 데이터가 도착했다.',
      fact: 'CLOSE는 데이터 뒤에 FIN을 줄 세울 뿐이에요. 연결은 아직 실패할 수 있어요.',
    },
    M31: {
      belief: '바로, 자주 다시 보내면 좋다.',
      fact: 'RTO를 기다려요. RTO는 그때마다 두 배가 돼요. 서두르면 배만 늘어요.',
    },
    M32: {
      belief: '같은 것이 또 오면 오류이니 RST로 답한다.',
      fact: 'ACK로 답하고 버려요.',
    },
    M33: {
      belief: '백로그가 찼다는 것은 맺어진 연결이 너무 많다는 뜻이다.',
      fact: '아직 받아들이지 않은 연결의 줄이에요. 반쯤 열린 연결이 그 줄을 채워요.',
    },
    M34: {
      belief: '닫은 뒤에도 보내거나 두 번 닫을 수 있다.',
      fact: 'FIN 뒤에는 새 데이터도 두 번째 FIN도 없어요. 같은 FIN을 다시 보낼 수는 있어요.',
    },
    M35: {
      belief: '나중에 닫은 쪽도 2MSL을 기다린다.',
      fact: 'LAST_ACK는 ACK가 오는 순간 CLOSED가 돼요.',
    },
    M36: {
      belief: 'TIME_WAIT는 한 번만 돈다.',
      fact: 'FIN이 다시 오면 다시 확인 응답하고 2MSL을 처음부터 세요.',
    },
    M37: {
      belief: 'tcp_tw_reuse는 바쁜 서버를 돕는다.',
      fact: 'Linux에서 그것은 나가는 연결에만 해당해요.',
    },
  },
};
