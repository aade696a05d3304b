// Which questions a student is asked: two equal forms, before the first match and after the last.

import type { Level } from '../game/level.ts';
import { keyedHash, permuted } from '../kernel/hash.ts';
import { IDEAS, type IdeaNumber } from '../scoring/ideas.ts';
import type { Form, FormSize, StudentId } from './class-event.ts';
import { ITEMS, type ItemId, type QuestionId, type Version } from './inventory/items.ts';

/** The ideas that `levels` teach, in the order of their numbers. */
export function ideasOfLevels(levels: readonly Level[]): readonly IdeaNumber[] {
  return IDEAS.filter((idea) =>
    idea.levels.some((number) => levels.some((level) => level.number === number)),
  ).map(({ idea }) => idea);
}

/**
 * The items that a class is asked, `size` of them: first those of the ideas that it is to learn, as many ideas as can
 * be, then of the others. `seed` chooses among equals; the same class gets the same items before and after.
 */
export function drawnItems(ideas: readonly IdeaNumber[], size: FormSize, seed: number): readonly ItemId[] {
  const drawn = permuted(ITEMS, seed, 'items');
  // The how-manieth of its idea an item is: the first of each idea come before the second of any.
  const turn = (index: number) =>
    drawn.slice(0, index).filter(({ idea }) => idea === drawn[index]?.idea).length;
  const ranked = drawn.map((item, index) => ({
    item,
    rank: (ideas.includes(item.idea) ? 0 : ITEMS.length) + turn(index),
  }));
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, size)
    .map(({ item }) => item.id);
}

/**
 * The questions that `student` is asked in `form`, in an order of its own. Of each item half of the students have the
 * one version before and the other after, the rest the other way round: what one version is harder by cancels out.
 */
export function formOf(
  items: readonly ItemId[],
  student: StudentId,
  form: Form,
  seed: number,
): readonly QuestionId[] {
  const swapped = (student % 2 === 1) === (form === 'after');
  const order = permuted(items, seed, form, student);
  return order.map((id): QuestionId => {
    const first = keyedHash(seed, 'version', id) % 2 === 0;
    const version: Version = first === swapped ? 'b' : 'a';
    return `${id}-${version}`;
  });
}

/** The order in which `student` reads the options of `question`: indexes of its options, so that no place is the right one. */
export function optionOrder(question: QuestionId, student: StudentId, seed: number): readonly number[] {
  return permuted([0, 1, 2, 3], seed, 'options', question, student);
}
