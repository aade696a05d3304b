import {
  type ApiProblem,
  CLOSE_CODES,
  JOIN_REFUSALS,
  type JoinRefusal,
} from '@syn-or-swim/shared/protocol/messages.ts';

/** Why there is no room for this page, or no more. Each has a text in every language. */
export type RoomProblem =
  | ApiProblem['error']
  | keyof typeof CLOSE_CODES
  | 'server-away'
  | 'other-version'
  | 'connection-lost';

function isJoinRefusal(text: string): text is JoinRefusal {
  return Object.hasOwn(JOIN_REFUSALS, text);
}

/** What `cause`, thrown by a join, means: the server's own word, or that it did not answer at all. */
export function problemOfJoin(cause: unknown): RoomProblem {
  const message = cause instanceof Error ? cause.message : '';
  if (isJoinRefusal(message)) return message;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  // Colyseus' own codes for a room that is not there, or whose place went meanwhile.
  if (code === 522 || code === 521 || code === 404) return 'no-such-room';
  if (code === 524 || code === 4002) return 'room-full';
  return 'server-away';
}

/** The reason that the WebSocket close `code` stands for; undefined where the line merely broke. */
export function problemOfClose(code: number): RoomProblem | undefined {
  for (const [reason, closeCode] of Object.entries(CLOSE_CODES)) {
    if (closeCode === code) return reason as keyof typeof CLOSE_CODES;
  }
  return undefined;
}
