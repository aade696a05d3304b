import type { StudentStage, StudentView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { describe, expect, it } from 'vitest';
import { ClassModel } from './class-model.ts';

const question = { kind: 'state', side: 'server', options: [] } as const;

function asked(poll: number, chosen: number | undefined, shown = false): StudentStage {
  return {
    kind: 'poll',
    poll,
    question,
    chosen,
    shown: shown ? { right: 0, counts: [1, 0, 0, 0] } : undefined,
  };
}

const view = (stage: StudentStage): StudentView => ({
  code: '4G577X',
  name: 'Brave Puffin',
  typedNames: false,
  frozen: false,
  stage,
});

/** A page on which `choice` was chosen in poll 1, and that has heard `stages` since. */
function pageThatHeard(choice: number, ...stages: readonly StudentStage[]): ClassModel {
  const model = new ClassModel();
  model.hear('student-view', view(asked(1, undefined)));
  model.choose(1, choice);
  for (const stage of stages) model.hear('student-view', view(stage));
  return model;
}

describe('a vote on a student’s page', () => {
  it('stands at once, and until the class has counted it', () => {
    const own = { poll: 1, choice: 2, late: false };
    expect(pageThatHeard(2).vote.value).toEqual(own);
    // What was chosen before arrives after it.
    expect(pageThatHeard(2, asked(1, 1)).vote.value).toEqual(own);
    expect(pageThatHeard(2, asked(1, 2)).vote.value).toBeUndefined();
  });

  it('is called late where the answers are shown without it, until the question is over', () => {
    const late = { poll: 1, choice: 2, late: true };
    expect(pageThatHeard(2, asked(1, 1, true)).vote.value).toEqual(late);
    expect(pageThatHeard(2, asked(1, undefined, true)).vote.value).toEqual(late);
    expect(pageThatHeard(2, asked(1, 2, true)).vote.value).toBeUndefined();
    expect(pageThatHeard(2, asked(1, 1, true), { kind: 'waiting' }).vote.value).toBeUndefined();
  });

  it('is nothing to the next question', () => {
    expect(pageThatHeard(2, asked(2, undefined)).vote.value).toBeUndefined();
  });
});

it('forgets why a name was refused once the name is another', () => {
  const model = new ClassModel();
  const match = { kind: 'waiting' } as const;
  model.hear('student-view', view(match));
  model.hear('name-refused', { problem: 'name-taken' });
  model.hear('student-view', view(asked(1, undefined)));
  expect(model.nameProblem.value).toBe('name-taken');
  model.hear('student-view', { ...view(match), name: 'Calm Otter' });
  expect(model.nameProblem.value).toBeUndefined();
});
