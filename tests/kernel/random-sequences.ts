// Seeded sequences of calls on both ends, in weather: whatever is called, belief and state agree, and both end.
import { chance, keyedHash, pickInteger } from '../../shared/src/kernel/hash.ts';
import { type Opening, type Pair, pause } from './pair.ts';
import { clearWeather, seededWeather } from './wire.ts';

/** One of the calls that a sequence may make. */
interface Move {
  readonly name: string;
  readonly weight: number;
  readonly make: (pair: Pair, size: number) => void;
}

const MOVES: readonly Move[] = [
  { name: 'engine send', weight: 36, make: ({ engine }, size) => engine.send(1 + (size % 6000)) },
  { name: 'kernel write', weight: 36, make: ({ application }, size) => application.write(1 + (size % 6000)) },
  { name: 'engine reads', weight: 5, make: ({ engine }) => engine.setReading(true) },
  { name: 'engine stops reading', weight: 4, make: ({ engine }) => engine.setReading(false) },
  { name: 'kernel reads', weight: 5, make: ({ application }) => application.setReading(true) },
  { name: 'kernel stops reading', weight: 4, make: ({ application }) => application.setReading(false) },
  {
    name: 'engine close',
    weight: 5,
    make: ({ engine }) => {
      if (engine.mayCallClose()) engine.call({ kind: 'close' });
    },
  },
  { name: 'kernel shutdown', weight: 5, make: ({ application }) => application.end() },
  { name: 'kernel close', weight: 1, make: ({ application }) => application.destroy() },
  { name: 'kernel abort', weight: 1, make: ({ application }) => application.abort() },
  {
    name: 'engine abort',
    weight: 1,
    make: ({ engine }) => {
      if (engine.state !== 'CLOSED') engine.call({ kind: 'abort' });
    },
  },
  {
    name: 'engine application goes',
    weight: 1,
    make: ({ engine }) => {
      if (engine.mayCallClose()) engine.call({ kind: 'close' });
      engine.event({ kind: 'application-gone' });
    },
  },
];

const OPENINGS: readonly Opening[] = ['active', 'passive', 'simultaneous'];

function moveOf(seed: number, turn: number): Move {
  const total = MOVES.reduce((sum, move) => sum + move.weight, 0);
  let left = keyedHash(seed, 'move', turn) % total;
  for (const move of MOVES) {
    if (left < move.weight) return move;
    left -= move.weight;
  }
  throw new Error('the weights do not add up');
}

/** How a sequence ended. */
export interface SequenceResult {
  readonly seed: number;
  /** `clean`: both FINs, every octet read; `reset`: one end aborted; `half-open`: and the other never heard of it. */
  readonly ending: 'clean' | 'reset' | 'half-open' | 'never open';
  readonly beliefsChecked: number;
  readonly packets: number;
  readonly lost: number;
}

/** Makes the calls of `seed`; throws where the engine and the kernel come to disagree, or an end stays open. */
export async function runSequence(pair: Pair, seed: number): Promise<SequenceResult> {
  const weather = seededWeather(
    seed,
    pickInteger({ low: 0, high: 250 }, seed, 'lost'),
    pickInteger({ low: 0, high: 250 }, seed, 'copied'),
    pickInteger({ low: 0, high: 15 }, seed, 'jitter'),
  );
  let beliefsChecked = 0;
  const look = async (): Promise<void> => {
    if (await lookInFairWeather(pair)) beliefsChecked += 1;
    pair.wire.weather = weather;
  };
  pair.wire.weather = weather;
  await pair.open(OPENINGS[seed % 3] ?? 'active');
  // One in four begins its calls while the connection is still being opened.
  if (seed % 4 !== 0) await pair.until('ESTABLISHED', () => isOpen(pair));
  const turns = pickInteger({ low: 4, high: 32 }, seed, 'turns');
  for (let turn = 0; turn < turns; turn += 1) {
    await pause(pickInteger({ low: 0, high: 25 }, seed, 'pause', turn));
    const move = moveOf(seed, turn);
    pair.note(move.name);
    move.make(pair, keyedHash(seed, 'size', turn));
    if (chance(120, seed, 'look', turn)) await look();
  }
  await look();
  const ending = await endInFairWeather(pair);
  await look();
  return { seed, ending, beliefsChecked, packets: pair.wire.sent, lost: pair.wire.lost };
}

function isOpen({ engine, application, kernel }: Pair): boolean {
  return engine.state === 'ESTABLISHED' && kernel.state === 'ESTABLISHED' && application.socket !== undefined;
}

/**
 * Weather clears, both ends read: soon nothing is under way, and the states must fit each other. False where
 * the engine can't know the peer's state.
 */
async function lookInFairWeather(pair: Pair): Promise<boolean> {
  const { engine, application } = pair;
  pair.note('fair weather');
  pair.wire.weather = clearWeather;
  engine.setReading(true);
  application.setReading(true);
  await pair.untilQuiet();
  if (isHalfOpen(pair)) return false;
  await pair.checkBelief();
  return true;
}

/**
 * One end went without a FIN, and what it said last may have been lost (§3.5.1): an abort, or Linux' orphan
 * in FIN_WAIT_2 that dies without a word. Whoever is left learns of it when it next speaks.
 */
function isHalfOpen({ engine, application, kernel }: Pair): boolean {
  if (engine.state === 'CLOSED') return engine.gaveUp;
  return application.gone && kernel.state === 'CLOSED';
}

async function endInFairWeather(pair: Pair): Promise<SequenceResult['ending']> {
  const { engine, application } = pair;
  pair.note('the end');
  pair.wire.weather = clearWeather;
  let quietSince = Number.POSITIVE_INFINITY;
  let sent = 0;
  await pair.until('end of both', () => {
    if (engine.mayCallClose()) engine.call({ kind: 'close' });
    application.end();
    if (pair.wire.sent !== sent || !pair.isQuiet()) quietSince = performance.now();
    sent = pair.wire.sent;
    return pair.hasEnded() || (isHalfOpen(pair) && performance.now() - quietSince > 100);
  });
  if (!pair.hasEnded()) {
    // Nothing will ever come: the application that waits gives up.
    application.destroy();
    if (engine.state !== 'CLOSED') engine.call({ kind: 'abort' });
    await pair.until('end of both after giving up', () => pair.hasEnded());
    return 'half-open';
  }
  if (!engine.path.includes('ESTABLISHED')) return 'never open';
  if (engine.gaveUp || application.gone || application.error !== undefined) return 'reset';
  if (engine.signals.includes('connection-reset')) return 'reset';
  await pair.until('every octet read', () => {
    const arrived = engine.received + engine.forgone;
    return application.received === engine.written && arrived === application.written;
  });
  return 'clean';
}
