// The kernels' own pcap files, read octet by octet, are what the recorded scenarios say.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCapture } from '@syn-or-swim/shared/network/capture-file.ts';
import { seenSegment } from '@syn-or-swim/shared/network/seen-segment.ts';
import { describe, expect, it } from 'vitest';

const CAPTURES = join(import.meta.dirname, '../data/tcp/captures');

/** A segment as `scenario.json` tells it; `firewalled` and forged ones were on the wire too. */
interface RecordedSegment {
  readonly kind: string;
  /** Left out of what is no segment: an ICMP error. */
  readonly flags?: string;
  readonly seqAbs: number;
  readonly ackAbs: number | null;
  readonly len: number;
  readonly lp: number;
  readonly rp: number;
}

function flagLetters(flags: { syn: boolean; fin: boolean; rst: boolean; ack: boolean }): string {
  const letters = { S: flags.syn, F: flags.fin, R: flags.rst, A: flags.ack };
  return Object.entries(letters)
    .filter(([, flies]) => flies)
    .map(([letter]) => letter)
    .toSorted()
    .join('');
}

function recorded(folder: string, side: 'A' | 'B') {
  const scenario = JSON.parse(readFileSync(join(CAPTURES, folder, 'scenario.json'), 'utf8'));
  const events: readonly RecordedSegment[] = scenario.events[side];
  return events
    .filter(({ kind }) => kind === 'tx' || kind === 'rx')
    .flatMap(({ kind, flags, seqAbs, ackAbs, len, lp, rp }) => {
      if (flags === undefined) return [];
      const ports = kind === 'tx' ? [lp, rp] : [rp, lp];
      const letters = [...flags.replace('P', '')].toSorted().join('');
      return [{ ports, flags: letters, seq: seqAbs, ack: flags.includes('A') ? ackAbs : 0, length: len }];
    });
}

function seen(folder: string, side: 'A' | 'B') {
  const file = readFileSync(join(CAPTURES, folder, `${side.toLowerCase()}.pcap`));
  const capture = readCapture(new Uint8Array(file));
  if (!capture.ok) throw new Error(`${folder}: ${capture.problem.kind}`);
  expect(capture.value.cutOff).toBe(false);
  return capture.value.packets.flatMap((packet) => {
    const found = seenSegment(packet);
    if (found === undefined) return [];
    const { flags, seq, ack, dataLength } = found.segment;
    return [
      {
        ports: [found.sourcePort, found.destinationPort],
        flags: flagLetters(flags),
        seq,
        ack,
        length: dataLength,
      },
    ];
  });
}

describe('the captures of the kernels', () => {
  it.each(readdirSync(CAPTURES))('%s, both ends', (folder) => {
    for (const side of ['A', 'B'] as const) {
      expect(seen(folder, side)).toEqual(recorded(folder, side));
    }
  });
});
