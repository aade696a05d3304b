import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SANDBOX_LEVEL } from '../levels/sandbox-level.ts';
import { DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { occupied } from './harbour.ts';
import type { Level } from './level.ts';
import { berthsOf } from './level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from './match.ts';
import type { BoatDecision } from './mouth.ts';
import {
  createSandbox,
  type Sandbox,
  type SandboxAct,
  type SandboxAnswer,
  sandboxAt,
  sandboxStep,
  sandboxView,
} from './sandbox.ts';
import { type Player, SIDES, type Side } from './seat.ts';
import type { ConnectionKey } from './token.ts';

const SEED = 5;
const CROSSING = SANDBOX_LEVEL.timing.crossing;

function blank({
  deciding = true,
  client = 'person' as Player,
  server = 'person' as Player,
  level = SANDBOX_LEVEL as Level,
} = {}): Sandbox {
  return createSandbox({ level, seed: SEED, players: { client, server }, deciding }, DRIVERS);
}

/** `sandbox` after `acts`, none of which is refused. */
function after(sandbox: Sandbox, ...acts: readonly SandboxAct[]): Sandbox {
  return acts.reduce((current, act) => {
    const { sandbox: next, answer } = sandboxStep(current, act);
    if (answer.kind === 'refused') throw new Error(`${act.kind} was refused: ${answer.reason}`);
    return next;
  }, sandbox);
}

const answerTo = (sandbox: Sandbox, act: SandboxAct): SandboxAnswer => sandboxStep(sandbox, act).answer;

const firstKey = ({ match }: Sandbox): ConnectionKey => {
  const order = match.orders.find(({ bothOpenAt }) => bothOpenAt === undefined);
  if (order === undefined) throw new Error('the level has no order');
  return { clientPort: order.clientPort, serverPort: order.serverPort };
};

/** A token with `flags` on the first order's connection, with the numbers that TCP asks for. */
function hand(sandbox: Sandbox, seat: Side, flags: readonly FlagName[], crates = 0): SandboxAct {
  const { match } = sandbox;
  const view = sandboxView(sandbox).seats[seat].seat;
  const token = handToken(
    { view, level: match.rules.level, now: match.now },
    firstKey(sandbox),
    flags,
    crates,
  );
  return { kind: 'hand', seat, command: { kind: 'token', token } };
}

const STEP: SandboxAct = { kind: 'step' };
const decide = (boat: number, decision: BoatDecision): SandboxAct => ({ kind: 'decide', boat, decision });

/** A fresh sandbox without the both-open slips of the first moment, and the SYN of the first order at its mouth. */
function withSyn(): Sandbox {
  const opened = after(blank(), STEP);
  return after(opened, hand(opened, 'client', ['syn']));
}

const boats = (sandbox: Sandbox) =>
  sandboxView(sandbox).boats.map(({ boat, arrivesAt, sinksAt, waits }) =>
    waits === undefined ? { boat, arrivesAt, sinksAt } : { boat, waits: waits.kind },
  );
const stateOf = (sandbox: Sandbox, side: Side) =>
  sandbox.match.seats[side].harbour.sockets.find(({ key }) => key.clientPort === firstKey(sandbox).clientPort)
    ?.connection.state;

describe('a boat at the mouth of its harbour', () => {
  it('waits until its fate is decided, and time waits with it', () => {
    const waiting = withSyn();
    expect(boats(waiting)).toEqual([{ boat: 1, waits: 'arrives' }]);
    expect(sandboxView(waiting).nextAt).toBeUndefined();
    expect(answerTo(waiting, STEP)).toEqual({ kind: 'refused', reason: 'boat-waits' });
    expect(answerTo(waiting, decide(9, { kind: 'sink' }))).toEqual({
      kind: 'refused',
      reason: 'no-such-boat',
    });
  });

  it.each<[BoatDecision, { readonly arrivesAt: readonly number[]; readonly sinksAt: number | undefined }]>([
    [{ kind: 'arrive' }, { arrivesAt: [CROSSING], sinksAt: undefined }],
    [{ kind: 'weather' }, { arrivesAt: [CROSSING], sinksAt: undefined }],
    [{ kind: 'sink' }, { arrivesAt: [], sinksAt: CROSSING / 2 }],
    [
      { kind: 'hold', by: 20_000 },
      { arrivesAt: [CROSSING + 20_000], sinksAt: undefined },
    ],
    [
      { kind: 'copy', after: 700 },
      { arrivesAt: [CROSSING, CROSSING + 700], sinksAt: undefined },
    ],
  ])('sails as it is decided: %o', (decision, expected) => {
    expect(boats(after(withSyn(), decide(1, decision)))).toEqual([{ boat: 1, ...expected }]);
  });

  it('that is sunk brings the bell; one that is held comes after its own repeat', () => {
    const sunk = after(withSyn(), decide(1, { kind: 'sink' }), STEP);
    expect([sunk.match.now, sunk.match.journal.at(-1)?.event.kind]).toEqual([12_000, 'bell']);
    const again = after(sunk, hand(sunk, 'client', ['syn']), decide(2, { kind: 'arrive' }), STEP);
    expect([stateOf(again, 'server'), again.match.now]).toEqual(['SYN_RECEIVED', 13_200]);
  });

  it('sails by itself once no decisions are wanted any more', () => {
    const open = after(withSyn(), { kind: 'deciding', on: false });
    expect(sandboxView(open).deciding).toBe(false);
    expect(boats(open)).toEqual([{ boat: 1, arrivesAt: [CROSSING], sinksAt: undefined }]);
    const answered = after(open, STEP);
    expect(boats(after(answered, hand(answered, 'server', ['syn', 'ack'])))).toEqual([
      { boat: 2, arrivesAt: [2 * CROSSING], sinksAt: undefined },
    ]);
  });
});

describe('boats on the water', () => {
  /** A connection, over which the client has sent two boats with a crate each at one moment. */
  function twoCrates(): Sandbox {
    let current = after(withSyn(), decide(1, { kind: 'arrive' }), STEP);
    current = after(current, hand(current, 'server', ['syn', 'ack']), decide(2, { kind: 'arrive' }), STEP);
    current = after(current, hand(current, 'client', ['ack'], 1));
    current = after(current, hand(current, 'client', ['ack'], 1));
    return after(current, decide(3, { kind: 'arrive' }), decide(4, { kind: 'arrive' }));
  }
  const network = (act: Extract<SandboxAct, { kind: 'network' }>['act']): SandboxAct => ({
    kind: 'network',
    act,
  });
  const arrivals = (sandbox: Sandbox) =>
    sandbox.match.journal.flatMap(({ event }) =>
      event.kind === 'arrived' && event.boat > 2 ? [event.boat] : [],
    );

  it('change places, are held, are copied and sink at will, without a price', () => {
    const sailing = twoCrates();
    expect(arrivals(after(sailing, STEP, STEP))).toEqual([3, 4]);
    const swapped = after(sailing, network({ kind: 'swap', boats: [3, 4] }));
    expect(arrivals(after(swapped, STEP, STEP))).toEqual([4, 3]);
    const held = after(sailing, network({ kind: 'hold', boat: 3 }));
    expect(arrivals(after(held, STEP, STEP))).toEqual([4, 3]);
    const copied = after(sailing, network({ kind: 'copy', boat: 3 }), network({ kind: 'copy', boat: 3 }));
    expect(arrivals(after(copied, STEP, STEP, STEP, STEP)).filter((boat) => boat === 3)).toHaveLength(3);
    const sunk = after(sailing, network({ kind: 'sink', boat: 3 }), network({ kind: 'sink', boat: 4 }));
    expect(boats(sunk)).toEqual([]);
    expect(sunk.match.network.energy).toBe(sailing.match.network.energy);
  });
});

describe('both harbours in one hand', () => {
  it('open, carry cargo and close, step by step', () => {
    let current = after(blank({ deciding: false }), STEP);
    const path: readonly (readonly [Side, readonly FlagName[], number])[] = [
      ['client', ['syn'], 0],
      ['server', ['syn', 'ack'], 0],
      ['client', ['ack'], 3],
      ['server', ['ack'], 2],
      ['client', ['fin', 'ack'], 0],
      ['server', ['fin', 'ack'], 0],
      ['client', ['ack'], 0],
    ];
    const states = path.map(([side, flags, crates]) => {
      current = after(after(current, hand(current, side, flags, crates)), STEP);
      return `${stateOf(current, 'client')} ${stateOf(current, 'server')}`;
    });
    expect(states).toEqual([
      'SYN_SENT SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED',
      'ESTABLISHED ESTABLISHED',
      'ESTABLISHED ESTABLISHED',
      'FIN_WAIT_1 CLOSE_WAIT',
      'TIME_WAIT LAST_ACK',
      'TIME_WAIT CLOSED',
    ]);
  });

  it('send what TCP allows though no order asks for it, and not what it does not allow', () => {
    let current = after(blank({ deciding: false }), STEP);
    expect(answerTo(current, hand(current, 'client', ['fin', 'ack']))).toMatchObject({
      verdict: { kind: 'wrong', sailed: false },
    });
    current = after(current, hand(current, 'client', ['syn']), STEP);
    current = after(current, hand(current, 'server', ['syn', 'ack']), STEP);
    for (let count = 0; count < 3; count += 1) {
      const crates = hand(current, 'client', ['ack'], 3);
      expect(answerTo(current, crates)).toMatchObject({ verdict: { kind: 'initiative' } });
      current = after(current, crates);
    }
    expect(answerTo(current, hand(current, 'client', ['rst', 'ack']))).toMatchObject({
      verdict: { kind: 'initiative' },
    });
  });

  it('let wrong tokens sail in Captain', () => {
    const captain = after(blank({ level: { ...SANDBOX_LEVEL, assistance: 'captain' } }), STEP);
    const forged = after(captain, hand(captain, 'client', ['fin', 'ack']));
    expect(sandboxView(forged).boats).toMatchObject([{ boat: 1, stray: true, waits: { kind: 'arrives' } }]);
  });

  it('are played by stacks as well, one or both, from any moment on', () => {
    let current = after(blank({ deciding: false, server: 'perfect' }), STEP);
    current = after(current, hand(current, 'client', ['syn']));
    while (stateOf(current, 'client') !== 'ESTABLISHED') current = after(current, STEP);
    current = after(current, { kind: 'player', seat: 'client', player: 'perfect' });
    while (stateOf(current, 'client') !== 'TIME_WAIT') current = after(current, STEP);
    expect(sandboxView(current).players).toEqual({ client: 'perfect', server: 'perfect' });
  });
});

describe('the time of a sandbox', () => {
  it('goes from happening to happening: two stacks in it play the very match that they play elsewhere', () => {
    const level = { ...SANDBOX_LEVEL, timing: { ...SANDBOX_LEVEL.timing, round: 200_000 } };
    const players = { client: 'perfect', server: 'sloppy' } as const;
    let current = blank({ deciding: false, level, ...players });
    const lengths = new Set<number>();
    while (!isOver(current.match)) {
      const before = current.match;
      current = after(current, STEP);
      // Nothing that is written into the journal is ever passed over: what one step brings is of one moment.
      for (const { at } of current.match.journal.slice(before.journal.length))
        expect(at).toBe(current.match.now);
      lengths.add(current.match.journal.length);
    }
    let match = createMatch({ level, seed: SEED, players, drivers: DRIVERS, sandbox: true });
    for (let at = wakeAt(match); at !== undefined; at = wakeAt(match)) {
      match = stepMatch(match, { kind: 'wake' }, at).match;
    }
    expect(current.match).toEqual(match);
    expect(lengths.size).toBeGreaterThan(100);
    expect(answerTo(current, STEP)).toEqual({ kind: 'refused', reason: 'match-over' });
  });

  it('goes back to any moment and forward again, and the same acts give the same', () => {
    let current = blank({ server: 'perfect' });
    const seen = [current.match];
    const acts: readonly SandboxAct[] = [
      STEP,
      ...Array.from(
        { length: 60 },
        (_, index): SandboxAct => (index % 2 === 0 ? STEP : { kind: 'deciding', on: true }),
      ),
    ];
    for (const act of [
      ...acts.slice(0, 1),
      hand(after(current, STEP), 'client', ['syn'] as const),
      ...acts.slice(1),
    ]) {
      const next = sandboxStep(current, act);
      const waiting = next.answer.kind === 'refused' ? sandboxView(current).boats[0]?.boat : undefined;
      current = waiting === undefined ? next.sandbox : after(current, decide(waiting, { kind: 'arrive' }));
      if (current.match !== seen.at(-1)) seen.push(current.match);
    }
    expect(current.moments.length).toBeGreaterThan(40);
    for (const to of [0, 1, 15, 16, 17, 33, current.moments.length]) {
      const there = sandboxAt(current, to);
      expect(there.match).toEqual(seen[to]);
      const replayed = after(there, ...current.moments.slice(to).map(({ act }) => act));
      expect(replayed.match).toEqual(current.match);
      expect(sandboxAt(there, current.moments.length).match).toEqual(current.match);
    }
    expect([sandboxAt(current, -3).position, sandboxAt(current, 1e9).position]).toEqual([
      0,
      current.moments.length,
    ]);
  });

  it('takes another course once something else is done there', () => {
    const sunk = after(withSyn(), decide(1, { kind: 'sink' }), STEP);
    const other = after(sandboxAt(sunk, 2), decide(1, { kind: 'arrive' }));
    expect(other.moments.map(({ act }) => act.kind)).toEqual(['step', 'hand', 'decide']);
    const refused = sandboxStep(sandboxAt(sunk, 2), STEP);
    expect(refused.sandbox.moments).toHaveLength(4);
    expect(sandboxAt(refused.sandbox, 4).match).toEqual(sunk.match);
  });
});

describe('whatever is done in a sandbox', () => {
  const decision = fc.oneof(
    fc.constantFrom<BoatDecision>({ kind: 'weather' }, { kind: 'arrive' }, { kind: 'sink' }),
    fc.record({ kind: fc.constant('hold' as const), by: fc.integer({ min: 1, max: 40_000 }) }),
    fc.record({ kind: fc.constant('copy' as const), after: fc.integer({ min: 1, max: 40_000 }) }),
  );
  const flags = fc.subarray<FlagName>(['syn', 'ack', 'fin', 'rst'], { minLength: 1 });
  const side = fc.constantFrom(...SIDES);
  const boat = fc.nat(40);
  const idea = fc.oneof(
    { weight: 4, arbitrary: fc.constant({ kind: 'step' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('token' as const), side, flags, crates: fc.nat(3) }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('decide-first' as const), decision }) },
    fc.record({ kind: fc.constant('decide' as const), boat, decision }),
    fc.record({ kind: fc.constant('deciding' as const), on: fc.boolean() }),
    fc.record({
      kind: fc.constant('player' as const),
      seat: side,
      player: fc.constantFrom<Player>('person', 'perfect', 'wild', 'sloppy'),
    }),
    fc.record({ kind: fc.constant('network' as const), does: fc.constantFrom('sink', 'hold', 'copy'), boat }),
    fc.record({ kind: fc.constant('forge' as const), side, flags, crates: fc.nat(3) }),
    fc.record({ kind: fc.constant('crash' as const), seat: side, dark: fc.integer({ min: 1, max: 20_000 }) }),
    fc.record({ kind: fc.constant('swap' as const), boats: fc.tuple(boat, boat) }),
    fc.record({ kind: fc.constant('back' as const), to: fc.nat(60) }),
  );
  type Idea = typeof idea extends fc.Arbitrary<infer Value> ? Value : never;

  function actOf(sandbox: Sandbox, thought: Exclude<Idea, { kind: 'back' }>): SandboxAct {
    switch (thought.kind) {
      case 'token':
        return hand(sandbox, thought.side, thought.flags, thought.crates);
      case 'forge': {
        const built = hand(sandbox, thought.side, thought.flags, thought.crates);
        if (built.kind !== 'hand' || built.command.kind !== 'token') throw new Error('a hand gives tokens');
        return { kind: 'forge', from: thought.side, token: built.command.token };
      }
      case 'decide-first':
        return decide(sandboxView(sandbox).boats[0]?.boat ?? 1, thought.decision);
      case 'network':
        return {
          kind: 'network',
          act: { kind: thought.does as 'sink' | 'hold' | 'copy', boat: thought.boat },
        };
      case 'swap':
        return { kind: 'network', act: thought };
      default:
        return thought;
    }
  }

  function expectSound({ match }: Sandbox): void {
    for (const seat of SIDES) {
      const { harbour } = match.seats[seat];
      expect(occupied(harbour, 'berth')).toBeLessThanOrEqual(berthsOf(match.rules.level, seat));
    }
    const ids = (match.mouth ?? []).map(({ boat: waiting }) => waiting.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { at } of match.strait.underWay.entries) expect(at).toBeGreaterThanOrEqual(match.now);
    const departed = match.journal.flatMap(({ event }) => (event.kind === 'departed' ? [event.boat] : []));
    expect(new Set(departed).size).toBe(departed.length);
    expect([...departed, ...ids].toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: match.strait.nextBoat - 1 }, (_, index) => index + 1),
    );
  }

  it.each(['cadet', 'mate', 'captain'] as const)(
    'boats have one fate each and time goes on one way (%s)',
    (assistance) => {
      fc.assert(
        fc.property(fc.array(idea, { maxLength: 60 }), (ideas) => {
          let current = blank({ level: { ...SANDBOX_LEVEL, assistance } });
          for (const thought of ideas) {
            if (thought.kind === 'back') {
              current = sandboxAt(current, thought.to);
              continue;
            }
            const before = current;
            const { sandbox, answer } = sandboxStep(current, actOf(current, thought));
            if (answer.kind === 'refused') expect(sandbox).toBe(before);
            else expect(sandbox.match.now).toBeGreaterThanOrEqual(before.match.now);
            if (answer.kind !== 'refused' && thought.kind !== 'step')
              expect(sandbox.match.now).toBe(before.match.now);
            current = sandbox;
            expectSound(current);
          }
          const again = after(
            sandboxAt(current, 0),
            ...current.moments.slice(0, current.position).map(({ act }) => act),
          );
          expect(again.match).toEqual(current.match);
        }),
        { numRuns: 60, seed: 7 },
      );
    },
  );
});
