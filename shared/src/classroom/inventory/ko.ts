import type { InventoryTexts } from './items.ts';

/** The inventory in Korean. */
export const inventoryKo: InventoryTexts = {
  'stray-handshake-a': {
    question:
      '오래전에 끝난 연결의 SYN이 늦어져서 이제야 서버에 닿았어요. 서버는 SYN+ACK로 답해요. 잘못된 연결이 생기지 않는 까닭은 무엇일까요?',
    options: [
      '막을 필요가 없어요. SYN은 인사일 뿐이에요.',
      '클라이언트가 자기 SYN과 맞지 않는 ack를 보고 RST로 답해요.',
      '서버의 체크섬이 SYN이 너무 오래됐다고 알려 줘요.',
      '서버는 SYN에 답하기 전에 1분을 기다려요.',
    ],
  },
  'stray-handshake-b': {
    question:
      '클라이언트가 seq 700으로 SYN을 보냈어요. ack 301인 SYN+ACK가 도착해요. 클라이언트의 TCP는 무엇을 할까요?',
    options: [
      'ACK를 보내요. 번호가 무엇이든 SYN+ACK는 승낙이에요.',
      '301을 자기의 새 번호로 삼고 계속해요.',
      'RST를 보내요. 이 ack는 지금 보낸 SYN의 것이 아니에요.',
      '곧바로 SYN을 다시 보내요.',
    ],
  },
  'established-when-a': {
    question:
      '클라이언트가 SYN+ACK를 받고 ACK를 보냈는데, 그 ACK는 아직 가는 중이에요. 양쪽은 어떤 상태일까요?',
    options: [
      '둘 다 ESTABLISHED예요.',
      '둘 다 SYN_RECEIVED예요.',
      '클라이언트는 SYN_SENT, 서버는 ESTABLISHED예요.',
      '클라이언트는 ESTABLISHED, 서버는 SYN_RECEIVED예요.',
    ],
  },
  'established-when-b': {
    question: '서버가 SYN+ACK를 보냈고, 아직 가는 중이에요. 양쪽은 어떤 상태일까요?',
    options: [
      '클라이언트는 SYN_SENT, 서버는 ESTABLISHED예요.',
      '클라이언트는 SYN_SENT, 서버는 SYN_RECEIVED예요.',
      '둘 다 SYN_SENT예요.',
      '둘 다 ESTABLISHED예요.',
    ],
  },
  'ack-next-a': {
    question: 'seq 500에 데이터 100옥텟인 세그먼트가 빠짐없이 차례로 도착해요. 어떤 ack로 답할까요?',
    options: ['500', '501', '599', '600'],
  },
  'ack-next-b': {
    question: 'seq 2000에 데이터 250옥텟인 세그먼트가 빠짐없이 차례로 도착해요. 어떤 ack로 답할까요?',
    options: ['2000', '2001', '2249', '2250'],
  },
  'number-of-a-flag-a': {
    question: '한쪽이 데이터 없이 seq 900으로 FIN을 보내요. 어떤 ack가 FIN이 도착했다고 말해 줄까요?',
    options: ['899', '900', '901', '902'],
  },
  'number-of-a-flag-b': {
    question:
      '클라이언트의 SYN은 seq 4000이고, 핸드셰이크는 클라이언트의 ACK로 끝나요. 데이터의 첫 옥텟은 몇 번일까요?',
    options: ['0', '4000', '4001', '4002'],
  },
  'half-close-a': {
    question:
      '우리 쪽이 FIN을 보냈고 그 ACK도 왔어요. 이제 상대에게서 데이터가 도착해요. 우리 TCP는 무엇을 할까요?',
    options: [
      '데이터를 받고 확인해요. 닫힌 것은 우리 방향뿐이에요.',
      '데이터를 무시해요. FIN 뒤에는 아무것도 도착할 수 없어요.',
      '연결이 끝났으니 RST로 답해요.',
      'FIN을 다시 보내요.',
    ],
  },
  'half-close-b': {
    question: '서버는 더 보낼 것이 없고 클라이언트는 있어요. 서버가 지금 FIN을 보내도 될까요?',
    options: [
      '안 돼요. 클라이언트만 닫기 시작할 수 있어요.',
      '돼요. 다만 그 뒤로 클라이언트의 데이터는 닿을 수 없어요.',
      '돼요. 클라이언트는 자기도 닫을 때까지 계속 보낼 수 있어요.',
      '안 돼요. 먼저 끝내려는 서버는 RST를 써야 해요.',
    ],
  },
  'passive-close-a': {
    question: 'LAST_ACK인 쪽이 자기 FIN의 ACK를 받아요. 무슨 일이 일어날까요?',
    options: [
      'TIME_WAIT로 가서 2 MSL을 기다려요.',
      '닫기가 네 세그먼트가 되도록 ACK를 하나 더 보내요.',
      '곧바로 CLOSED가 돼요.',
      'FIN_WAIT_2로 가요.',
    ],
  },
  'passive-close-b': {
    question:
      '한쪽이 FIN을 받고, 자기도 닫아 FIN을 보냈어요. 그 FIN이 확인되면 연결을 얼마나 더 갖고 있을까요?',
    options: [
      '전혀요. 그때 CLOSED가 돼요.',
      '상대처럼 2 MSL 동안이요.',
      'FIN_WAIT_2가 다할 때까지요.',
      '애플리케이션이 치울 때까지요.',
    ],
  },
  'close-returned-a': {
    question:
      '애플리케이션이 마지막 데이터를 보내고 close()를 불렀더니, 오류 없이 곧바로 돌아왔어요. 이때 그 데이터에 대해 무엇을 알 수 있을까요?',
    options: [
      '모두 도착했어요. 아니면 close()가 돌아오지 않았을 거예요.',
      '아직 아무것도요. TCP가 계속 보내는 중이고, 실패할 수도 있어요.',
      '버려졌어요. close()는 연결을 곧바로 끝내요.',
      '상대 애플리케이션이 읽었어요.',
    ],
  },
  'close-returned-b': {
    question:
      '프로그램이 마지막 send() 바로 뒤에 close()를 부르고 close()가 돌아왔어요. 1초 뒤 상대 호스트의 전원이 영영 나가요. 그 마지막 데이터는 어떻게 됐을까요?',
    options: [
      '잃지 않았어요. 멈춘 것을 곧바로 알아채서 close()가 실패했을 거예요.',
      '도착했어요. close()는 모두 확인되어야 돌아와요.',
      '호스트가 다시 켜질 때까지 네트워크에서 기다려요.',
      'close()가 돌아온 것으로는 알 수 없어요. 사라졌을 수도 있어요.',
    ],
  },
  'lost-ack-a': {
    question: '상대의 FIN에 대한 우리 ACK가 사라졌어요. 무엇이 그것을 바로잡을까요?',
    options: [
      '우리 쪽이 RTO가 지나면 ACK를 다시 보내요.',
      '상대가 FIN을 다시 보내고, 우리 쪽이 다시 확인해요.',
      '상대가 ACK를 달라고 해요.',
      '아무것도요. 연결이 깨졌어요.',
    ],
  },
  'lost-ack-b': {
    question:
      '데이터는 도착했지만 그 ACK가 사라졌고, 아무도 다른 것을 보내지 않아요. 무엇이 그것을 바로잡을까요?',
    options: [
      '보낸 쪽이 데이터가 도착했는지 물어봐요.',
      '받은 쪽이 RTO가 지나면 ACK를 다시 보내요.',
      '아무것도요. 연결이 깨졌어요.',
      '보낸 쪽이 데이터를 다시 보내고, 받은 쪽이 다시 확인해요.',
    ],
  },
  'duplicate-a': {
    question: '오래전에 받아서 확인한 옥텟을 실은 세그먼트가 도착해요. 우리 TCP는 무엇을 할까요?',
    options: [
      'RST를 보내요. 번호가 틀렸어요.',
      '옥텟을 애플리케이션에 한 번 더 넘겨요.',
      '자기의 마지막 데이터를 곧바로 되풀이해요.',
      '세그먼트를 버리고, 다음에 받고 싶은 번호로 ACK를 보내요.',
    ],
  },
  'duplicate-b': {
    question: '우리 쪽은 CLOSE_WAIT이고, 이미 확인한 FIN이 한 번 더 도착해요. 우리 TCP는 무엇을 할까요?',
    options: [
      '아무 말도 안 해요. 그 FIN은 확인했어요.',
      '한 번 더 확인해요.',
      'RST를 보내요. 두 번째 FIN은 오류예요.',
      '자기 FIN을 두 번 보내요.',
    ],
  },
  'damaged-a': {
    question: '데이터를 실은 세그먼트가 도착했는데 체크섬이 맞지 않아요. 받은 TCP는 무엇을 할까요?',
    options: [
      '체크섬으로 옥텟을 고쳐요.',
      '보낸 쪽에 이 세그먼트를 다시 달라고 해요.',
      '세그먼트를 버려요. 보낸 쪽의 RTO가 데이터를 다시 가져와요.',
      'RST를 보내요.',
    ],
  },
  'damaged-b': {
    question: '가는 길에 세그먼트의 데이터 한 비트가 뒤집혔어요. 받는 쪽은 어떻게 올바른 옥텟을 얻을까요?',
    options: [
      '어떤 세그먼트가 망가졌는지 보낸 쪽에 알려 줘요.',
      '세그먼트를 버려요. ACK를 받지 못한 쪽이 데이터를 다시 보내요.',
      '얻지 못해요. 애플리케이션이 오류를 듣고 다시 달라고 해야 해요.',
      '체크섬이 어느 비트인지 말해 주니 다시 뒤집어요.',
    ],
  },
  'close-wait-a': {
    question: '서버에서 소켓 400개가 한 시간째 CLOSE_WAIT예요. 무엇이 잘못됐을 가능성이 가장 클까요?',
    options: [
      '네트워크가 클라이언트들의 마지막 세그먼트를 잃어버려요.',
      '아무것도요. 저절로 사라질 거예요.',
      '서버의 애플리케이션이 소켓을 닫지 않아요.',
      'tcp_fin_timeout이 너무 길어요.',
    ],
  },
  'close-wait-b': {
    question: '우리 쪽이 FIN을 받고 확인했어요. 자기 FIN은 언제 보낼까요?',
    options: [
      '곧바로, 저절로요.',
      '자기 애플리케이션이 close()를 부를 때요.',
      'CLOSE_WAIT의 타이머가 다할 때요.',
      '상대가 FIN을 되풀이할 때요.',
    ],
  },
  'silent-port-a': {
    question: '클라이언트의 SYN에 답이 없고, 다시 보내도 마찬가지예요. 어떤 까닭이 맞을까요?',
    options: [
      '그 포트에서 듣는 프로그램이 없어요.',
      '서버의 TCP가 애플리케이션의 accept를 기다려요.',
      '서버가 RST를 보냈고 클라이언트가 확인했어요.',
      '길 위의 방화벽이 SYN을 버려요.',
    ],
  },
  'silent-port-b': {
    question: '클라이언트의 SYN에 곧바로 RST가 와요. 어떤 까닭이 맞을까요?',
    options: [
      '그 포트에서 듣는 프로그램이 없어요.',
      '길 위의 방화벽이 SYN을 버려요.',
      '서버로 가는 케이블이 끊겼어요.',
      '서버에 ESTABLISHED인 연결이 너무 많아요.',
    ],
  },
  'cut-cable-a': {
    question:
      '양쪽이 ESTABLISHED이고 보낼 것이 없어요. 사이의 케이블이 끊겼다가 10분 뒤에 고쳐져요. 연결은 어떻게 될까요?',
    options: [
      '케이블이 끊겼을 때 양쪽에서 CLOSED가 됐어요.',
      '어느 쪽도 알아채지 못하고, 연결은 이어져요.',
      'keep-alive가 곧바로 알아채서 중단됐어요.',
      '양쪽이 핸드셰이크로 다시 열어요.',
    ],
  },
  'cut-cable-b': {
    question:
      '아무것도 오가지 않을 때 한 호스트의 전원이 나가 꺼진 채로 있어요. keep-alive는 꺼져 있어요. 한 시간 뒤 다른 쪽은 어떤 상태일까요?',
    options: [
      'CLOSED예요. 멈춘 것을 곧바로 알아챘어요.',
      'CLOSED예요. 길이 없어졌어요.',
      '다할 때까지 FIN_WAIT_2예요.',
      'ESTABLISHED예요.',
    ],
  },
  'fin-wait-2-a': {
    question:
      '우리 쪽은 FIN_WAIT_2이고 애플리케이션이 아직 소켓을 쥐고 있어요. 상대 애플리케이션은 자고 있어요. RFC 9293에 따르면 얼마나 이어질 수 있을까요?',
    options: [
      'FIN_WAIT_2의 타이머가 다할 때까지요.',
      'tcp_fin_timeout이 말하는 대로 60초요.',
      '상대 애플리케이션이 닫지 않는 동안 계속이요.',
      '2 MSL이요.',
    ],
  },
  'fin-wait-2-b': {
    question: '한쪽이 5분째 FIN_WAIT_2예요. 무엇을 기다리고 있을까요?',
    options: [
      '자기 FIN의 ACK요.',
      '자기 타이머요.',
      '옛 세그먼트가 네트워크에서 사라지기를요.',
      '상대의 FIN이요.',
    ],
  },
  'time-wait-owner-a': {
    question: '클라이언트가 먼저 FIN을 보내고 서버가 나중에 닫아요. 누가 TIME_WAIT에 남을까요?',
    options: ['서버요.', '클라이언트요.', '둘 다요.', '잘되면 아무도요.'],
  },
  'time-wait-owner-b': {
    question:
      '브라우저가 페이지를 다 받고 연결을 닫아요. 1초 뒤 웹 서버도 닫아요. 이제 `ss`는 어디에서 TIME-WAIT를 보여 줄까요?',
    options: [
      '두 호스트 모두에서요.',
      '서버의 호스트에서요.',
      '어디에서도 아니에요.',
      '브라우저의 호스트에서요.',
    ],
  },
  'time-wait-purpose-a': {
    question: '한쪽이 TIME_WAIT인데 상대의 FIN이 한 번 더 도착해요. 무엇을 할까요?',
    options: [
      '확인하고, 기다림은 하던 대로 이어져요.',
      'CLOSED가 돼요. 기다리던 FIN이에요.',
      '확인하고, 2 MSL의 기다림을 처음부터 다시 시작해요.',
      '연결을 없애려고 RST를 보내요.',
    ],
  },
  'time-wait-purpose-b': {
    question: 'TIME_WAIT는 무엇에 쓸모가 있을까요?',
    options: [
      '상대의 FIN을 기다려요.',
      '마지막 ACK를 다시 보낼 수 있고, 옛 세그먼트가 사라질 수 있어요.',
      'Linux에 tcp_fin_timeout만큼 시간을 줘요.',
      '쓸모없어요. RST를 쓰면 잃는 것 없이 피할 수 있어요.',
    ],
  },
  'reset-arrives-a': {
    question: '한쪽이 ESTABLISHED예요. seq가 다음에 받을 번호와 똑같은 RST가 도착해요. 어떻게 될까요?',
    options: [
      'RST를 확인해요.',
      'FIN으로 답해요. RST는 빠른 FIN이에요.',
      '마지막 데이터를 한 번 더 보내요.',
      'CLOSED가 되고, 아무것도 보내지 않고, 애플리케이션은 오류를 들어요.',
    ],
  },
  'reset-arrives-b': {
    question: '한쪽이 ESTABLISHED예요. seq가 윈도에서 한참 벗어난 RST가 도착해요. 어떻게 될까요?',
    options: [
      'CLOSED가 돼요. 어떤 RST든 연결을 끝내요.',
      'RST를 버리고 계속해요.',
      'RST로 답해요.',
      'FIN을 보내고 차례대로 닫아요.',
    ],
  },
  'restarted-host-a': {
    question:
      '호스트가 멈췄다가 다시 켜졌어요. 알아채지 못한 옛 상대가 데이터를 보내요. 호스트는 무엇으로 답할까요?',
    options: [
      'ACK로요. 하던 데서 이어 가요.',
      'RST로요. 그런 연결을 몰라요.',
      '아무것도요. 상대는 멈춘 것을 곧바로 알았어요.',
      'SYN으로요. 연결을 다시 열어요.',
    ],
  },
  'restarted-host-b': {
    question:
      '상대 호스트가 다시 켜져서 한쪽이 RST를 받았어요. 두 애플리케이션은 어떻게 계속 이야기할 수 있을까요?',
    options: [
      '호스트가 켜지는 대로 옛 번호로요.',
      'RST를 확인하고 나서 둘이 계속해요.',
      '새 핸드셰이크로 연 새 연결로요.',
      '먼저 FIN을 보내고 옛 데이터를 다시 보내요.',
    ],
  },
  'crossing-a': {
    question: '연결의 양쪽이 같은 순간에 FIN을 보내 FIN이 엇갈려요. 그다음에는 어떻게 될까요?',
    options: [
      '하나는 거절돼요. 먼저 닫는 쪽은 하나뿐이에요.',
      'FIN이 늦은 쪽은 곧바로 CLOSED가 되고, 다른 쪽은 TIME_WAIT에서 기다려요.',
      '저마다 상대의 FIN을 확인하고, 둘 다 CLOSING을 지나 TIME_WAIT로 가요.',
      '둘 다 RST로 답하고 연결은 사라져요.',
    ],
  },
  'crossing-b': {
    question:
      '두 호스트가 같은 순간에 같은 포트 쌍으로 서로에게 SYN을 보내 SYN이 엇갈려요. 그다음에는 어떻게 될까요?',
    options: [
      '연결 하나가 생겨요. 둘 다 SYN_RECEIVED를 지나 ESTABLISHED가 돼요.',
      '생기지 않아요. 둘 중 하나는 서버여야 해요.',
      '연결 둘이 생겨요. 양쪽에서 하나씩이요.',
      '둘 다 RST로 답해요. SYN_SENT에서 SYN은 오류예요.',
    ],
  },
  'syn-flood-a': {
    question: '절대 답하지 않는 이들의 SYN이 홍수처럼 서버에 닿아요. 무엇이 먼저 가득 찰까요?',
    options: [
      'ESTABLISHED인 연결의 표요.',
      'CLOSE_WAIT인 소켓들이요.',
      '끝나지 않은 핸드셰이크의 줄이요.',
      'SYN마다 잡아 두는 네트워크의 길이요.',
    ],
  },
  'syn-flood-b': {
    question: 'SYN 홍수로 핸드셰이크의 줄이 가득 찼는데도 진짜 클라이언트를 들여보내는 것은 무엇일까요?',
    options: [
      'ESTABLISHED인 연결의 한도를 높이는 것이요.',
      'SYN cookie요. ACK가 올 때까지 서버는 아무것도 갖고 있지 않아요.',
      '곧바로 자주 SYN을 되풀이하는 클라이언트요.',
      '서버의 tcp_tw_reuse요.',
    ],
  },
};
