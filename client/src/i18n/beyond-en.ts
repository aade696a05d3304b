import { FAULT_TEXTS_EN } from '@syn-or-swim/shared/levels/level-fault.ts';

/** What lies beyond the fifteen levels: the endless storm, and levels from files. */
export const beyondEn = {
  back: 'Levels',
  side: 'Your harbour',
  partner: 'The other harbour',
  storm: {
    heading: 'Endless storm',
    lines: [
      'Level 15 without an end: its customers, losses and walls come again and again.',
      'Leave when you have had enough: then the fog lifts, and what you brought home counts.',
      'Perfect stacks in the same weather, for as long as you stayed, are the measure.',
    ],
    best: (clean: number, points: number) => `Your best here: ${clean} clean goodbyes, ${points} points`,
    none: 'You have not been out in it yet.',
    begin: 'Sail out',
    again: 'Out again',
    record: 'That is your best storm so far.',
  },
  file: {
    heading: 'A level from a file',
    intro:
      'Open a level that you or somebody else has written. It is checked on this page; only for a match with a friend it goes to the server.',
    choose: 'Choose a file',
    drop: 'or drop it here',
    how: 'How such a file is written: docs/writing-a-level.md in the game’s sources.',
    wrong: 'This level cannot be played yet',
    fine: (name: string) => `${name}: nothing is wrong with it`,
    play: 'To its briefing',
    link: 'Copy a link to this level',
    linkField: 'Link',
    copied: 'Copied.',
    notCopied: 'Copy it from the field.',
    unreadable: 'The file cannot be read.',
    brokenLink: 'This link is broken: it was cut off or changed on its way. Ask for it once more.',
    inLink: 'link',
    place: (line: number, column: number) => `line ${line}, column ${column}`,
    more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  },
  /** What can be wrong in such a file, said behind the path of the value. */
  faults: FAULT_TEXTS_EN,
};

/** Every language says the same things. */
export type BeyondTexts = typeof beyondEn;
