import type { Explanations } from './items.ts';

/** Why the right answers are right, in Korean. Pages get them from the server, once they can spoil nothing. */
export const explanationsKo: Explanations = {
  'stray-handshake-a':
    '핸드셰이크는 양쪽의 첫 번호를 맞춰요. 클라이언트가 지금 쓰지 않는 번호에 대한 ack가 옛 SYN을 드러내고, RST가 끝내요.',
  'stray-handshake-b':
    'ack는 701이어야 해요. 다른 번호는 옛것이에요. 클라이언트는 RST로 답하고 맞는 SYN+ACK를 계속 기다려요.',
  'established-when-a': 'SYN+ACK를 받으면 클라이언트는 ESTABLISHED가 돼요. 서버는 ACK가 닿아야 그렇게 돼요.',
  'established-when-b': 'SYN에 답한 서버는 클라이언트의 ACK가 닿을 때까지 SYN_RECEIVED예요.',
  'ack-next-a': '옥텟은 500부터 599까지예요. ack는 다음에 받고 싶은 번호, 곧 600이에요.',
  'ack-next-b': '옥텟은 2000부터 2249까지예요. ack는 다음에 받고 싶은 번호, 곧 2250이에요.',
  'number-of-a-flag-a': 'FIN은 번호 하나, 900을 써요. 그래서 다음 번호는 901이에요.',
  'number-of-a-flag-b': 'SYN이 4000을 써요. 핸드셰이크의 ACK는 번호를 쓰지 않으니 데이터는 4001부터예요.',
  'half-close-a': 'CLOSE는 한 방향이에요. 상대도 FIN을 보낼 때까지 우리 쪽은 계속 받아요.',
  'half-close-b': '어느 쪽이든 먼저 닫을 수 있고, 저마다 자기 방향만 닫아요.',
  'passive-close-a': '두 FIN이 모두 확인됐어요. 나중에 닫은 쪽은 더 기다릴 것이 없어요.',
  'passive-close-b':
    'LAST_ACK에서 ACK를 받으면 CLOSED예요. TIME_WAIT는 먼저 닫은 쪽의 것이고, FIN이 엇갈렸다면 둘 다의 것이에요.',
  'close-returned-a':
    'close()는 데이터 뒤에 FIN을 줄 세울 뿐이에요. TCP는 그 뒤에 둘을 보내고 되풀이하며, 실패하면 닫기가 중단이 돼요.',
  'close-returned-b':
    'close()는 TCP가 일을 마치기 전에 돌아와요. 상대 애플리케이션이 데이터를 받았다는 증거는 그 애플리케이션의 답뿐이에요.',
  'lost-ack-a': 'ACK만 실은 세그먼트는 저절로 다시 가지 않아요. 확인받지 못한 쪽이 보낸 것을 되풀이해요.',
  'lost-ack-b': '옥텟이 확인되지 않아서 보낸 쪽의 RTO가 흘러요. 되풀이하면 새 ACK가 와요.',
  'duplicate-a':
    '중복은 오류가 아니에요. 받아야 할 ACK가 사라졌을지도 모르는 상대에게 어디까지 왔는지 알려 줘요.',
  'duplicate-b': 'FIN이 다시 왔으니 아마 ACK가 사라졌을 거예요. 다시 확인할 뿐, 다른 것은 바뀌지 않아요.',
  'damaged-a': '체크섬은 알아채기만 해요. 버려진 것은 ACK를 받지 못하고, 그래서 보낸 쪽이 되풀이해요.',
  'damaged-b': '체크섬이 맞지 않으니 그 세그먼트는 없는 것과 같아요. 사라졌을 때처럼 재전송이 바로잡아요.',
  'close-wait-a': 'CLOSE_WAIT는 자기 애플리케이션이 close()를 부르기를 기다려요. 타이머가 없어요.',
  'close-wait-b': 'TCP는 FIN을 저절로 확인해요. 자기 FIN은 애플리케이션이 닫아야 떠나요.',
  'silent-port-a':
    '호스트는 듣는 프로그램이 없는 포트로 온 SYN에 RST로 답해요. 조용하다면 SYN이나 그 답이 어딘가에서 버려진 거예요.',
  'silent-port-b': 'CLOSED는 SYN에 RST로 답해요. SYN이 버려지거나 케이블이 끊겼다면 조용할 거예요.',
  'cut-cable-a':
    '연결은 양 끝의 기억이에요. 오가는 것이 없으면 빠진 것도 없고, keep-alive는 처음에 꺼져 있어요.',
  'cut-cable-b': '아무도 FIN이나 RST를 보내지 않았고, 빚진 것도 없어요. 무언가 보내야 비로소 알게 돼요.',
  'fin-wait-2-a':
    'RFC 9293에는 FIN_WAIT_2의 타이머가 없어요. Linux에는 있지만, 애플리케이션이 놓은 소켓에만 써요.',
  'fin-wait-2-b': '자기 FIN은 확인됐어요. 없는 것은 상대의 FIN이니, 상대 애플리케이션이 닫아야 해요.',
  'time-wait-owner-a': 'TIME_WAIT는 먼저 닫은 쪽이 가는 곳이에요. FIN이 엇갈렸다면 둘 다 갔을 거예요.',
  'time-wait-owner-b':
    '브라우저가 먼저 닫았으니 그쪽이 2 MSL을 기다려요. 서버 쪽은 마지막 ACK로 CLOSED가 됐어요.',
  'time-wait-purpose-a':
    '마지막 ACK가 아마 사라졌어요. 다시 보내고, 또 사라질 수 있으니 2 MSL을 새로 시작해요.',
  'time-wait-purpose-b':
    '마지막 ACK가 사라지면 다시 보낼 누군가가 있어야 하고, 옛 세그먼트가 새 연결에 섞이면 안 돼요.',
  'reset-arrives-a': '맞는 RST는 연결을 곧바로 중단시키고, 거기에는 답하지 않아요.',
  'reset-arrives-b':
    '번호가 윈도 안에 있는 RST만 통해요. RFC 5961에 따르면 바로 다음에 받을 번호여야 해요. 아니면 누구나 아무 연결이나 끊을 수 있을 거예요.',
  'restarted-host-a': '연결의 기억이 사라졌어요. 없는 연결의 데이터에는 RST로 답해요.',
  'restarted-host-b': '옛 연결은 양쪽에서 사라졌어요. 새 연결은 새 번호로 시작해요.',
  'crossing-a':
    'FIN_WAIT_1에서 FIN을 받으면 CLOSING이 되고, 거기서 자기 FIN의 ACK를 받으면 TIME_WAIT로 가요.',
  'crossing-b':
    'SYN_SENT에서 SYN을 받으면 SYN_RECEIVED가 되고 SYN+ACK로 답해요. RFC 9293은 이것이 되어야 한다고 정해요.',
  'syn-flood-a': 'SYN마다 SYN_RECEIVED인 반쯤 열린 연결이 남는데, 그 자리는 정해져 있어요.',
  'syn-flood-b': 'SYN cookie를 쓰면 서버의 첫 번호가 기억해야 할 것을 담고 있어요.',
};
