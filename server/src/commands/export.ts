// `export FILE --pcapng OUT`: a recorded match as a capture for Wireshark.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import type { Fate } from '@syn-or-swim/shared/network/weather.ts';
import { capturedPackets, captureFile, type PacketRemark } from '@syn-or-swim/shared/replay/match-capture.ts';
import { clock, whatText, worksText } from '@syn-or-swim/shared/replay/report-text.ts';
import { explained } from '@syn-or-swim/shared/scoring/explain.ts';
import type { LineWriter } from './recorded-segment.ts';
import { type RunAgain, runAgain } from './replay.ts';

/** Which interfaces the file gets, by the word on the command line. */
const ENDS: Readonly<Record<string, readonly Side[]>> = {
  client: ['client'],
  server: ['server'],
  both: SIDES,
};

/** Game time 0 in the file: a recording does not say on which day it was played. */
const BEGAN = Date.UTC(2000, 0, 1);

interface Asked {
  readonly file: string;
  readonly out: string;
  readonly ends: readonly Side[];
}

function parsed(args: readonly string[]): Result<Asked, string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { pcapng: { type: 'string' }, end: { type: 'string', default: 'both' } },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0 || values.pcapng === undefined) {
    return failure('give one file and where to write, as in: export match.json --pcapng match.pcapng');
  }
  const ends = Object.hasOwn(ENDS, values.end) ? ENDS[values.end] : undefined;
  if (ends === undefined)
    return failure(`--end is one of ${Object.keys(ENDS).join(', ')}, not "${values.end}"`);
  return success({ file, out: values.pcapng, ends });
}

function fateText(fate: Fate): string {
  switch (fate.kind) {
    case 'sinks':
      return `lost (${fate.cause})`;
    case 'corrupted':
      return 'corrupted on the way: the peer dropped it for its checksum (RFC 9293 MUST-3)';
    case 'rejected':
      return 'rejected by a wall: ICMP destination unreachable came back';
    case 'arrives':
      if (fate.copies.length > 0) return `copied on the way (${fate.cause})`;
      return `held up: ${fate.crossing} ms (${fate.cause})`;
  }
}

function remarkText(remark: PacketRemark): string {
  switch (remark.kind) {
    case 'fate':
      return `the sea: ${fateText(remark.fate)}`;
    case 'network-act':
      return `the network's player: ${remark.act}`;
    case 'copy':
      return 'a copy of a packet that came before';
    case 'earlier-life':
      return 'from an earlier life of this port: its connection is long gone';
    case 'ghost':
      return 'part of a SYN flood: its sender does not exist';
    case 'loss': {
      const { loss, sailed } = remark;
      const belief = loss.misconception === undefined ? 'hint' : loss.misconception;
      const section = loss.section === undefined ? '' : `, RFC 9293 section ${loss.section}`;
      const where = sailed ? '' : `at ${clock(loss.at)}, near this packet: `;
      return `-${loss.cost} ${belief}${section}: ${where}${whatText(loss)}; would have worked: ${worksText(loss)}`;
    }
  }
}

/** The match that was run again as a pcapng file, seen at `ends`. */
export function exportedMatch({ level, log }: RunAgain, ends: readonly Side[]): Uint8Array {
  const { match, losses } = explained(log);
  return captureFile(capturedPackets(match, losses), {
    ends,
    began: BEGAN,
    title: `SYN or Swim, level ${level.number} ${level.id}; time 0 of the match is 2000-01-01 00:00 UTC`,
    harbour: (side) => `the ${side}'s harbour`,
    remark: remarkText,
  });
}

/**
 * The command `export FILE --pcapng OUT [--end client|server|both]`. Gives the exit code: 0, or 2 where the file
 * can't be used or OUT can't be written.
 */
export function runExport(args: readonly string[], out: LineWriter, problem: LineWriter): number {
  const asked = parsed(args);
  if (!asked.ok) {
    problem(`export: ${asked.problem}`);
    return 2;
  }
  const { file, out: target, ends } = asked.value;
  try {
    const run = runAgain(readFileSync(file, 'utf8'));
    if (!run.ok) {
      problem(`export: ${file} can't be run again: ${run.problem}`);
      return 2;
    }
    const octets = exportedMatch(run.value, ends);
    writeFileSync(target, octets);
    out(`${target}: ${octets.length} octets, seen at ${ends.join(' and ')}`);
    return 0;
  } catch (cause) {
    problem(`export: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 2;
  }
}
