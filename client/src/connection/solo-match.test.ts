import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import type { SoloReply, SoloRequest } from '@syn-or-swim/shared/protocol/messages.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSoloClock } from '../model/game-clock.ts';
import { type SoloSetup, startSolo } from './solo-match.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** A match for one whose worker is in the test's hand. */
function table(settings: SoloSetup['settings'] = {}) {
  const asked: SoloRequest[] = [];
  const heard: string[] = [];
  let tell = (_reply: SoloReply): void => undefined;
  const clock = createSoloClock(() => Date.now() + 0.4);
  const worker = {
    postMessage: (request: SoloRequest) => void asked.push(request),
    addEventListener: (type: string, listener: (event: { readonly data: SoloReply }) => void) => {
      if (type === 'message') tell = (data) => listener({ data });
    },
    terminate: () => void heard.push('terminated'),
  };
  const setup = { level: FIRST_LIGHT, seed: 3, side: 'client', partner: 'perfect', settings } as const;
  const solo = startSolo(setup, worker, clock, {
    onView: () => undefined,
    onDebrief: () => undefined,
    onFailed: (message) => void heard.push(message),
    onStop: ({ kind, by }) => void heard.push(`${kind} ${by}`),
  });
  return { asked, heard, clock, solo, tell: (reply: SoloReply) => tell(reply) };
}

describe('a match in a worker', () => {
  it('is started whole, and its clock stands until it begins: by a first touch or a first command', () => {
    const { asked, clock, solo } = table({ stretch: 2 });
    const settings = { stretch: 2, pace: 'running', assistance: 'level', network: 'nobody' };
    expect(asked).toEqual([
      { kind: 'start', level: FIRST_LIGHT.id, seed: 3, side: 'client', partner: 'perfect', settings },
    ]);
    vi.advanceTimersByTime(500);
    expect([clock.started, clock.now()]).toEqual([false, 0]);
    const command = { kind: 'signal', signal: { kind: 'wait' }, seen: 1 } as const;
    void solo.link.send(command);
    solo.begin();
    expect(asked.slice(1)).toEqual([
      { kind: 'begin', now: 500 },
      { kind: 'command', now: 500, command: { id: 1, match: 1, command } },
    ]);
    vi.advanceTimersByTime(300);
    expect(clock.now()).toBe(150);
  });

  it('wakes its worker at the moment that it asked for, on the page’s own clock', () => {
    const { asked, tell, solo } = table();
    solo.begin();
    tell({ kind: 'wake-at', at: 700 });
    vi.advanceTimersByTime(699);
    expect(asked.at(-1)).toEqual({ kind: 'begin', now: 0 });
    vi.advanceTimersByTime(1);
    expect(asked.at(-1)).toEqual({ kind: 'wake', now: 700 });
    tell({ kind: 'wake-at', at: 900 });
    tell({ kind: 'wake-at', at: undefined });
    vi.advanceTimersByTime(10_000);
    expect(asked.at(-1)).toEqual({ kind: 'wake', now: 700 });
  });

  it('lets the clock stand and go on as the worker says, and tells why', () => {
    const { heard, clock, tell, solo } = table();
    solo.begin();
    vi.advanceTimersByTime(400);
    const stand = { gameAnchor: 390, wallAnchor: 390, rate: 0 };
    tell({ kind: 'clock', clock: stand, stop: { kind: 'thinking', by: 'client' } });
    vi.advanceTimersByTime(5000);
    expect(clock.now()).toBe(390);
    tell({
      kind: 'clock',
      clock: { gameAnchor: 390, wallAnchor: 5400, rate: 1 },
      stop: { kind: 'none', by: 'nobody' },
    });
    vi.advanceTimersByTime(10);
    expect([clock.now(), heard]).toEqual([400, ['thinking client', 'none nobody']]);
    solo.end();
    expect(heard.at(-1)).toBe('terminated');
  });

  it('has the level with the assistance that was chosen', () => {
    expect(table({ assistance: 'captain' }).solo.link.level).toEqual({
      ...FIRST_LIGHT,
      assistance: 'captain',
    });
  });
});
