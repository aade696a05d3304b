import type { ExplainTexts } from './explain-en.ts';

/** The page that explains TCP's opening and closing, in Korean. */
export const explainKo: ExplainTexts = {
  heading: 'TCP 연결은 이렇게 열리고 닫혀요',
  intro:
    '연결이란 양 끝이 기억하는 상태예요. 그 사이의 네트워크는 보낸 것을 잃어버리거나, 늦추거나, 두 번 전할 수 있어요. 배 여섯 척만 있으면 열고 깔끔하게 닫을 수 있어요.',
  back: '뒤로',
  print: '인쇄',
  opening: '열기',
  closing: '닫기',
  client: '클라이언트',
  server: '서버',
  pictures: [
    {
      title: 'SYN: 열어도 될까요?',
      text: '클라이언트는 무작위로 고른 첫 번호, 곧 ISN을 SYN에 실어 보내요. 이제 SYN_SENT예요. SYN은 번호를 하나 써요.',
    },
    {
      title: 'SYN+ACK: 좋아요, 제 번호는 이거예요',
      text: '서버는 LISTEN에서 기다려요. 배 한 척으로 답해요. ack 4101은 “다음에는 4101이 필요해요”라는 뜻이고, SYN에는 서버의 ISN이 실려 있어요.',
    },
    {
      title: 'ACK: 그럼 열렸어요',
      text: 'SYN+ACK를 받으면 클라이언트는 ESTABLISHED예요. 서버는 이 ACK가 도착해야 그렇게 돼요. 이 배가 사라져도 다음 배가 대신해요.',
    },
    {
      title: 'FIN: 저는 더 보낼 것이 없어요',
      text: '어느 쪽이든 먼저 시작할 수 있어요. FIN은 번호를 하나 쓰고 한 방향만 닫아요. TCP는 바로 확인 응답을 하고, 반대쪽에서는 데이터가 더 올 수 있어요.',
    },
    {
      title: '두 번째 FIN은 따로 불러야 해요',
      text: 'CLOSE_WAIT는 애플리케이션을 기다려요. close()를 부를 때까지 TCP가 할 일은 없어요. 불러야 두 번째 FIN이 떠나요.',
    },
    {
      title: '마지막 ACK, 그리고 기다림',
      text: '먼저 닫은 쪽은 2MSL 동안 TIME_WAIT에 머물러요. FIN이 다시 오면 또 확인해 주고, 옛 배가 가라앉기를 기다려요. 상대는 끝났어요.',
    },
  ],
  diagram: '모든 상태와 그 사이의 길',
  diagramPicture: 'RFC 9293의 상태 그림을 따른 TCP 연결의 상태도. 아래 목록에 같은 내용이 있어요.',
  legend: {
    call: '애플리케이션이 불러요',
    arrives: '세그먼트가 도착해요',
    time: '시간이 지나요',
    sends: '그때 보내는 것',
  },
  list: '목록으로 보기',
  arrives: (segment) => `${segment} 도착`,
  calls: (call) => `${call} 호출`,
  passes: (timer) => `${timer} 경과`,
  sending: (segment) => `${segment} 보냄`,
  hangs: '어디에서 멈추고, 누가 끝낼 수 있나요',
  table: { state: '상태', missing: '빠진 것', cause: '누구 차례인가요' },
  stuck: [
    {
      state: 'FIN_WAIT_1',
      missing: '내 FIN에 대한 ACK',
      cause: '네트워크예요. FIN이나 ACK가 사라졌거나 상대 호스트가 없어요. RTO마다 FIN을 다시 보내요.',
    },
    {
      state: 'CLOSE_WAIT',
      missing: '이쪽의 close()',
      cause: '이쪽 애플리케이션이에요. TCP는 할 일을 다 했고, 끝내 줄 시계도 없어요.',
    },
    {
      state: 'FIN_WAIT_2',
      missing: '상대의 FIN',
      cause: '상대 애플리케이션이에요. ACK가 왔으니 길은 멀쩡해요.',
    },
    {
      state: 'TIME_WAIT',
      missing: '없음',
      cause: '아무도 아니에요. 정상이고, 2MSL이 지나면 저절로 끝나요.',
    },
  ],
  source: 'RFC 9293의 3.3.2, 3.5, 3.6절을 따랐어요.',
};
