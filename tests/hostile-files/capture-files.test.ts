// Captures that somebody has changed, as the page reads them.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaptureReply } from '../../client/src/model/capture-messages.ts';
import { createCaptureHost } from '../../client/src/worker/capture-host.ts';
import { LEVELS } from '../../shared/src/levels/catalog.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { capturedPackets, captureFile } from '../../shared/src/replay/match-capture.ts';
import { replay } from '../../shared/src/replay/replay.ts';
import { parsedReplayFile } from '../../shared/src/replay/replay-file.ts';
import { mutatedOctets, OCTET_MUTATIONS } from './mutations.ts';
import { freshTally, sharedNames, told, tried } from './watch.ts';

const LONG = process.env['LONG'] === '1';
const RUNS = LONG ? 20_000 : 200;
const LIMIT = LONG ? 3_600_000 : 120_000;

/** A match of the game as pcapng, and what a real kernel's tcpdump wrote. */
function files(): readonly Uint8Array[] {
  const golden = join(import.meta.dirname, '../golden/12-crossing-boats/sloppy-wild.json');
  const file = parsedReplayFile(readFileSync(golden, 'utf8'));
  const level = LEVELS.find(({ id }) => file.ok && id === file.value.recording.setup.levelId);
  if (!file.ok || level === undefined) throw new Error('no such recording');
  const run = replay(file.value.recording, level, DRIVERS);
  if (!run.ok) throw new Error(run.problem.kind);
  const ends = { ends: ['client'], began: 0, harbour: String, title: '', remark: () => '' } as const;
  const recorded = globSync('**/*.{pcap,pcapng}', { cwd: DATA }).toSorted().slice(0, 3);
  return [
    captureFile(capturedPackets(run.value, []), ends),
    ...recorded.map((name) => readFileSync(join(DATA, name))),
  ];
}

const DATA = join(import.meta.dirname, '../data');
const FILES = files();

/** All that the page's worker says of `octets`: of the file, and of each connection that it lists. */
async function repliesTo(octets: Uint8Array): Promise<readonly CaptureReply[]> {
  const replies: CaptureReply[] = [];
  const come: (() => void)[] = [];
  const host = createCaptureHost((reply) => {
    replies.push(reply);
    come.shift()?.();
  });
  const first = new Promise<void>((resolve) => come.push(resolve));
  host({ kind: 'read', file: new Blob([new Uint8Array(octets)]) });
  await first;
  const [reply] = replies;
  if (reply?.kind !== 'capture') return replies;
  reply.capture.connections.forEach(({ found }, index) => {
    for (const whole of [true, false]) host({ kind: 'show', index, place: found.place, whole });
  });
  return replies;
}

it(
  'a changed capture is read as far as it goes, or refused',
  async () => {
    const before = sharedNames();
    const tally = freshTally();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: FILES.length - 1 }), OCTET_MUTATIONS, async (index, mutations) => {
        const octets = mutatedOctets(FILES[index] ?? new Uint8Array(), mutations);
        const began = performance.now();
        const replies = await repliesTo(octets);
        const took = performance.now() - began;
        tally.slowest = Math.max(tally.slowest, took);
        expect(took).toBeLessThan(5_000);
        const [reply] = replies;
        // `failed` is said where the reader itself broke: no file may do that.
        const refused = reply?.kind === 'problem' ? reply.problem.kind : undefined;
        expect(refused).not.toBe('failed');
        tried(tally, () => refused);
      }),
      { numRuns: RUNS, seed: 1, endOnFailure: true },
    );
    expect(sharedNames()).toBe(before);
    console.log(told('captures', tally));
  },
  LIMIT,
);
