import type { NetworkPlayer } from '@syn-or-swim/shared/game/match-settings.ts';
import type { ActRefusal, NetworkAct } from '@syn-or-swim/shared/game/network-act.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';

/** The seat of whoever is the weather. */
export const networkEn = {
  heading: 'You are the network',
  howTo: 'How to play',
  role: [
    'You are the weather. You see the header of every boat under way, as a router does, and neither states nor slips.',
    'Choose what happens to a boat. Each act takes energy; one unit comes back every five seconds.',
    'A wrong answer by a harbour that your act has left in the dark is your point. Find out which loss hurts.',
  ],
  actNotes: {
    sink: 'It never arrives, and neither harbour is told. No boat of one kind sinks twice running.',
    hold: 'It comes five seconds late.',
    copy: 'It comes twice, one second apart.',
    swap: 'Two boats of one direction change places.',
  } satisfies Record<NetworkAct['kind'], string>,
  setting: 'The weather is made by',
  players: {
    nobody: 'the level alone',
    person: 'a third player, too',
    stack: 'a stack, too',
  } satisfies Record<NetworkPlayer, string>,
  settingNote: 'A third player joins by the same code.',
  seats: { client: 'client', server: 'server', network: 'network' } satisfies Record<RoomSeat, string>,
  energy: 'Energy',
  energyOf: (energy: number, most: number) => `${energy} of ${most} units of energy`,
  boats: 'Under way',
  strait: 'The strait, as a router sees it',
  unknown: '?',
  none: 'The water is empty. Wait for a boat.',
  to: (side: Side) => `to the ${side}`,
  acts: { sink: 'Sink', hold: 'Hold', copy: 'Copy', swap: 'Swap' } satisfies Record<
    NetworkAct['kind'],
    string
  >,
  actOn: (act: string, cost: number, boat: string) => `${act} (${cost}): ${boat}`,
  swapWith: 'Now choose the other boat of the same direction.',
  done: {
    sink: 'It has sunk. Neither harbour is told.',
    hold: 'It is held for five seconds.',
    copy: 'A copy follows one second behind.',
    swap: 'They have changed places.',
  } satisfies Record<NetworkAct['kind'], string>,
  refused: {
    'no-network-seat': 'In this match nobody is the network.',
    'no-such-boat': 'Too late: that boat has arrived.',
    'too-little-energy': 'There is not enough energy for that yet.',
    'sank-before': 'A boat of this kind sank just before. Let one through first.',
    'not-one-direction': 'Only boats of one direction can change places.',
    'match-over': 'The horn has sounded: this round is over.',
  } satisfies Record<ActRefusal, string>,
  paused: 'The match is paused.',
  refusedElse: 'That was not done. Try again.',
  notSent: 'The line is down. Nothing was done.',
  horn: 'Time to the horn',
  leave: 'Leave',
  leaveSure: 'Leave the match for good? The two play on in the level’s own weather.',

  saw: {
    heading: 'What each of the three saw',
    intro: 'Choose a connection and a seat: this much each could know at the time.',
    connection: 'Connection',
    seat: 'Seat',
    score: (points: number, provoked: number, acts: number) =>
      `The network provoked ${provoked === 1 ? '1 wrong answer' : `${provoked} wrong answers`} by ${acts === 1 ? '1 act' : `${acts} acts`}: ${points} points`,
    byAct: (act: string, acts: number, provoked: number, points: number) =>
      `${act}: ${acts === 1 ? '1 act' : `${acts} acts`}, ${provoked === 1 ? '1 wrong answer' : `${provoked} wrong answers`}, ${points} points`,
    stack: 'A stack was the network.',
    nothing: 'Nothing of this connection was seen from here.',
    left: (boat: string) => `${boat} left`,
    arrived: (boat: string) => `${boat} arrived`,
    passed: (boat: string, side: Side) => `${boat} under way to the ${side}`,
    acted: (act: string, boat: string) => `${act}: ${boat}`,
    state: (state: string) => `own state: ${state}`,
  },
};

/** Every language says the same things. */
export type NetworkTexts = typeof networkEn;
