import type { SettingsTexts } from './settings-en.ts';

/** The settings in Korean. */
export const settingsKo: SettingsTexts = {
  heading: '설정',
  close: '닫기',
  language: '언어',
  sound: '소리',
  volume: '음량',
  captions: '소리를 글로도 보기',
  play: '게임',
  pace: '진행',
  paces: { running: '흐르는 시간', patient: '기다려 주는 시간' },
  paceNote: '기다려 주는 시간: 답할 것이 있는 동안 시계가 멈춰요. 별은 똑같이 받아요.',
  stretch: '시간 늘리기',
  stretches: (factor) => (factor === 1 ? '보통' : `${factor}배`),
  stretchNote: '이제부터 시작하는 판에 쓰여요. 친구와 할 때는 방에서 둘 다 볼 수 있어요.',
  assistance: '번호 도움',
  grades: {
    level: '단계에 맞게',
    cadet: 'Cadet: 번호가 채워져 있어요',
    mate: 'Mate: 번호를 골라요',
    captain: 'Captain: 직접 쓰고, 틀린 배도 떠나요',
  },
  look: '보기',
  contrast: '대비',
  contrasts: { system: '시스템 설정대로', more: '높게' },
  motion: '움직임',
  motions: { system: '시스템 설정대로', less: '적게' },
  textSize: '글자 크기',
  keys: '글자와 숫자 키로 조작하기',
  kept: '이 브라우저에만 저장돼요.',
};
