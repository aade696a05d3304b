import { describe, expect, it } from 'vitest';
import type { LoggedCommand } from '../game/command.ts';
import { orderId } from '../game/order.ts';
import { FIRST_LIGHT } from '../levels/catalog.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import type { Recording } from './recording.ts';
import { createRecording, levelHash } from './replay.ts';
import { parsedReplayFile, REPLAY_FILE_VERSION, replayFileText } from './replay-file.ts';

const flags = { syn: true, ack: true, fin: false, rst: true };
const key = { clientPort: 50_000, serverPort: 80 };
const token = { key, flags, seq: sequenceNumber(0xffff_ffff), ack: sequenceNumber(7), crates: 3 };
const COMMANDS: readonly LoggedCommand[] = [
  { serial: 1, at: 0, command: { kind: 'token', seat: 'server', token, seen: 4 } },
  {
    serial: 3,
    at: 0,
    command: { kind: 'action', seat: 'server', action: { kind: 'listen', port: 80 }, seen: 4 },
  },
  {
    serial: 4,
    at: 900,
    command: { kind: 'signal', seat: 'client', signal: { kind: 'ask', order: orderId(2) }, seen: 5 },
  },
  { serial: 5, at: 1000, command: { kind: 'seat', seat: 'client', player: 'holder' } },
  { serial: 6, at: 1000, command: { kind: 'end' } },
];
const RECORDING: Recording = createRecording(
  {
    levelId: FIRST_LIGHT.id,
    levelHash: levelHash(FIRST_LIGHT),
    seed: 3,
    players: { client: 'person', server: 'leaver' },
    assistance: 'captain',
  },
  COMMANDS,
  60_000,
);
const HASH = 'a'.repeat(64);
const TEXT = replayFileText(RECORDING, HASH);

function problemOf(text: string): unknown {
  const parsed = parsedReplayFile(text);
  return parsed.ok ? 'read' : parsed.problem;
}

describe('a replay file', () => {
  it('gives back the very recording and its hash', () => {
    expect(parsedReplayFile(TEXT)).toEqual({ ok: true, value: { recording: RECORDING, hash: HASH } });
  });

  it('is refused wherever it is cut off', () => {
    for (let length = 0; length < TEXT.length - 2; length += 7) {
      expect(problemOf(TEXT.slice(0, length))).toEqual({ kind: 'no-json' });
    }
  });

  it('is refused when any of its letters or digits is another', () => {
    const accepted: number[] = [];
    for (let index = 0; index < TEXT.length; index += 1) {
      const old = TEXT.charAt(index);
      if (!/[0-9a-zA-Z]/.test(old)) continue;
      const text = `${TEXT.slice(0, index)}${old === '1' ? '2' : '1'}${TEXT.slice(index + 1)}`;
      if (parsedReplayFile(text).ok) accepted.push(index);
    }
    expect(accepted).toEqual([]);
  });

  it('says whether it is foreign, of another version, or changed', () => {
    expect(['[]', '{}', 'null', '{"format":"pcap"}'].map(problemOf)).toEqual(
      Array(4).fill({ kind: 'foreign' }),
    );
    expect(problemOf(TEXT.replace('"version":1', '"version":2'))).toEqual({
      kind: 'unknown-version',
      version: 2,
      known: REPLAY_FILE_VERSION,
    });
    expect(problemOf(TEXT.replace('"seed":3', '"seed":4'))).toEqual({ kind: 'changed' });
  });
});
