// `kernel`: plays the level against the real kernel of this machine, by a stack in the client's seat.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isKernelMatch, kernelEnd } from '@syn-or-swim/shared/game/kernel-harbour.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { missingKernel } from '../kernel/kernel-machine.ts';
import type { NamespaceProblem } from '../kernel/namespace.ts';
import { playAgainstKernel } from '../match/kernel-play.ts';
import type { LineWriter } from './recorded-segment.ts';

/** What a match against the kernel came to. */
export interface KernelOutcome {
  /** Boats of both ends, and those of them that did not arrive. */
  readonly boats: number;
  readonly lost: number;
  /** How often the kernel sent something again. */
  readonly kernelRepeats: number;
  /** Octets of the orders' pages that came whole and in order. */
  readonly pages: readonly { readonly octets: number; readonly whole: boolean; readonly text: string }[];
  readonly points: number;
  readonly par: number;
  readonly endedAt: number;
  readonly hash: string;
}

const WHY: Readonly<Record<NamespaceProblem, string>> = {
  'no-linux': 'this is no Linux',
  'no-device': 'there is no /dev/net/tun',
  'device-closed': 'this user may not open /dev/net/tun',
  'no-program': 'one of unshare and setpriv (util-linux), perl and ip (iproute2) is not installed',
  'no-namespace': 'this user may have no network namespace',
  'not-allowed': 'the namespace can be had, but not all that is needed in it',
};

function pagesOf(match: Match): KernelOutcome['pages'] {
  return match.orders.map(({ clientPort, crates }) => {
    const octets =
      match.seats.client.kernel?.pages.find((page) => page.clientPort === clientPort)?.octets ?? '';
    const sent = kernelEnd(match).streams.find(({ key }) => key.clientPort === clientPort)?.octets;
    const whole = octets.length === crates.server * CRATE_OCTETS && octets === sent;
    return { octets: octets.length, whole, text: Buffer.from(octets, 'latin1').toString('utf8') };
  });
}

/** What `match`, which has ended, came to. Throws where it was not against a kernel. */
export function kernelOutcome(match: Match): KernelOutcome {
  if (!isKernelMatch(match)) throw new Error('this match was not played against a kernel');
  const sent = match.journal.flatMap(({ event }) => (event.kind === 'departed' ? [event] : []));
  const bells = match.journal.filter(({ event }) => event.kind === 'bell' && event.side === 'server');
  return {
    boats: sent.length,
    lost: sent.filter(({ fate }) => fate.kind !== 'arrives').length,
    kernelRepeats: bells.length,
    pages: pagesOf(match),
    points: scoreOf(match).points,
    par: parOf(match.rules.level, match.rules.seed),
    endedAt: match.now,
    hash: matchHash(match),
  };
}

function told(outcome: KernelOutcome, out: LineWriter): void {
  const { boats, lost, kernelRepeats, pages, points, par, endedAt, hash } = outcome;
  for (const { text } of pages) out(text.replaceAll('\r', ''));
  const whole = pages.filter((page) => page.whole).length;
  out(
    `${whole} of ${pages.length} pages whole, ${lost} of ${boats} boats lost, ${kernelRepeats} repeats by the kernel, ` +
      `${points} of ${par} points in ${(endedAt / 1000).toFixed(1)} s of game time, hash ${hash}`,
  );
}

/**
 * The command `kernel [--seed N] [--pace N] [--record FILE] [--json]`: a perfect stack fetches the pages of the level
 * over the real device. Gives the exit code: 0, 1 where a page was not whole, or 2 where this host has no such device.
 */
export async function runKernel(
  args: readonly string[],
  out: LineWriter,
  problem: LineWriter,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      pace: { type: 'string', default: '1' },
      record: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [seed, pace] = [Number(values.seed), Number(values.pace)];
  if (!Number.isSafeInteger(seed) || seed < 0 || !(pace >= 1 && pace <= 10)) {
    problem('kernel: --seed is a whole number, --pace one from 1 to 10');
    return 2;
  }
  const missing = missingKernel();
  if (missing !== undefined) {
    const words = missing.words === '' ? '' : ` (${missing.words})`;
    problem(`kernel: this host has no kernel for us: ${WHY[missing.why]}${words}`);
    return 2;
  }
  const played = await playAgainstKernel({ seed, client: 'perfect', pace });
  if (!played.ok) {
    problem(`kernel: ${played.problem}`);
    return 1;
  }
  const run = replay(played.value, KERNEL_LEVEL, DRIVERS);
  if (!run.ok) throw new Error(`the match can't be run again: ${run.problem.kind}`);
  const outcome = kernelOutcome(run.value);
  if (values.record !== undefined) writeFileSync(values.record, replayFileText(played.value, outcome.hash));
  if (values.json) out(JSON.stringify(outcome));
  else told(outcome, out);
  return outcome.pages.every((page) => page.whole) ? 0 : 1;
}
