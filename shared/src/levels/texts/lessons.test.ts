import { describe, expect, it } from 'vitest';
import type { Level } from '../../game/level.ts';
import { profileOf } from '../../game/profile-of-level.ts';
import { peerOf, type Side } from '../../game/seat.ts';
import { CRATE_OCTETS } from '../../game/token.ts';
import { assert } from '../../kernel/assert.ts';
import { type Connection, closedConnection, listenConnection } from '../../tcp/connection.ts';
import { dues, nextTransmission } from '../../tcp/dues.ts';
import type { TcpEvent } from '../../tcp/events.ts';
import { impliedCalls, maySend } from '../../tcp/may-send.ts';
import { MISCONCEPTION_IDS } from '../../tcp/misconceptions.ts';
import type { Profile } from '../../tcp/profile.ts';
import { type Segment, segmentText } from '../../tcp/segment.ts';
import { sequenceNumber } from '../../tcp/sequence-number.ts';
import { step } from '../../tcp/step.ts';
import { timers } from '../../tcp/timers.ts';
import { LEVELS } from '../catalog.ts';
import { type ExampleSegment, type ExampleStep, LEVEL_NAMES, type Lesson } from './lesson.ts';
import { LESSONS, lessonOf } from './lessons.ts';

/** Two ends and the water between them, as a worked example goes on. */
interface Scene {
  readonly ends: Readonly<Record<Side, Connection>>;
  readonly underWay: readonly { readonly from: Side; readonly segment: Segment }[];
  readonly now: number;
}

function built({ flags, seq, ack = 0, crates = 0 }: ExampleSegment, profile: Profile): Segment {
  return {
    seq: sequenceNumber(seq),
    ack: sequenceNumber(ack),
    flags: {
      syn: flags.startsWith('SYN'),
      ack: flags.endsWith('ACK'),
      fin: flags.startsWith('FIN'),
      rst: flags === 'RST',
    },
    dataLength: crates * CRATE_OCTETS,
    window: profile.receiveWindow,
  };
}

function transmitted(connection: Connection, profile: Profile): readonly [Connection, Segment] {
  const segment = nextTransmission(connection, 0, profile);
  assert(segment !== undefined, `${connection.state} owes nothing`);
  return [step(connection, { kind: 'transmit', segment }, 0, profile).connection, segment];
}

/** Both ends as an example finds them. */
function begun({ example: { begins } }: Lesson, profile: Profile): Scene {
  if (begins.state === 'LISTEN')
    return { ends: { client: closedConnection, server: listenConnection }, underWay: [], now: 0 };
  const after = (connection: Connection, event: TcpEvent) => step(connection, event, 0, profile).connection;
  const iss = { client: sequenceNumber(begins.iss.client), server: sequenceNumber(begins.iss.server) };
  const call = { kind: 'open-active', iss: iss.client } as const;
  const [sent, syn] = transmitted(after(closedConnection, { kind: 'call', call }), profile);
  const [answered, synAck] = transmitted(
    after(listenConnection, { kind: 'segment', segment: syn, iss: iss.server }),
    profile,
  );
  const [client, ack] = transmitted(after(sent, { kind: 'segment', segment: synAck }), profile);
  return {
    ends: { client, server: after(answered, { kind: 'segment', segment: ack }) },
    underWay: [],
    now: 0,
  };
}

/** The event of `shown`, when it comes, and the water without the segment that arrived. */
function coming(scene: Scene, shown: ExampleStep, level: Level, profile: Profile) {
  const { happens, side } = shown;
  switch (happens?.kind) {
    case undefined:
      return { event: undefined, now: scene.now, underWay: scene.underWay };
    case 'crash':
      return { event: { kind: 'host-lost' } as const, now: scene.now, underWay: scene.underWay };
    case 'rings': {
      const { timer } = happens;
      const running = timers(scene.ends[side], profile).find((other) => other.timer === timer);
      assert(running !== undefined, `no ${timer} runs in ${shown.before}`);
      const now = Math.max(scene.now, running.at);
      return { event: { kind: 'timer', timer } as const, now, underWay: scene.underWay };
    }
    case 'arrives': {
      const now = scene.now + level.timing.crossing;
      const iss = sequenceNumber(shown.sends?.segment.seq ?? 0);
      const stranger = built(happens.segment, profile);
      if (happens.from !== undefined)
        return {
          event: { kind: 'segment', segment: stranger, iss } as const,
          now,
          underWay: scene.underWay,
        };
      const boat = scene.underWay.find(
        ({ from, segment }) => from === peerOf(side) && segmentText(segment) === segmentText(stranger),
      );
      assert(boat !== undefined, `nobody sent ${segmentText(stranger)}`);
      const underWay = scene.underWay.filter((other) => other !== boat);
      return { event: { kind: 'segment', segment: boat.segment, iss } as const, now, underWay };
    }
  }
}

