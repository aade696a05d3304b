/** The two ends of every connection: the harbour of the TCP client and that of the TCP server. */
export const SIDES = ['client', 'server'] as const;

/** One end of a connection. The programs `client/` and `server/` are something else. */
export type Side = (typeof SIDES)[number];

/** The places that a person can take in a match. */
export type Seat = Side | 'network' | 'spectator';

/** The end that `side` talks to. */
export function peerOf(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

/**
 * Who can play a seat. `person`; stacks: `perfect`, `slow`, `sloppy` (errs as bad stacks do), and `holder`, who keeps
 * the seat of a person who is away; hands that stand for people: `novice`, `practised`, `good`, `deaf` (neither tells
 * nor listens), `wild` (any token at any time) and `leaver` (goes away and comes back).
 */
export const PLAYERS = [
  'person',
  'perfect',
  'slow',
  'sloppy',
  'holder',
  'novice',
  'practised',
  'good',
  'deaf',
  'wild',
  'leaver',
] as const;

/**
 * One of {@link PLAYERS}, or `kernel`: the server's end is the TCP of the machine that hosts the match (kernel-end.ts).
 */
export type Player = (typeof PLAYERS)[number] | 'kernel';

/** Players that decide by themselves what to do, from their seat's record. */
export type Stack = Exclude<Player, 'person' | 'kernel'>;
