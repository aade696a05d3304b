import type { GuessTexts } from './guess-en.ts';

/** Guesses, in Korean. */
export const guessKo: GuessTexts = {
  heading: '맞혀 볼까요?',
  free: '점수와 상관없어요. 답은 판이 끝나고 알려 줘요.',
  noted: '적어 뒀어요. 답은 판이 끝나고 알려 줘요.',
  first: (ship) => `${ship}: 원하면 먼저 맞혀 보세요.`,
  covered: '가려 둠',
  ack: (number) => `ack ${number}`,
  questions: {
    'state-after-syn-ack': (ship) => `${ship}: SYN+ACK가 나갔어요. 이 소켓은 지금 어떤 상태일까요?`,
    'peer-state-after-ack': (ship) => `${ship}: ACK가 막 나갔어요. 이 순간 서버 쪽은 어떤 상태일까요?`,
    'state-after-fin': (ship) => `${ship}: FIN이 먼저 나갔어요. 이 소켓은 지금 어떤 상태일까요?`,
    'state-after-fin-acked': (ship) => `${ship}: FIN을 확인받았어요. 이 소켓은 지금 어떤 상태일까요?`,
    'state-after-peer-fin': (ship) => `${ship}: 짝의 FIN에 확인 응답했어요. 이 소켓은 지금 어떤 상태일까요?`,
    'state-after-last-fin': (ship) =>
      `${ship}: 짝의 FIN 다음에 내 FIN이 나갔어요. 이 소켓은 지금 어떤 상태일까요?`,
    'state-after-last-ack': (ship) =>
      `${ship}: 두 FIN이 다 오가고 ACK도 나갔어요. 이 소켓은 지금 어떤 상태일까요?`,
    'state-after-crossing': (ship) =>
      `${ship}: 두 FIN이 엇갈렸고 ACK가 나갔어요. 이 소켓은 지금 어떤 상태일까요?`,
    'ack-of-syn': (ship) => `${ship}: SYN이 나갔어요. 답으로 올 ack는 무엇일까요?`,
    'ack-of-cargo': (ship) => `${ship}: 상자가 나갔어요. 모두 도착했다고 알리는 ack는 무엇일까요?`,
    'ack-of-fin': (ship) => `${ship}: FIN이 나갔어요. 답으로 올 ack는 무엇일까요?`,
    'keeper-first': (ship) => `${ship}: 내 FIN이 먼저였고 확인도 받았어요. TIME_WAIT는 어느 쪽에 남을까요?`,
    'keeper-second': (ship) => `${ship}: 내 FIN이 나중이었어요. TIME_WAIT는 어느 쪽에 남을까요?`,
    'keeper-crossing': (ship) => `${ship}: 두 FIN이 엇갈렸어요. TIME_WAIT는 어느 쪽에 남을까요?`,
  },
  keepers: { client: '클라이언트', server: '서버', both: '둘 다', nobody: '아무 데도' },
};
