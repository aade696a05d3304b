// What the engine can conclude about its peer's state from its own course alone, once nothing is under way.
import type { ConnectionState } from '../../shared/src/tcp/connection.ts';
import type { EngineSocket } from './engine-socket.ts';

/** The states in which the peer can be, and why; undefined where the engine can't know. */
export function believedPeerStates(engine: EngineSocket): readonly ConnectionState[] | undefined {
  switch (engine.state) {
    case 'ESTABLISHED':
      return ['ESTABLISHED'];
    case 'FIN_WAIT_2':
      // It has our FIN; nothing of its own is outstanding, so it has not closed.
      return ['CLOSE_WAIT'];
    case 'CLOSE_WAIT':
      // We have its FIN and it has our ACK.
      return ['FIN_WAIT_2'];
    case 'TIME_WAIT':
      return afterBothFins(engine.path);
    case 'CLOSED':
      return afterTheEnd(engine);
    case 'LISTEN':
      return ['CLOSED'];
    case 'SYN_SENT':
    case 'SYN_RECEIVED':
    case 'FIN_WAIT_1':
    case 'CLOSING':
    case 'LAST_ACK':
      // Something of ours is outstanding: there is no quiet here.
      return undefined;
  }
}

/** Our FIN crossed the peer's (CLOSING on both ends), or the peer's came later; a lost ACK hides which. */
function afterBothFins(path: readonly ConnectionState[]): readonly ConnectionState[] {
  return path.includes('CLOSING') ? ['TIME_WAIT'] : ['CLOSED', 'TIME_WAIT'];
}

function afterTheEnd(engine: EngineSocket): readonly ConnectionState[] | undefined {
  const before = engine.path.at(-2);
  if (engine.signals.includes('connection-reset') || engine.signals.includes('connection-refused')) {
    return ['CLOSED'];
  }
  // An RST ends LAST_ACK without an error (§3.10.7.4): whoever sends it has no TCB.
  if ((before === 'LAST_ACK' && !engine.finAcknowledged) || before === 'CLOSING') return ['CLOSED'];
  // An RST that a late copy drew from our closed port ends the peer's TIME_WAIT (RFC 1337).
  if (before === 'LAST_ACK') return engine.resets > 0 ? ['TIME_WAIT', 'CLOSED'] : ['TIME_WAIT'];
  if (before === 'TIME_WAIT') return ['CLOSED', 'TIME_WAIT'];
  // CLOSE before anything was agreed: a peer that has heard our SYN gets an RST for its answer.
  if (before === 'LISTEN' || before === 'SYN_SENT' || before === undefined) return ['CLOSED'];
  return engine.resets > 0 ? ['CLOSED'] : undefined;
}
