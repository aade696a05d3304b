import type { NetworkTexts } from './network-en.ts';
import { withParticle } from './particles.ts';

const seats = { client: '클라이언트', server: '서버', network: '네트워크' } as const;

/** The seat of whoever is the weather, in Korean. */
export const networkKo: NetworkTexts = {
  heading: '여러분이 바로 네트워크예요',
  howTo: '하는 법',
  role: [
    '여러분이 곧 날씨예요. 라우터처럼 떠 있는 배의 헤더를 모두 보지만, 상태와 쪽지는 몰라요.',
    '배에 무슨 일이 일어날지 고르세요. 무엇을 하든 힘이 들고, 5초마다 하나씩 돌아와요.',
    '여러분이 한 일 때문에 항구가 틀린 답을 내면 점수예요. 어떤 손실이 아픈지 찾아보세요.',
  ],
  actNotes: {
    sink: '끝내 도착하지 않고, 어느 항구도 몰라요. 같은 종류의 배는 연달아 가라앉힐 수 없어요.',
    hold: '5초 늦게 도착해요.',
    copy: '1초 사이로 두 번 도착해요.',
    swap: '같은 방향의 두 배가 자리를 바꿔요.',
  },
  setting: '날씨를 만드는 쪽',
  players: { nobody: '단계만', person: '세 번째 사람도', stack: '스택도' },
  settingNote: '세 번째 사람은 같은 코드로 들어와요.',
  seats,
  energy: '힘',
  energyOf: (energy, most) => `힘 ${most} 중 ${energy}`,
  boats: '떠 있는 배',
  strait: '라우터에게 보이는 해협',
  unknown: '?',
  none: '바다가 비었어요. 배를 기다리세요.',
  to: (side) => withParticle(seats[side], '으로/로'),
  acts: { sink: '침몰', hold: '늦추기', copy: '복사', swap: '바꾸기' },
  actOn: (act, cost, boat) => `${act} (${cost}): ${boat}`,
  swapWith: '이제 같은 방향의 다른 배를 고르세요.',
  done: {
    sink: '가라앉았어요. 어느 항구도 몰라요.',
    hold: '5초 동안 붙잡아 두었어요.',
    copy: '1초 뒤에 복사본이 따라가요.',
    swap: '자리를 바꾸었어요.',
  },
  refused: {
    'no-network-seat': '이 경기에서는 아무도 네트워크가 아니에요.',
    'no-such-boat': '늦었어요. 그 배는 도착했어요.',
    'too-little-energy': '아직 힘이 모자라요.',
    'sank-before': '같은 종류의 배가 방금 가라앉았어요. 먼저 하나를 보내 주세요.',
    'not-one-direction': '같은 방향의 배끼리만 자리를 바꿀 수 있어요.',
    'match-over': '뱃고동이 울렸어요. 이 판은 끝났어요.',
  },
  paused: '경기가 멈춰 있어요.',
  refusedElse: '하지 못했어요. 다시 해 보세요.',
  notSent: '연결이 끊겼어요. 아무 일도 하지 않았어요.',
  horn: '뱃고동까지',
  leave: '나가기',
  leaveSure: '경기를 아주 떠날까요? 두 사람은 단계의 날씨 속에서 계속해요.',

  saw: {
    heading: '셋이 저마다 본 것',
    intro: '연결과 자리를 고르세요. 그때 저마다 알 수 있던 것은 이만큼이에요.',
    connection: '연결',
    seat: '자리',
    score: (points, provoked, acts) =>
      `네트워크가 ${acts}번 손을 써서 틀린 답 ${provoked}개를 끌어냈어요. ${points}점`,
    byAct: (act, acts, provoked, points) => `${act}: ${acts}번, 틀린 답 ${provoked}개, ${points}점`,
    stack: '스택이 네트워크였어요.',
    nothing: '여기서는 이 연결의 아무것도 보이지 않았어요.',
    left: (boat) => `${boat} 떠남`,
    arrived: (boat) => `${boat} 도착`,
    passed: (boat, side) => `${boat} ${withParticle(seats[side], '으로/로')} 가는 중`,
    acted: (act, boat) => `${act}: ${boat}`,
    state: (state) => `자기 상태: ${state}`,
  },
};
