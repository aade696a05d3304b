import type { CaptureTexts } from './capture-en.ts';
import { withParticle } from './particles.ts';

/** The page on which real captures are looked at, in Korean. */
export const captureKo: CaptureTexts = {
  heading: '실제 캡처',
  back: '뒤로',
  intro:
    '실제 TCP 연결을 담은 캡처 파일을 여기에 놓으세요. 연결마다 사다리로 보여 줘요. 모든 세그먼트, 양쪽 끝의 상태, 무엇이 잘못됐는지까지요. 모두 이 브라우저 안에서 하고, 아무것도 업로드하지 않아요.',
  drop: 'pcap이나 pcapng 파일을 여기에 놓거나 고르세요',
  choose: '파일 고르기',
  how: '만드는 법:',
  samples: '캡처가 없나요? 실제 Linux 호스트 둘에서 뜬 거예요:',
  sampleNames: {
    'active-close': '깨끗한 종료',
    'lost-fin': '없어진 FIN',
    'close-wait-leak': '끝내 오지 않은 close()',
  },
  reading: '읽는 중…',
  another: '다른 파일',
  problems: {
    'too-big': (size, most) =>
      `이 파일은 ${size} MB예요. ${most} MB까지 읽어요. 필터로 줄이세요: tcpdump -r big.pcap -w small.pcap "port 443"`,
    empty: '빈 파일이에요.',
    'no-capture': '캡처 파일이 아니에요. pcap으로도 pcapng로도 시작하지 않아요.',
    broken: (at) => `이 캡처는 ${at}번째 옥텟에서 깨졌어요. 그 뒤는 읽을 수 없어요.`,
    failed: '파일을 읽지 못했어요. 옮겨졌거나 드라이브가 빠졌나요?',
    'nothing-found': '이 캡처에는 TCP 연결이 없어요.',
  },
  summary: (packets, connections) => `패킷 ${packets}개, TCP 연결 ${connections}개`,
  others: (count) => `패킷 ${count}개는 TCP가 아니거나 너무 짧게 잘려서 뺐어요.`,
  cutOff: '파일이 패킷 중간에서 끝나요. 그 앞은 모두 읽었어요.',
  unknownLinks: (links) => `링크 유형 ${links}의 패킷은 여기서 읽을 수 없어요.`,
  more: (count) => `더 짧은 연결 ${count}개는 목록에 없어요.`,
  list: {
    heading: '연결',
    opener: '연 쪽',
    peer: '상대',
    segments: '세그먼트',
    octets: '옥텟 → / ←',
    lasted: '이어진 시간',
    ended: '어떻게 끝났나',
    interface: (number) => `인터페이스 ${number}`,
    repeats: (count) => `재전송 ${count}번`,
    joined: '중간부터 캡처',
  },
  endings: {
    clean: '양쪽 모두 닫음',
    refused: '거부됨',
    unanswered: '답이 없음',
    opening: '아직 여는 중',
    open: '아직 열려 있음',
    closing: '양쪽 모두 닫음, 마지막 ACK는 안 보임',
  },
  halfClosed: (end) => `반만 닫힘: ${end}만 닫음`,
  reset: (end) => `${end}의 RST로 끝남`,
  place: {
    heading: '캡처한 곳',
    choices: { 0: '연 쪽', 1: '상대', both: '둘 다 한 기계' },
    by: {
      direction: '어느 쪽에서 캡처했는지 파일이 알려 줘요.',
      addresses: '양쪽 끝의 주소가 같아요.',
      'hop-limit': '홉 제한으로 알았어요. 가까운 쪽의 패킷만 라우터를 거치지 않았어요.',
      handshake: '핸드셰이크로 알았어요. 가까운 쪽은 곧바로, 먼 쪽은 한 왕복 뒤에 답해요.',
      guess: '어느 쪽에서 캡처했는지 파일로는 알 수 없어요. 안다면 여기서 고르세요.',
    },
    far: '먼 쪽은 스스로 보낸 것으로 드러난 것만 확실해요. “A … B”는 적어도 A이고, 보낸 것이 모두 닿았다면 B라는 뜻이에요.',
  },
  ladder: {
    heading: '사다리',
    rawNumbers: '실제 번호 그대로',
    whole: '모든 세그먼트',
    run: (count, there, back) => `세그먼트 ${count}개, 데이터와 ACK: ${there}옥텟 →, ${back}옥텟 ←`,
    cut: (shown, count) => `처음 ${shown}줄만 보여 줘요. 이 연결의 세그먼트는 ${count}개예요.`,
    octets: (count) => `${count}옥텟`,
    window: (octets) => `윈도 ${octets}`,
  },
  notes: {
    opens: '연결을 열어요.',
    'simultaneous-open': '동시 열기: 양쪽이 서로 모른 채 SYN을 보냈어요.',
    'new-life': '같은 포트를 다시 써요. 새 ISN으로 여는 새 연결이에요.',
    'closes-first': '먼저 닫아요. 이쪽이 TIME_WAIT에서 기다리게 돼요.',
    'closes-second': '이쪽도 닫아요. 애플리케이션이 close()를 불렀어요.',
    'simultaneous-close': '동시 닫기: 상대의 FIN을 보기 전에 떠난 FIN이에요.',
    'out-of-order': '순서가 바뀌었어요. 뒤 번호가 먼저 왔어요.',
    gap: '앞의 것이 보이지 않아요. 오는 길에 없어졌거나 캡처가 놓쳤어요.',
    'keep-alive': 'Keep-alive: 이미 확인된 번호로, 상대가 아직 있는지 물어요.',
    'window-closed': '윈도를 닫아요. 애플리케이션이 읽지 않아요.',
    'window-probe': '닫힌 윈도를 두드려 봐요.',
    challenge: 'Challenge ACK: 꼭 맞지 않는 세그먼트에 대한 답이에요 (RFC 5961).',
    'half-closed-data': '제 방향을 닫은 쪽으로 가는 데이터예요. 괜찮아요, 연결은 반만 닫혔어요.',
  },
  retransmission: {
    time: (first) => `${first}번 세그먼트의 재전송: 제때 ACK가 오지 않았어요.`,
    'duplicate-acks': (first) => `${first}번 세그먼트의 빠른 재전송: 중복 ACK 세 번 뒤예요.`,
  },
  duplicateAck: (count) => `중복 ACK ${count}번째: 보낸 쪽에 빠진 것이 있어요.`,
  resets: {
    refused: 'RST: 이 포트에서 듣는 이가 없거나, 방화벽이 그렇게 답해요.',
    'no-connection': 'RST: 보낸 쪽은 이 연결을 모르거나 이미 잊었어요.',
    'bad-ack': '보낸 적 없는 것을 확인하는 ACK에 대한 RST예요. 여는 일은 계속돼요.',
    'closed-application': 'RST: 애플리케이션이 닫은 뒤에 데이터가 왔어요. 읽을 이가 없어요.',
    abort: 'RST: 애플리케이션이나 시스템이 연결을 곧바로 끊었어요.',
  },
  unseen: {
    heading: '캡처로는 볼 수 없는 것',
    intro:
      '타임아웃, 고장, 방화벽이 삼킨 것은 패킷을 남기지 않아요. 그런 일이 있었거나 있었을 수 있는 곳이에요.',
    none: '그런 일은 없어요. 상태가 바뀔 때마다 그것을 보여 주는 세그먼트가 있어요.',
    vanished: (end, state, from, until) =>
      `${from}부터 ${until} 사이에 ${withParticle(end, '이/가')} ${state}에서 말없이 사라졌어요. 타임아웃, 고장, 재시작 가운데 하나예요. 이제 아무것도 모른다는 것은 RST가 보여 줘요.`,
    unanswered: (end, segment) =>
      `${segment}번 세그먼트: ${withParticle(end, '이/가')} 이 SYN에 답하지 않았어요. 방화벽, 가득 찬 큐, 죽었거나 바쁜 호스트는 여기서 똑같아 보여요.`,
    'not-taken': (end, segment) =>
      `${segment}번 세그먼트는 지나갔지만 ${withParticle(end, '이/가')} 끝내 확인하지 않았어요. 캡처한 곳 뒤에서 삼켜졌거나, 깨졌거나, 윈도 밖이에요.`,
    'may-have-ended': (end, state) =>
      `${end}의 ${withParticle(state, '은/는')} 시계로 끝나고, 그때 아무것도 보내지 않아요. 끝났는지는 볼 수 없어요.`,
  },
  stuck: {
    heading: '캡처 끝에 남은 것',
    none: '무엇인가를 기다리는 소켓이 어느 쪽에도 없어요.',
    line: (end, state) => `${end}: ${state}`,
  },
  facts: {
    closedFirst: (end) => `먼저 닫은 쪽: ${end}.`,
    waits: (end) => `TIME_WAIT에 있는 쪽: ${end}.`,
    repeats: (count) => `재전송: ${count}번.`,
  },
  seconds: (text) => `${text}초`,
};
