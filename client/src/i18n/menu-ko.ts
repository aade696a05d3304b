import type { MenuTexts } from './menu-en.ts';

/** The first screen in Korean. */
export const menuKo: MenuTexts = {
  title: 'SYN or Swim',
  tagline: '마주 보는 두 항구, 해협 하나, 짙은 안개. 여러분이 바로 TCP예요.',
  picture: '안개 낀 밤의 해협. 등대 두 개가 서 있고, 배 한 척이 SYN과 ACK 깃발을 달고 있어요.',
  playAlone: '혼자 하기',
  playWithFriend: '친구와 하기',
  allLevels: '단계',
  explain: 'TCP 알아보기',
  sandbox: '샌드박스',
  capture: '실제 캡처',
  kernel: '진짜 커널',
  teach: '수업 열기',
  settings: '설정',
  joinTitle: '게임 참가하기',
  code: '코드',
  codeHint: '친구 화면에 있는 글자와 숫자 6개',
  codeTooShort: '코드는 글자와 숫자 6개예요.',
  join: '참가',
  language: '언어',
  offline: '지금은 네트워크가 없어요. 혼자 할 수는 있고, 친구와 하려면 네트워크가 필요해요.',
  loading: '노를 저어 나가는 중…',
  loadFailed: '게임을 불러오지 못했어요. 네트워크를 확인하고 다시 해 보세요.',
};
