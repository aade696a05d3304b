import { describe, expect, it } from 'vitest';
import { type Sandbox, type SandboxAct, sandboxStep } from '../game/sandbox.ts';
import type { Player } from '../game/seat.ts';
import { DRIVERS } from '../players/drivers.ts';
import { type FlagName, flagsOf } from '../players/hand.ts';
import { BLANK, FIGURES, SET_UPS, STUCK } from '../replay/sandbox-set-ups.ts';
import { openedSetUp, sandboxToken } from '../replay/set-up.ts';
import { optionKey, optionText, type PollQuestion, sendPoll, stateOf, statePoll } from './poll-question.ts';

const blank = SET_UPS.find(({ id }) => id === BLANK.id) ?? BLANK;

function did(sandbox: Sandbox, act: SandboxAct): Sandbox {
  const { sandbox: after, answer } = sandboxStep(sandbox, act);
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return after;
}

/** A blank sandbox with both ends by hand; `sail` sends by `from` what TCP would write with these flags, and it arrives. */
function bench() {
  const opened = openedSetUp(blank, DRIVERS);
  const { key } = opened;
  let { sandbox } = opened;
  const send = (from: 'client' | 'server', ...names: FlagName[]) => {
    const token = sandboxToken(sandbox, from, key, { flags: flagsOf(names), crates: 0 });
    sandbox = did(sandbox, { kind: 'hand', seat: from, command: { kind: 'token', token } });
  };
  const decide = () => {
    const boat = sandbox.match.mouth?.at(-1)?.boat.id ?? 0;
    sandbox = did(sandbox, { kind: 'decide', boat, decision: { kind: 'arrive' } });
  };
  const step = () => {
    sandbox = did(sandbox, { kind: 'step' });
  };
  return { key, send, decide, step, now: () => sandbox };
}

const rightOf = ({ options, right }: PollQuestion) => optionText(options[right] ?? { kind: 'nothing' });

describe('what will this endpoint send', () => {
  it('is told by the machine, before the boat arrives and after', () => {
    const { key, send, decide, step, now } = bench();
    send('client', 'syn');
    // What comes depends on what becomes of the boat.
    expect(sendPoll(now(), 'server', key, 1)).toBeUndefined();
    decide();
    const before = sendPoll(now(), 'server', key, 1);
    step();
    const after = sendPoll(now(), 'server', key, 1);
    expect(before).toEqual(after);
    expect(after?.kind).toBe('owes');
    expect(after === undefined ? '' : rightOf(after)).toMatch(/^SYN\+ACK seq \d+ ack \d+$/);
    // The tempting ones: an ACK alone, a SYN that takes no number, and that nothing comes.
    const syn = now().match.journal.find(({ event }) => event.kind === 'departed')?.event;
    const iss = syn?.kind === 'departed' ? syn.segment.seq : 0;
    expect(after?.options.map(optionText).toSorted()).toEqual([
      '',
      expect.stringContaining(`ACK seq`),
      expect.stringMatching(new RegExp(`^SYN\\+ACK seq \\d+ ack ${iss}$`)),
      expect.stringMatching(new RegExp(`^SYN\\+ACK seq \\d+ ack ${iss + 1}$`)),
    ]);
    // The sandbox itself has not moved.
    expect(stateOf(now(), 'server', key)).toBe('SYN_RECEIVED');
  });

  it('is nothing in CLOSE_WAIT once the FIN is acknowledged: close() is a call', () => {
    const { key, send, decide, step, now } = bench();
    for (const [from, ...names] of [
      ['client', 'syn'],
      ['server', 'syn', 'ack'],
      ['client', 'ack'],
      ['client', 'fin', 'ack'],
      ['server', 'ack'],
    ] as const) {
      send(from, ...names);
      decide();
      step();
    }
    expect(stateOf(now(), 'server', key)).toBe('CLOSE_WAIT');
    const poll = sendPoll(now(), 'server', key, 3);
    expect(poll && rightOf(poll)).toBe('');
    expect(poll?.options.map(optionText)).toContainEqual(expect.stringMatching(/^FIN\+ACK /));
  });

  it('of a stack is what it then sends', () => {
    for (const server of ['perfect', 'slow'] as const satisfies readonly Player[]) {
      const { key, sandbox: first } = openedSetUp(blank, DRIVERS);
      let sandbox = did(did(first, { kind: 'player', seat: 'server', player: server }), {
        kind: 'deciding',
        on: false,
      });
      const token = sandboxToken(sandbox, 'client', key, { flags: flagsOf(['syn']), crates: 0 });
      sandbox = did(sandbox, { kind: 'hand', seat: 'client', command: { kind: 'token', token } });
      const told: string[] = [];
      for (let steps = 0; steps < 12; steps += 1) {
        const poll = sendPoll(sandbox, 'server', key, 1);
        if (poll !== undefined) told.push(rightOf(poll));
        sandbox = did(sandbox, { kind: 'step' });
        const sent = sandbox.match.journal.flatMap(({ event }) =>
          event.kind === 'departed' && event.from === 'server' && event.key.clientPort === key.clientPort
            ? [event.segment]
            : [],
        );
        if (sent.length > 0) break;
      }
      expect([server, told.at(-1)]).toEqual([server, expect.stringMatching(/^SYN\+ACK /)]);
    }
  });
});

describe('every set-up', () => {
  it('gives three or four different choices, the right one among them in no fixed place', () => {
    const places = new Set<number>();
    for (const setUp of [BLANK, ...FIGURES, ...STUCK]) {
      const { sandbox, key } = openedSetUp(setUp, DRIVERS);
      for (const side of ['client', 'server'] as const) {
        for (const poll of [statePoll(sandbox, side, key, 9), sendPoll(sandbox, side, key, 9)]) {
          if (poll === undefined) continue;
          const keys = poll.options.map(optionKey);
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys.length).toBeGreaterThanOrEqual(3);
          expect(keys.length).toBeLessThanOrEqual(4);
          if (poll.kind === 'state') expect(rightOf(poll)).toBe(stateOf(sandbox, side, key));
          places.add(poll.right);
        }
      }
    }
    expect(places.size).toBeGreaterThan(2);
  });
});
