// The inventory: what is asked before the first match and after the last. Each item is one idea asked twice, of two
// cases that are equally hard: one version stands in a student's first form, the other in the second.
import type { IdeaNumber } from '../../scoring/ideas.ts';
import type { MisconceptionId } from '../../tcp/misconceptions.ts';

/** The two versions of an item. */
export const VERSIONS = ['a', 'b'] as const;

/** One of {@link VERSIONS}. */
export type Version = (typeof VERSIONS)[number];

/** What choosing an option shows: that it is right, a wrong belief, or `slip`: wrong, but no belief of the list. */
export type OptionMeaning = 'right' | 'slip' | MisconceptionId;

/** One item. Its texts are in `en.ts` and `ko.ts`. */
export interface Item {
  readonly id: string;
  readonly idea: IdeaNumber;
  /** Where each version's right answer can be read; a section of RFC 9293 where nothing else is named. */
  readonly source: Readonly<Record<Version, string>>;
  /** The meaning of each version's options, in the order of their texts. */
  readonly options: Readonly<Record<Version, readonly OptionMeaning[]>>;
}

/** All items. */
export const ITEMS = [
  {
    id: 'stray-handshake',
    idea: 1,
    source: { a: '3.5', b: '3.10.7.3' },
    options: { a: ['M18', 'right', 'slip', 'slip'], b: ['M18', 'slip', 'right', 'M31'] },
  },
  {
    id: 'established-when',
    idea: 1,
    source: { a: '3.5', b: '3.5' },
    options: { a: ['M19', 'slip', 'slip', 'right'], b: ['M19', 'right', 'slip', 'M19'] },
  },
  {
    id: 'ack-next',
    idea: 2,
    source: { a: '3.4', b: '3.4' },
    options: { a: ['slip', 'M17', 'M11', 'right'], b: ['slip', 'M17', 'M11', 'right'] },
  },
  {
    id: 'number-of-a-flag',
    idea: 2,
    source: { a: '3.4', b: '3.5' },
    options: { a: ['M11', 'M12', 'right', 'M13'], b: ['M17', 'M12', 'right', 'M13'] },
  },
  {
    id: 'half-close',
    idea: 3,
    source: { a: '3.6', b: '3.6' },
    options: { a: ['right', 'M01', 'M23', 'M34'], b: ['M02', 'M01', 'right', 'M23'] },
  },
  {
    id: 'passive-close',
    idea: 3,
    source: { a: '3.10.7.4', b: '3.6' },
    options: { a: ['M35', 'M21', 'right', 'slip'], b: ['right', 'M35', 'M10', 'slip'] },
  },
  {
    id: 'close-returned',
    idea: 3,
    source: { a: '3.9.1.4', b: '3.9.1.4' },
    options: { a: ['M30', 'right', 'M23', 'slip'], b: ['M28', 'M30', 'slip', 'right'] },
  },
  {
    id: 'lost-ack',
    idea: 4,
    source: { a: '3.8.4', b: '3.8.4' },
    options: { a: ['M14', 'right', 'M15', 'M20'], b: ['M15', 'M14', 'M20', 'right'] },
  },
  {
    id: 'duplicate',
    idea: 4,
    source: { a: '3.10.7.4', b: '3.10.7.4' },
    options: { a: ['M32', 'slip', 'M31', 'right'], b: ['slip', 'right', 'M32', 'M34'] },
  },
  {
    id: 'damaged',
    idea: 4,
    source: { a: '2.2', b: '2.2' },
    options: { a: ['M16', 'M15', 'right', 'slip'], b: ['M15', 'right', 'slip', 'M16'] },
  },
  {
    id: 'close-wait',
    idea: 5,
    source: { a: '3.3.2', b: '3.6' },
    options: { a: ['M05', 'M04', 'right', 'M07'], b: ['M06', 'right', 'M04', 'slip'] },
  },
  {
    id: 'silent-port',
    idea: 6,
    source: { a: '3.10.7.1', b: '3.10.7.1' },
    options: { a: ['M26', 'slip', 'M24', 'right'], b: ['right', 'M26', 'M27', 'M23'] },
  },
  {
    id: 'cut-cable',
    idea: 6,
    source: { a: '2.2', b: '3.5.1' },
    options: { a: ['M27', 'right', 'M28', 'slip'], b: ['M28', 'M27', 'M10', 'right'] },
  },
  {
    id: 'fin-wait-2',
    idea: 7,
    source: { a: '3.10.8', b: '3.3.2' },
    options: { a: ['M10', 'M07', 'right', 'M08'], b: ['slip', 'M10', 'M08', 'right'] },
  },
  {
    id: 'time-wait-owner',
    idea: 8,
    source: { a: '3.6.1', b: '3.6.1' },
    options: { a: ['M03', 'right', 'M35', 'slip'], b: ['M35', 'M03', 'slip', 'right'] },
  },
  {
    id: 'time-wait-purpose',
    idea: 8,
    source: { a: '3.10.7.4', b: '3.3.2' },
    options: { a: ['M36', 'M08', 'right', 'M09'], b: ['M08', 'right', 'M07', 'M09'] },
  },
  {
    id: 'reset-arrives',
    idea: 9,
    source: { a: '3.10.7.4', b: '3.10.7.4' },
    options: { a: ['M24', 'M23', 'slip', 'right'], b: ['M25', 'right', 'M24', 'M23'] },
  },
  {
    id: 'restarted-host',
    idea: 9,
    source: { a: '3.5.1', b: '3.5.1' },
    options: { a: ['M29', 'right', 'M28', 'slip'], b: ['M29', 'M24', 'right', 'M34'] },
  },
  {
    id: 'crossing',
    idea: 9,
    source: { a: '3.6', b: '3.5' },
    options: { a: ['M22', 'M22', 'right', 'M23'], b: ['right', 'M22', 'slip', 'M22'] },
  },
  {
    id: 'syn-flood',
    idea: 10,
    source: { a: 'RFC 4987', b: 'RFC 4987' },
    options: { a: ['M33', 'slip', 'right', 'M27'], b: ['M33', 'right', 'M31', 'M37'] },
  },
] as const satisfies readonly Item[];

/** The id of an item. */
export type ItemId = (typeof ITEMS)[number]['id'];

/** One version of an item, as answers and exports name it: "lost-ack-a". */
export type QuestionId = `${ItemId}-${Version}`;

/** What a person reads of a question. */
export interface QuestionText {
  readonly question: string;
  /** In the order of {@link Item.options}. */
  readonly options: readonly [string, string, string, string];
}

/** The inventory in one language. */
export type InventoryTexts = Readonly<Record<QuestionId, QuestionText>>;

/** Why the right option of each question is right. No page has these by itself: the server tells them in time. */
export type Explanations = Readonly<Record<QuestionId, string>>;

const QUESTIONS: ReadonlyMap<string, { readonly item: Item; readonly version: Version }> = new Map(
  ITEMS.flatMap((item) => VERSIONS.map((version) => [`${item.id}-${version}`, { item, version }] as const)),
);

/** The ids of all questions. */
export const QUESTION_IDS = [...QUESTIONS.keys()] as readonly QuestionId[];

/** The question named `id`; undefined where there is none. */
export function questionNamed(id: string):
  | {
      readonly id: QuestionId;
      readonly item: Item;
      readonly version: Version;
      readonly options: readonly OptionMeaning[];
    }
  | undefined {
  const found = QUESTIONS.get(id);
  return found && { ...found, id: id as QuestionId, options: found.item.options[found.version] };
}
