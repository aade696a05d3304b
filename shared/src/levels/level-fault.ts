// What can be wrong in a level's file: a code with the values that belong to it, and the English words for each.
// Korean has its words in the client.

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What the parser of JSON can object to. */
const JSON_ERRORS = {
  InvalidSymbol: 'invalid symbol',
  InvalidNumberFormat: 'invalid number format',
  PropertyNameExpected: 'property name expected',
  ValueExpected: 'value expected',
  ColonExpected: 'colon expected',
  CommaExpected: 'comma expected',
  CloseBraceExpected: 'close brace expected',
  CloseBracketExpected: 'close bracket expected',
  EndOfFileExpected: 'end of file expected',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfComment: 'unexpected end of comment',
  UnexpectedEndOfString: 'unexpected end of string',
  UnexpectedEndOfNumber: 'unexpected end of number',
  InvalidUnicode: 'invalid unicode',
  InvalidEscapeCharacter: 'invalid escape character',
  InvalidCharacter: 'invalid character',
};

/** One of the parser's objections. */
export type JsonError = keyof typeof JSON_ERRORS;

/** True of a name that the parser of JSON gives to an error. */
export function isJsonError(name: string): name is JsonError {
  return Object.hasOwn(JSON_ERRORS, name);
}

const TYPES = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

/** What a value has to be. */
export type ValueType = keyof typeof TYPES;

/** True of a type of values that a level's file has. */
export function isValueType(name: string): name is ValueType {
  return Object.hasOwn(TYPES, name);
}

const jsonReason = (error: JsonError): string => `is no JSON: ${JSON_ERRORS[error]}`;
const typeReason = (type: ValueType): string => `is not ${TYPES[type]}`;

/** The English words of every fault, said behind the path of the value that has it. */
export const FAULT_TEXTS_EN = {
  'file-too-long': (characters: number, most: number) => `has ${characters} characters, more than ${most}`,
  'no-json': jsonReason,
  'too-deep': (most: number) => `nests lists and objects deeper than ${most}`,
  'key-twice': (key: string) => `has the key "${key}" twice`,
  missing: () => 'is missing',
  'unknown-key': () => 'is no key that is known here',
  'unknown-value': () => 'is none of the values that are known here',
  'other-type': typeReason,
  below: (least: number) => `is below ${least}`,
  above: (most: number) => `is above ${most}`,
  'few-entries': (least: number) => `has fewer than ${counted(least, 'entry', 'entries')}`,
  'many-entries': (most: number) => `has more than ${counted(most, 'entry', 'entries')}`,
  'one-of': (values: string) => `is none of ${values}`,
  empty: () => 'is empty',
  'long-text': (most: number) => `is longer than ${most} characters`,
  'id-form': () => 'is not small letters, digits and single hyphens',
  'section-form': () => 'is no number of a section',
  'question-form': () => 'is no name of a question: small letters, digits and single hyphens',
  'space-ends': () => 'begins or ends with a space',
  odd: () => 'is not as it ought to be',

  'rto-short': (rto: number, least: number) => `is ${rto}, below two crossings and 8 s: ${least}`,
  'rto-max-short': (rtoMax: number, rto: number) => `is ${rtoMax}, below the rto: ${rto}`,
  'time-wait-short': (lasts: number, least: number) =>
    `makes a TIME_WAIT of ${lasts}, below rto, 8 s and a crossing: ${least}`,
  'user-timeout-short': (userTimeout: number, patience: number) =>
    `is ${userTimeout}; where walls stand it is more than 4 rto and 2 s: ${patience}`,
  'no-such-order': (place: number, last: number) => `is ${place}, but the last order is ${last}`,
  'never-sails': (place: number) => `never sails in order ${place}: it has fewer crates`,
  'walls-without-gap': () => 'stand at fixed times, so pace is a gap',
  'walls-crowd': () => 'are more than the places that they name',
  'pilot-closes': () => 'is done by the pilot, so the goal is not "closed"',
  'nobody-closes': (goal: string) => `is left to nobody: the goal is "${goal}"`,
  'pilot-must-close': () => 'is "pilot" where the pilot closes',
  'pilot-never-closes': () => 'is "pilot", who does not close',
  'needs-coffees': () => 'asks for coffees in the level, if only 0',
  'needs-orphan-clock': () => 'asks for orphanFinWait2 in the level',
  'last-half-minute': () => 'is in the last 30 s of the round',
  'pilot-opens': () => 'is for people, and the pilot opens',
  'below-berths': (berths: number) => `is below berths: ${berths}`,
  'night-shift-large': (berths: number) => `is more than the server's berths: ${berths}`,
  'range-upside-down': (high: number) => `is above high: ${high}`,
  'port-twice': () => 'names a port twice',
  'dark-at-horn': () => 'leaves its host dark at the horn',
  'after-horn': () => 'is after the horn',

  'game-name': () => 'is the name of a level of the game: give yours another',
  'many-syns': (syns: number, most: number) => `sends ${syns} SYNs, more than ${most}`,

  'question-count': (count: number) => `are ${count}; a level has 2 or 3`,
  'named-again': (id: string) => `names ${id} again`,
  'example-length': (sentences: number, steps: number) =>
    `has ${sentences} sentences for the ${steps} steps of the worked example`,
  'question-without-text': (name: string) => `have no "${name}"`,
  'answer-count': (answers: number, lesson: number) => `has ${answers} answers, the lesson ${lesson}`,
  'no-such-question': () => 'is no question of the lesson',
  'briefing-length': (side: string, lines: number) =>
    `gives the ${side} ${lines} lines with those for both; 3 to 5 are read`,
};

/** Every language says the same things. */
export type FaultTexts = typeof FAULT_TEXTS_EN;

/** What can be wrong. */
export type FaultCode = keyof FaultTexts;

/** Something wrong: its code, and what its words name. */
export type Fault = {
  readonly [Code in FaultCode]: { readonly code: Code; readonly values: Parameters<FaultTexts[Code]> };
}[FaultCode];

/** The fault `code` with the values that its words name. */
export function fault<Code extends FaultCode>(code: Code, ...values: Parameters<FaultTexts[Code]>): Fault {
  return { code, values } as Fault;
}

/** A fault of a file, where it stands: line and column from 1, left out of what is wrong with the file as a whole. */
export interface PlacedFault {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Keys and indices down to the value, as in "rules.orders[2].crates"; empty: the file itself. */
  readonly path: string;
  readonly fault: Fault;
}

/** The words of `fault`, to be said behind its path. */
export function faultText({ code, values }: Fault, texts: FaultTexts = FAULT_TEXTS_EN): string {
  const tell: (...told: never[]) => string = texts[code];
  return tell(...(values as never[]));
}

/** "FILE:LINE:COLUMN", or the name alone where the whole file is meant. */
export function placeText({ file, line, column }: PlacedFault): string {
  return line === undefined || column === undefined ? file : `${file}:${line}:${column}`;
}

/** "FILE:LINE:COLUMN: path what and why", in English. */
export function placedFaultText(placed: PlacedFault): string {
  const path = placed.path === '' ? '' : `${placed.path} `;
  return `${placeText(placed)}: ${path}${faultText(placed.fault)}`;
}
