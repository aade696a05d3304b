import { describe, expect, it } from 'vitest';
import { sightOf } from '../game/happenings.ts';
import { createMatch } from '../game/match.ts';
import { orderId } from '../game/order.ts';
import { KEPT_SIGNALS } from '../game/seat-state.ts';
import type { Signal } from '../game/signal.ts';
import { OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS } from './drivers.ts';
import { toldCrates } from './knowledge.ts';

const ORDER = orderId(8);
const SEND_0: Signal = { kind: 'send', order: ORDER, crates: 0 };
const AFTER_FIN_3: Signal = { kind: 'send', order: ORDER, crates: 3, afterFin: true };
const OTHER: Signal = { kind: 'send', order: orderId(7), crates: 1 };

/** What the server knows of order 8 once the client has said `signals`. */
function told(signals: readonly Signal[]) {
  const players = { client: 'perfect', server: 'perfect' } as const;
  const sight = sightOf(
    createMatch({ level: OVERSTAYERS, seed: 1, players, drivers: DRIVERS }),
    'server',
    false,
  );
  const said = signals.map((signal) => ({ at: 0, from: 'client', signal }) as const);
  return toldCrates({ ...sight, seat: { ...sight.seat, signals: said } }, ORDER);
}

const others = (count: number) => Array<Signal>(count).fill(OTHER);

describe('what a stack was told of its crates', () => {
  it('is nothing before the partner has spoken of this order', () => {
    expect(told([OTHER])).toBeUndefined();
    expect(told([AFTER_FIN_3])).toBeUndefined();
  });

  it('is what was said last', () => {
    expect(told([SEND_0, OTHER])).toEqual({ crates: 0, cratesAfterFin: 0 });
    expect(told([AFTER_FIN_3, SEND_0])).toEqual({ crates: 0, cratesAfterFin: 3 });
    expect(told([{ ...SEND_0, crates: 2 }, AFTER_FIN_3, SEND_0])).toEqual({ crates: 0, cratesAfterFin: 3 });
  });

  it('is nothing where the word that is said first may be forgotten: it has to be asked for', () => {
    expect(told([SEND_0, ...others(KEPT_SIGNALS - 1)])).toBeUndefined();
    expect(told([...others(2), SEND_0, ...others(KEPT_SIGNALS - 3)])).toBeUndefined();
    expect(told([...others(3), SEND_0, ...others(KEPT_SIGNALS - 4)])).toEqual({
      crates: 0,
      cratesAfterFin: 0,
    });
    expect(told([SEND_0, ...others(KEPT_SIGNALS - 2)])).toEqual({ crates: 0, cratesAfterFin: 0 });
    expect(told([AFTER_FIN_3, SEND_0, ...others(KEPT_SIGNALS - 2)])).toEqual({
      crates: 0,
      cratesAfterFin: 3,
    });
  });
});
