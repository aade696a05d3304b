import type { FaultTexts, JsonError, ValueType } from '@syn-or-swim/shared/levels/level-fault.ts';
import { withParticle } from './particles.ts';

const JSON_ERRORS = {
  InvalidSymbol: '모르는 낱말이 있어요',
  InvalidNumberFormat: '숫자 모양이 틀렸어요',
  PropertyNameExpected: '따옴표로 묶은 키가 와야 해요',
  ValueExpected: '값이 와야 해요',
  ColonExpected: '쌍점(:)이 와야 해요',
  CommaExpected: '쉼표(,)가 와야 해요',
  CloseBraceExpected: '닫는 중괄호(})가 와야 해요',
  CloseBracketExpected: '닫는 대괄호(])가 와야 해요',
  EndOfFileExpected: '여기서 파일이 끝나야 해요',
  InvalidCommentToken: '주석은 쓸 수 없어요',
  UnexpectedEndOfComment: '주석이 끝나지 않았어요',
  UnexpectedEndOfString: '문자열을 닫는 따옴표가 없어요',
  UnexpectedEndOfNumber: '숫자가 중간에 끊겼어요',
  InvalidUnicode: '유니코드 표기가 틀렸어요',
  InvalidEscapeCharacter: '역슬래시 뒤의 글자가 틀렸어요',
  InvalidCharacter: '쓸 수 없는 글자가 있어요',
} satisfies Record<JsonError, string>;

const TYPES = {
  number: '숫자여야 해요',
  int: '정수여야 해요',
  string: '따옴표로 묶은 글이어야 해요',
  boolean: 'true 아니면 false여야 해요',
  array: '[ ]로 묶은 목록이어야 해요',
  object: '{ }로 묶은 객체여야 해요',
} satisfies Record<ValueType, string>;

/** What can be wrong in a level's file, in Korean. Keys and their values stay as they are written in the file. */
export const levelFaultsKo: FaultTexts = {
  'file-too-long': (characters, most) => `글자가 ${characters}개예요. ${most}개까지만 읽어요`,
  'no-json': (error) => `JSON이 아니에요: ${JSON_ERRORS[error]}`,
  'too-deep': (most) => `목록과 객체가 ${most}겹보다 깊어요`,
  'key-twice': (key) => `"${key}" 키가 두 번 있어요`,
  missing: () => '빠져 있어요',
  'unknown-key': () => '여기에 없는 키예요',
  'unknown-value': () => '여기에 쓸 수 있는 값이 아니에요',
  'other-type': (type) => TYPES[type],
  below: (least) => `${least}보다 작아요`,
  above: (most) => `${most}보다 커요`,
  'few-entries': (least) => `항목이 ${least}개보다 적어요`,
  'many-entries': (most) => `항목이 ${most}개보다 많아요`,
  'one-of': (values) => `다음 가운데 하나여야 해요: ${values}`,
  empty: () => '비어 있어요',
  'long-text': (most) => `${most}자보다 길어요`,
  'id-form': () => '영어 소문자와 숫자를 붙임표 하나로 이어야 해요',
  'section-form': () => '절 번호가 아니에요',
  'question-form': () => '문제 이름이 아니에요. 영어 소문자와 숫자를 붙임표 하나로 이어야 해요',
  'space-ends': () => '앞이나 뒤에 빈칸이 있어요',
  odd: () => '있어야 할 모습이 아니에요',

  'rto-short': (rto, least) => `${rto}예요. 두 번 건너는 시간에 8초를 더한 ${least} 이상이어야 해요`,
  'rto-max-short': (rtoMax, rto) => `${rtoMax}예요. rto인 ${rto}보다 작아요`,
  'time-wait-short': (lasts, least) =>
    `TIME_WAIT가 ${lasts}이 돼요. rto와 8초와 건너는 시간을 더한 ${least} 이상이어야 해요`,
  'user-timeout-short': (userTimeout, patience) =>
    `${userTimeout}예요. 방벽이 서는 곳에서는 rto 네 번에 2초를 더한 ${patience}보다 커야 해요`,
  'no-such-order': (place, last) => `${place}예요. 마지막 주문은 ${last}번이에요`,
  'never-sails': (place) => `주문 ${place}번에서는 나오지 않는 배예요. 상자가 더 적어요`,
  'walls-without-gap': () => '정해진 시각에 서니 pace가 gap이어야 해요',
  'walls-crowd': () => '이름을 댄 자리보다 방벽이 많아요',
  'pilot-closes': () => '도선사가 닫으니 goal이 "closed"일 수 없어요',
  'nobody-closes': (goal) => `닫을 사람이 없어요. goal이 "${goal}"이에요`,
  'pilot-must-close': () => '도선사가 닫는 단계에서는 "pilot"이어야 해요',
  'pilot-never-closes': () => '"pilot"인데 도선사가 닫지 않는 단계예요',
  'needs-coffees': () => '단계에 coffees가 있어야 해요. 0이라도요',
  'needs-orphan-clock': () => '단계에 orphanFinWait2가 있어야 해요',
  'last-half-minute': () => '판의 마지막 30초 안이에요',
  'pilot-opens': () => '사람이 하는 일인데 도선사가 여는 단계예요',
  'below-berths': (berths) => `berths인 ${berths}보다 작아요`,
  'night-shift-large': (berths) => `서버의 berths인 ${berths}보다 많아요`,
  'range-upside-down': (high) => `high인 ${high}보다 커요`,
  'port-twice': () => '같은 포트가 두 번 있어요',
  'dark-at-horn': () => '뱃고동이 울릴 때 호스트가 아직 꺼져 있어요',
  'after-horn': () => '뱃고동보다 늦어요',

  'game-name': () => '게임에 있는 단계의 이름이에요. 다른 이름을 지어 주세요',
  'many-syns': (syns, most) => `SYN을 ${syns}개 보내요. ${most}개까지만 돼요`,

  'question-count': (count) => `${count}개예요. 단계에는 2개나 3개가 있어요`,
  'named-again': (id) => `${withParticle(id, '을/를')} 다시 적었어요`,
  'example-length': (sentences, steps) => `예시가 ${steps}단계인데 문장이 ${sentences}개예요`,
  'question-without-text': (name) => `"${name}"의 글이 없어요`,
  'answer-count': (answers, lesson) => `답이 ${answers}개인데 수업에는 ${lesson}개예요`,
  'no-such-question': () => '수업에 없는 문제예요',
  'briefing-length': (side, lines) =>
    `${side} 쪽이 읽을 줄이 둘이 함께 읽는 것까지 ${lines}개예요. 3개에서 5개까지 읽어요`,
};