/** `scene` after `shown`, where the project's TCP does exactly what the step says. */
function played(scene: Scene, shown: ExampleStep, level: Level): Scene {
  const profile = profileOf(level);
  const { side, sends } = shown;
  expect(scene.ends[side].state).toBe(shown.before);
  const { event, now, underWay } = coming(scene, shown, level, profile);
  const happened =
    event === undefined
      ? { connection: scene.ends[side], effects: [] }
      : step(scene.ends[side], event, now, profile);
  let { connection } = happened;
  const resets = happened.effects.flatMap((effect) =>
    effect.kind === 'owes-reset' ? [segmentText(effect.segment)] : [],
  );
  const owed = dues(connection, now, profile);
  const sailed: Scene['underWay'][number][] = [];
  if (sends === undefined) {
    expect([...owed, ...resets]).toEqual([]);
  } else {
    const segment = built(sends.segment, profile);
    const text = segmentText(segment);
    if (!sends.sinks) sailed.push({ from: side, segment });
    if (sends.as === 'initiative') {
      expect(owed.map((due) => segmentText(due.segment))).not.toContain(text);
      const calls = impliedCalls(connection, segment);
      expect(calls).not.toEqual([]);
      for (const call of calls)
        connection = step(connection, { kind: 'call', call }, now, profile).connection;
    } else {
      const wanted = owed.filter(({ kind }) => (kind === 'repeat') === (sends.as === 'repeat'));
      expect([...wanted.map((due) => segmentText(due.segment)), ...resets]).toEqual([text]);
    }
    if (resets.length === 0) {
      expect(maySend(connection, segment, now, profile)).toMatchObject({ allowed: true });
      connection = step(connection, { kind: 'transmit', segment }, now, profile).connection;
    }
    expect(dues(connection, now, profile)).toEqual([]);
  }
  expect(connection.state).toBe(shown.after);
  const running = timers(connection, profile);
  if (shown.timers !== undefined) expect(running.map(({ timer }) => timer)).toEqual(shown.timers);
  // RFC 9293 §3.10.7.4, eighth: whatever brings a FIN to TIME_WAIT starts 2 MSL anew.
  if (connection.state === 'TIME_WAIT')
    expect(running).toEqual([{ timer: 'time-wait', at: now + 2 * profile.msl }]);
  return { ends: { ...scene.ends, [side]: connection }, underWay: [...underWay, ...sailed], now };
}

describe.each(LEVELS)('the worked example of $id', (level) => {
  const lesson = lessonOf(level.id);
  assert(lesson !== undefined, `level ${level.id} has no lesson`);

  it('is true by RFC 9293 as this project plays it, step by step', () => {
    let scene = begun(lesson, profileOf(level));
    for (const shown of lesson.example.steps) scene = played(scene, shown, level);
    expect(scene.now).toBeLessThan(level.timing.round);
  });

  it('has 3 to 6 steps', () => {
    expect(lesson.example.steps.length).toBeGreaterThanOrEqual(3);
    expect(lesson.example.steps.length).toBeLessThanOrEqual(6);
  });
});

describe('the questions', () => {
  const LEVELS_OF_LESSONS: readonly (readonly [string, Lesson])[] = Object.entries(LESSONS);
  const asked = ({ questions }: Lesson) => Object.values(questions).flatMap(({ wrong }) => wrong);

  it('are two or three a level, each with two or three tempting answers and a source', () => {
    for (const [name, { questions }] of LEVELS_OF_LESSONS) {
      const all = Object.values(questions);
      expect([name, all.length >= 2 && all.length <= 3]).toEqual([name, true]);
      expect(all.filter(({ wrong }) => wrong.length < 2 || wrong.length > 3)).toEqual([]);
      expect(all.filter(({ sources }) => sources.length === 0)).toEqual([]);
    }
  });

  it('take up whatever levels 1 to 14 provoke in the level itself, and in 15 that of 4 to 12 but M22, for no FINs cross there', () => {
    const [storm, ...others] = LEVELS_OF_LESSONS.toReversed();
    for (const [name, lesson] of others) {
      const left = lesson.provokes.filter((id) => !asked(lesson).includes(id));
      expect([name, left]).toEqual([name, []]);
    }
    const before = LEVELS_OF_LESSONS.slice(3, 12).flatMap(([, { provokes }]) => provokes);
    expect(new Set(storm?.[1].provokes)).toEqual(new Set(before.filter((id) => id !== 'M22')));
  });

  it('take up every misconception, those that show in no play too', () => {
    const all = new Set(LEVELS_OF_LESSONS.flatMap(([, lesson]) => asked(lesson)));
    expect([...all].sort()).toEqual([...MISCONCEPTION_IDS]);
  });

  it('cite sections of RFC 9293 that exist', () => {
    const sections = LEVELS_OF_LESSONS.flatMap(([, { questions }]) =>
      Object.values(questions).flatMap(({ sources }) =>
        sources.flatMap((source) => ('rfc' in source && source.rfc === 9293 ? [source.section] : [])),
      ),
    );
    expect(sections.filter((section) => !SECTIONS.has(section))).toEqual([]);
  });
});

/** Sections of RFC 9293 on what the levels are about. */
const SECTIONS = new Set(
  (
    '1 2.2 3.1 3.3.2 3.4 3.4.1 3.5 3.5.1 3.5.2 3.5.3 3.6 3.6.1 3.8.1 3.8.3 3.8.4 3.9.1.4 3.10.2 3.10.4 ' +
    '3.10.7.1 3.10.7.2 3.10.7.3 3.10.7.4 3.10.8'
  ).split(' '),
);

describe('the lessons', () => {
  it('are those of the fifteen levels, in their order', () => {
    expect(LEVELS.map(({ id }) => id)).toEqual([...LEVEL_NAMES]);
    expect(Object.keys(LESSONS)).toEqual([...LEVEL_NAMES]);
  });
});
