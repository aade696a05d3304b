import type { BeyondTexts } from './beyond-en.ts';
import { levelFaultsKo } from './level-faults-ko.ts';

/** What lies beyond the fifteen levels, in Korean. */
export const beyondKo: BeyondTexts = {
  back: '단계',
  side: '내 항구',
  partner: '건너편 항구',
  storm: {
    heading: '끝없는 폭풍',
    lines: [
      '끝이 없는 15단계예요. 손님도, 손실도, 방벽도 자꾸자꾸 다시 와요.',
      '충분하다 싶으면 나가세요. 그때 안개가 걷히고, 무사히 데려온 만큼 점수가 돼요.',
      '같은 날씨에서 같은 시간 동안 완벽한 스택 둘이 얻는 점수가 기준이에요.',
    ],
    best: (clean, points) => `여기서 가장 잘한 기록: 깔끔한 작별 ${clean}번, ${points}점`,
    none: '아직 나가 본 적이 없어요.',
    begin: '바다로 나가기',
    again: '다시 나가기',
    record: '지금까지 가장 잘한 폭풍이에요.',
  },
  file: {
    heading: '파일에서 여는 단계',
    intro: '직접 썼거나 누군가 쓴 단계를 여세요. 이 페이지에서 검사하고, 친구와 할 때만 서버로 보내요.',
    choose: '파일 고르기',
    drop: '또는 여기에 놓으세요',
    how: '파일을 쓰는 법은 게임에 딸린 설명서의 단계 만들기 장에 있어요.',
    wrong: '아직 할 수 없는 단계예요',
    fine: (name) => `${name}: 잘못된 곳이 없어요`,
    play: '설명 보러 가기',
    link: '이 단계의 링크 복사',
    linkField: '링크',
    copied: '복사했어요.',
    notCopied: '칸에서 복사하세요.',
    unreadable: '파일을 읽을 수 없어요.',
    brokenLink: '링크가 망가졌어요. 오는 길에 잘렸거나 바뀌었어요. 다시 받아 보세요.',
    inLink: '링크',
    place: (line, column) => `${line}번째 줄, ${column}번째 칸`,
    more: (count) => `그리고 ${count}개 더 있어요`,
  },
  faults: levelFaultsKo,
};
