// What the real kernel did, applied to its match.
import { afterSent, isRepeat, type KernelAct, type KernelSocket, streamOf, UNHEARD } from './kernel-end.ts';
import { isKernelMatch, kernelEnd, kernelSocketSet, withKernelStream } from './kernel-harbour.ts';
import { journalled, type Match, withSeat } from './match-state.ts';
import { departed } from './sailing.ts';
import { keyText } from './token.ts';

function segmentSent(match: Match, { key, segment, octets }: Extract<KernelAct, { kind: 'segment' }>): Match {
  const before = streamOf(kernelEnd(match), key);
  const repeats = isRepeat(before, segment);
  const after = withKernelStream(match, afterSent(before, segment, octets));
  const told = repeats ? journalled(after, { kind: 'bell', side: 'server', key }) : after;
  const verdict = repeats ? 'repeat' : 'due';
  return departed(told, 'server', key, segment, { by: 'stack', verdict, needless: false, stray: false });
}

/** A socket that the table no longer has is CLOSED; one that it has not had before has been opened. */
function tableTold(match: Match, sockets: readonly KernelSocket[]): Match {
  const gone = match.seats.server.harbour.sockets.filter(
    ({ key }) => !sockets.some((socket) => keyText(socket.key) === keyText(key)),
  );
  const emptied = gone.reduce((after, { key }) => kernelSocketSet(after, key, 'CLOSED'), match);
  const after = sockets.reduce(
    (told, { key, state, read }) => kernelSocketSet(told, key, state, read),
    emptied,
  );
  const seat = after.seats.client;
  return withSeat(after, 'client', { ...seat, kernel: { ...(seat.kernel ?? UNHEARD), sockets } });
}

/** `match` after `act` of the kernel; a match against anybody else stays as it is. */
export function kernelActed(match: Match, act: KernelAct): Match {
  if (!isKernelMatch(match)) return match;
  return act.kind === 'segment' ? segmentSent(match, act) : tableTold(match, act.sockets);
}
