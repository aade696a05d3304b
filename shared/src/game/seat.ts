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

/** Who plays a seat: a person, a stack at once or after thinking; the holder keeps the seat of a person who is away. */
export type Player = 'person' | 'perfect' | 'slow' | 'holder';
