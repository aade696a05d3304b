import type { GuessQuestion, Keeper } from '@syn-or-swim/shared/game/guess.ts';

/** Guesses: small questions between two boats, answered only afterwards. */
export const guessEn = {
  heading: 'A guess?',
  free: 'No score. The debrief tells.',
  noted: 'Noted. The debrief tells.',
  first: (ship: string) => `${ship}: guess first, if you like.`,
  covered: 'covered',
  ack: (number: number) => `ack ${number}`,
  questions: {
    'state-after-syn-ack': (ship: string) =>
      `${ship}: your SYN+ACK has left. Which state is this socket in now?`,
    'peer-state-after-ack': (ship: string) =>
      `${ship}: your ACK has just left. Which state is the server’s end in at this moment?`,
    'state-after-fin': (ship: string) =>
      `${ship}: your FIN has left first. Which state is this socket in now?`,
    'state-after-fin-acked': (ship: string) =>
      `${ship}: your FIN has been acknowledged. Which state is this socket in now?`,
    'state-after-peer-fin': (ship: string) =>
      `${ship}: you have acknowledged your partner’s FIN. Which state is this socket in now?`,
    'state-after-last-fin': (ship: string) =>
      `${ship}: your FIN has left, after your partner’s. Which state is this socket in now?`,
    'state-after-last-ack': (ship: string) =>
      `${ship}: both FINs are through and your ACK has left. Which state is this socket in now?`,
    'state-after-crossing': (ship: string) =>
      `${ship}: the two FINs have crossed, your ACK has left. Which state is this socket in now?`,
    'ack-of-syn': (ship: string) => `${ship}: your SYN has left. Which ack will answer it?`,
    'ack-of-cargo': (ship: string) =>
      `${ship}: your crates have left. Which ack will say that all of them arrived?`,
    'ack-of-fin': (ship: string) => `${ship}: your FIN has left. Which ack will answer it?`,
    'keeper-first': (ship: string) =>
      `${ship}: your FIN was the first and is acknowledged. Which end will keep TIME_WAIT?`,
    'keeper-second': (ship: string) => `${ship}: your FIN was the second. Which end keeps TIME_WAIT?`,
    'keeper-crossing': (ship: string) => `${ship}: the two FINs have crossed. Which end will keep TIME_WAIT?`,
  } satisfies Readonly<Record<GuessQuestion, (ship: string) => string>>,
  keepers: {
    client: 'the client',
    server: 'the server',
    both: 'both',
    nobody: 'neither',
  } satisfies Readonly<Record<Keeper, string>>,
};

/** Every language says the same things. */
export type GuessTexts = typeof guessEn;
