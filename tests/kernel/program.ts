// Runs inside the throw-away network namespace that open-tun.pl made: program.ts scenarios PROFILE | random COUNT.
// Prints one line of JSON, a row a conversation, and ends by itself.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { linuxProfile, type Profile, strictProfile } from '../../shared/src/tcp/profile.ts';
import { EngineHost, issFor, Pair } from './pair.ts';
import { runSequence, type SequenceResult } from './random-sequences.ts';
import { SCENARIOS, type ScenarioSettings } from './scenarios.ts';

/** What the program prints. */
export interface KernelReport {
  readonly rows: readonly KernelReportRow[];
}

/** One conversation: `failure` is empty where all went as it must. */
export interface KernelReportRow {
  readonly name: string;
  readonly failure: string;
  readonly packets: number;
  readonly lost: number;
  /** How often it was had: a failure is tried again, since the kernel's clock is real and a busy machine is late. */
  readonly tries: number;
  readonly sequence?: SequenceResult;
}

const USAGE = 'usage: program.ts scenarios strict|linux [PART OF A NAME] | random COUNT [FIRST SEED]';

/** One conversation to be had. */
interface Conversation {
  readonly name: string;
  readonly profile: Profile;
  readonly settings?: ScenarioSettings | undefined;
  readonly run: (pair: Pair) => Promise<SequenceResult | undefined>;
}

const FIRST_KERNEL_PORT = 10_000;
const FIRST_ENGINE_PORT = 40_000;
const AT_ONCE = 24;
/** A conversation that went wrong among others is had again alone, on new ports, up to so many times in all. */
const TRIES = 3;
const PORTS_A_TRY = 2_000;
/** The program ends by itself after this long, whatever happens, ms. */
const LONGEST_RUN = 580_000;

/** `profile` with times that make a test short, so that those who count repeats must count on: nothing else differs. */
function shortened(profile: Profile): Profile {
  return {
    ...profile,
    mss: 1460,
    rtoInitial: 200,
    rtoMin: 100,
    rtoMax: 1000,
    rtoAfterSynRepeat: 200,
    persistMax: 1000,
    msl: 400,
    r2Syn: { kind: 'time', after: 60_000 },
    r2SynAck: { kind: 'time', after: 60_000 },
    r2Orphan: { kind: 'time', after: 60_000 },
  };
}

const PROFILES = { strict: shortened(strictProfile), linux: shortened(linuxProfile) } as const;

/** Of this namespace alone: shorter waits. Where one can't be set, the kernel's default only takes longer. */
const SETTINGS: Readonly<Record<string, string>> = {
  tcp_rto_min_us: '50000',
  tcp_rto_max_ms: '1000',
  tcp_fin_timeout: '2',
  // Said outright: Linux' own default is no retry at all once the RTO has come to its upper bound.
  tcp_orphan_retries: '15',
  // After a simultaneous open Linux 6.18 scales its window though our SYN had no such option: 58 for 59392.
  tcp_window_scaling: '0',
  tcp_rmem: '4096 16384 65536',
  ip_forward: '1',
  tcp_wmem: '4096 16384 65536',
};

function shortenWaits(): void {
  for (const [name, value] of Object.entries(SETTINGS)) {
    try {
      writeFileSync(`/proc/sys/net/ipv4/${name}`, value);
    } catch {
      // An older kernel does not have the setting, or a container does not let it be written.
    }
  }
}

async function converse(
  host: EngineHost,
  { name, run, profile, settings = {} }: Conversation,
  index: number,
): Promise<KernelReportRow> {
  const enginePort = FIRST_ENGINE_PORT + index;
  const pair = new Pair(host, {
    kernelPort: FIRST_KERNEL_PORT + index,
    enginePort,
    iss: issFor(enginePort),
    profile: { ...profile, msl: settings.msl ?? profile.msl },
    ...(settings.remote === undefined ? {} : { remote: settings.remote }),
    ...(settings.hopLimit === undefined ? {} : { hopLimit: settings.hopLimit }),
  });
  let failure = '';
  let sequence: SequenceResult | undefined;
  try {
    sequence = await run(pair);
  } catch (error) {
    const why = error instanceof Error ? error.stack : String(error);
    failure = `${why}\n${pair.describe()}\n${pair.wire.log.slice(-60).join('\n')}`;
  } finally {
    pair.stop();
  }
  const row = { name, failure, packets: pair.wire.sent, lost: pair.wire.lost, tries: 1 };
  return sequence === undefined ? row : { ...row, sequence };
}

/** Has all `conversations`, some at once, each on ports of its own. */
async function converseAll(host: EngineHost, conversations: readonly Conversation[]): Promise<KernelReport> {
  const rows: KernelReportRow[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const index = next;
      next += 1;
      const conversation = conversations[index];
      if (conversation === undefined) return;
      rows[index] = await converse(host, conversation, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { rows: await triedAgain(host, conversations, rows) };
}

/** An engine that is wrong is wrong every time; one late segment among a hundred conversations is not. */
async function triedAgain(
  host: EngineHost,
  conversations: readonly Conversation[],
  rows: readonly KernelReportRow[],
): Promise<readonly KernelReportRow[]> {
  const settled = [...rows];
  for (let tries = 2; tries <= TRIES; tries += 1) {
    for (const [index, conversation] of conversations.entries()) {
      if (settled[index]?.failure === '') continue;
      const row = await converse(host, conversation, index + (tries - 1) * PORTS_A_TRY);
      settled[index] = { ...row, tries };
    }
  }
  return settled;
}

function asked(): readonly Conversation[] {
  const [what, ...numbers] = process.argv.slice(2);
  if (what === 'scenarios') {
    const [profile, wanted = ''] = numbers;
    if (profile !== 'strict' && profile !== 'linux') throw new Error(USAGE);
    return SCENARIOS.filter(({ name }) => name.includes(wanted)).map(({ name, run, settings }) => ({
      name,
      profile: PROFILES[profile],
      settings,
      run: async (pair) => {
        await run(pair);
        return undefined;
      },
    }));
  }
  const count = Number(numbers[0]);
  const first = Number(numbers[1] ?? 0);
  if (what !== 'random' || !Number.isSafeInteger(count) || !Number.isSafeInteger(first)) {
    throw new Error(USAGE);
  }
  return Array.from({ length: count }, (_, index) => ({
    name: `seed ${first + index}`,
    // Every other sequence is played by the stack that does as Linux does.
    profile: (first + index) % 2 === 0 ? PROFILES.strict : PROFILES.linux,
    run: (pair: Pair) => runSequence(pair, first + index),
  }));
}

setTimeout(() => process.exit(1), LONGEST_RUN).unref();
shortenWaits();
// The kernel is a router as well: an address without a way, and one back through the device.
execFileSync('ip', ['route', 'add', 'unreachable', '10.98.0.0/16']);
const conversations = asked();
const host = new EngineHost();
const report = await converseAll(host, conversations);
await host.close();
// Outright, once all of it is written: once of some twenty runs Node, with nothing left to do, kept one processor
// busy instead of ending.
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
