import type { Assistance } from '@syn-or-swim/shared/game/level.ts';
import type { Player, Side } from '@syn-or-swim/shared/game/seat.ts';

const count = (number: number, one: string, many: string): string =>
  number === 1 ? `1 ${one}` : `${number} ${many}`;

/** The stacks that may sit at the other harbour of a solo match. */
export type SoloPartner = Extract<Player, 'perfect' | 'slow' | 'sloppy'>;

/** The chart of levels, and what is said before a level begins. */
export const aroundEn = {
  chart: {
    heading: 'The chart',
    intro: 'Fifteen stops from the first SYN to the perfect storm.',
    level: (number: number, name: string) => `Level ${number}: ${name}`,
    stars: (stars: number) => `${stars} of 3 stars`,
    unplayed: 'not played yet',
    eye: 'eye: you named why a socket hung',
    next: 'next',
    storm: 'Endless storm',
    file: 'A level from a file',
    ideas: 'Ten ideas',
    ideasIntro: 'What your boats and answers have shown so far, at both harbours.',
    idea: (right: number, tried: number) => `${right} of ${tried} right`,
    notTried: 'not met yet',
    ideaNames: [
      'Three boats open a connection',
      'SYN and FIN use up a number, ack is the next one wanted',
      'Each direction closes by itself',
      'Loss is only silence',
      'CLOSE_WAIT waits for my own close()',
      'FIN_WAIT_1: no ACK came, so it is the road',
      'FIN_WAIT_2: the ACK came, so it is their application',
      'TIME_WAIT belongs to whoever closed first',
      'Both at once, half-open, and RST',
      'Stuck and half-open sockets fill a harbour',
    ],
  },
  briefing: {
    toChart: 'Chart',
    play: 'Play',
    withFriend: 'Play with a friend',
    seat: 'Your harbour',
    partner: 'Your partner',
    partners: {
      perfect: 'a stack that never errs',
      slow: 'a slow stack',
      sloppy: 'a sloppy stack: it errs',
    } satisfies Readonly<Record<SoloPartner, string>>,
    tells: 'It tells its half of each slip when you ask.',
    duty: 'What you do',
    timeAndHelp: 'Time and help',
    example: 'An example, step by step',
    step: (step: number, steps: number) => `Step ${step} of ${steps}`,
    earlier: 'Earlier',
    later: 'Next step',
    again: 'From the start',
    met: 'Where you meet it',
    facts: (clock: string, orders: number) => `${clock} min · ${count(orders, 'order', 'orders')}`,
    grades: {
      cadet: 'Cadet: you raise the flags, the numbers are filled in.',
      mate: 'Mate: you raise the flags and choose the numbers.',
      captain: 'Captain: you write the numbers, and a wrong boat sails.',
    } satisfies Readonly<Record<Assistance, string>>,
    kernel: 'The real kernel',
    trial: 'Trial waters',
    trialTag: 'A level made for trying things out.',
    trialLines: ['Open, carry, close: everything you know.'],
  },
  example: {
    ladder: 'Ladder: client on the left, server on the right, time runs down.',
    sends: (side: string, segment: string) => `${side} sends ${segment}`,
    lost: 'lost on the way',
    earlierLife: 'from an earlier life',
    ghost: 'from a ghost',
    bell: 'the bell rings',
    rings: (timer: string) => `${timer} is over`,
    crash: 'crash',
    crates: (number: number) => count(number, 'crate', 'crates'),
    state: (side: string, state: string) => `${side}: ${state}`,
  },
  sides: { client: 'client', server: 'server' } satisfies Record<Side, string>,
};

/** Every language says the same things. */
export type AroundTexts = typeof aroundEn;
