// Matches as captures, read by another program: tshark finds nothing wrong, and the repeats that the log knows.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { levelOf } from '@syn-or-swim/shared/game/match-settings.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { keyText } from '@syn-or-swim/shared/game/token.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { capturedPackets, captureFile } from '@syn-or-swim/shared/replay/match-capture.ts';
import { explained } from '@syn-or-swim/shared/scoring/explain.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlayedMatch, playMatch } from '../../server/src/simulation/play.ts';
import { ALL_KINDS, planOf } from '../../server/src/simulation/simulation.ts';
import { needsProgram } from '../needs.ts';
import { noveltyOf } from './novelty.ts';

const LONG = process.env['LONG'] === '1';
const MATCHES = LONG ? 200 : 30;
const ORDER = { matches: MATCHES, seed: 4_711, levels: LEVELS, kinds: ALL_KINDS };

const MARKS = [
  'tcp.analysis.retransmission',
  'tcp.analysis.fast_retransmission',
  'tcp.analysis.spurious_retransmission',
  'tcp.analysis.out_of_order',
  'tcp.analysis.keep_alive',
];
const FAULTS = ['_ws.malformed', 'ip.checksum.status', 'tcp.checksum.status', 'tcp.flags.reset'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-export-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What tshark says of one packet. */
interface Dissected {
  readonly marked: boolean;
  readonly faulty: boolean;
  readonly reset: boolean;
}

async function dissected(octets: Uint8Array, name: string): Promise<readonly Dissected[]> {
  const file = join(folder, name);
  writeFileSync(file, octets);
  const fields = [...MARKS, ...FAULTS].flatMap((field) => ['-e', field]);
  const checks = ['tcp', 'ip'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
  const { stdout } = await promisify(execFile)('tshark', [
    '-n',
    '-r',
    file,
    ...checks,
    '-T',
    'fields',
    ...fields,
  ]);
  return stdout
    .replace(/\n$/, '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const values = line.split('\t');
      const [malformed, ip, tcp, reset] = values.slice(MARKS.length);
      return {
        marked: values.slice(0, MARKS.length).some((value) => value !== ''),
        // 1: the checksum is good.
        faulty: malformed !== '' || ip !== '1' || tcp !== '1',
        reset: reset === '1' || reset === 'True',
      };
    });
}

/** From when on each connection has numbers that no TCP would have sent. */
function forgedFrom({ match }: PlayedMatch): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  for (const { at, event } of match.journal) {
    if (event.kind !== 'departed' || event.verdict !== 'wrong') continue;
    const key = keyText(event.key);
    if (!since.has(key)) since.set(key, at);
  }
  return since;
}

function captureOf({ plan, recording }: PlayedMatch, ends: readonly Side[]) {
  const { level, seed, players } = plan;
  const rules = { level: levelOf(recording.setup, level), seed, players, drivers: DRIVERS };
  const { match, losses } = explained({ rules, commands: recording.commands, endedAt: recording.endedAt });
  const packets = capturedPackets(match, losses).filter(({ seenBy }) => ends.includes(seenBy));
  const told = packets.flatMap(({ remarks }) => remarks.filter(({ kind }) => kind === 'loss'));
  const words = {
    harbour: (side: Side) => side,
    title: level.id,
    remark: ({ kind }: { kind: string }) => kind,
  };
  return { packets, losses, told, file: captureFile(packets, { ends, began: 0, ...words }) };
}

describe(`captures of ${MATCHES} simulated matches`, { timeout: 20 * 60_000 }, () => {
  it('are read by tshark without a fault, with the repeats and the RSTs that the log knows', async (context) => {
    needsProgram(context, 'tshark');
    let repeats = 0;
    let compared = 0;
    let leftOut = 0;
    const differences: string[] = [];
    for (let index = 0; index < MATCHES; index += 1) {
      const played = playMatch({ ...planOf(ORDER, index), closely: false });
      const end: Side = index % 2 === 0 ? 'client' : 'server';
      const { packets, file } = captureOf(played, [end]);
      const where = `match ${index}, ${played.plan.level.id}, seen by the ${end}`;
      const found = await dissected(file, `${index}.pcapng`);
      expect(found.length, where).toBe(packets.length);
      const novelty = noveltyOf(packets);
      const forged = forgedFrom(played);
      for (const [place, packet] of packets.entries()) {
        const known = novelty[place] === 'repeated' || novelty[place] === 'overtaken';
        const { marked, ...others } = found[place] ?? { marked: undefined };
        const what = `${where}, port ${packet.key.clientPort}, packet ${place + 1}: ${novelty[place]}`;
        expect(others, what).toEqual({ faulty: false, reset: packet.segment.flags.rst });
        if (novelty[place] === 'empty') continue;
        // Behind forged numbers of a connection, a sniffer's guess at what was meant is its own affair.
        if (packet.at >= (forged.get(keyText(packet.key)) ?? Number.POSITIVE_INFINITY)) {
          leftOut += 1;
          continue;
        }
        compared += 1;
        if (marked !== known) differences.push(what);
        if (known) repeats += 1;
      }
    }
    console.log(
      `measured: export: ${MATCHES} matches, ${compared} segments with numbers marked by tshark as the log knows, ${repeats} of them repeats; ${leftOut} behind forged numbers left out`,
    );
    expect(differences).toEqual([]);
    expect(repeats).toBeGreaterThan(MATCHES);
  });

  it('of both ends are two interfaces, tell every loss once, and hold no fault', async (context) => {
    needsProgram(context, 'tshark');
    for (let index = 0; index < MATCHES; index += 10) {
      const played = playMatch({ ...planOf(ORDER, index), closely: false });
      const { packets, losses, told, file } = captureOf(played, SIDES);
      const found = await dissected(file, `both-${index}.pcapng`);
      expect(found).toHaveLength(packets.length);
      expect(found.filter(({ faulty }) => faulty)).toEqual([]);
      expect(told).toHaveLength(losses.length);
    }
  });
});
