// The command line: `npm run -s cli -- COMMAND`. A command is loaded only when it is asked for.
import type { LineWriter } from './commands/recorded-segment.ts';

/** Does a command with what stands behind its name; gives the exit code. */
type Run = (args: readonly string[], out: LineWriter, problem: LineWriter) => number | Promise<number>;

interface CliCommand {
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<Run>;
}

const COMMANDS: Readonly<Record<string, CliCommand>> = {
  serve: {
    usage: 'serve',
    summary: 'starts the server, as npm start does, without building the page',
    load: async () => {
      const { serve } = await import('./serve.ts');
      return async (args) => {
        await serve(args);
        return 0;
      };
    },
  },
  backup: {
    usage: 'backup FILE',
    summary: 'writes all that the server keeps into a new SQLite file; the server may run meanwhile',
    load: async () => {
      const { runBackup } = await import('./commands/backup.ts');
      const { parseSettings } = await import('./settings.ts');
      return (args, out, problem) => {
        const settings = parseSettings(process.env, []);
        if (!settings.ok) return runBackup(settings, args, out, problem);
        const { databaseUrl, dataFolder } = settings.value;
        const value = databaseUrl === undefined ? { dataFolder } : { databaseUrl };
        return runBackup({ ok: true, value }, args, out, problem);
      };
    },
  },
  replay: {
    usage: 'replay FILE [--explain] [--json]',
    summary: 'runs a recorded match again and tells its score and its hash, and why points were lost',
    load: async () => (await import('./commands/replay.ts')).runReplay,
  },
  export: {
    usage: 'export FILE --pcapng OUT [--end client|server|both]',
    summary: 'writes a recorded match as a capture for Wireshark, with mistakes and weather as comments',
    load: async () => (await import('./commands/export.ts')).runExport,
  },
  simulate: {
    usage:
      'simulate --matches N --seed S [--level ID] [--players KIND,KIND] [--workers N] [--record DIR] [--json]',
    summary: 'plays many matches without people and tells what they came to',
    load: async () => (await import('./commands/simulate.ts')).runSimulate,
  },
  levels: {
    usage: 'levels [FILE...] [--rounds N] [--table] [--json]',
    summary: 'checks what every level must be, and measures what pairs of players reach in it',
    load: async () => (await import('./commands/levels.ts')).runLevels,
  },
  conformance: {
    usage: 'conformance FOLDER [--json]',
    summary: 'replays recorded connections of a real kernel against the TCP engine',
    load: async () => (await import('./commands/conformance.ts')).runConformance,
  },
  kernel: {
    usage: 'kernel [--seed N] [--pace N] [--record FILE] [--json]',
    summary: 'plays the level against the real kernel of this machine, over a TUN device, by a stack',
    load: async () => (await import('./commands/kernel.ts')).runKernel,
  },
  matrix: {
    usage: 'matrix FILE [--json]',
    summary: 'compares the TCP engine with recorded answers of RFC 9293 and of Linux',
    load: async () => (await import('./commands/matrix.ts')).runMatrix,
  },
};

const out: LineWriter = (line) => void process.stdout.write(`${line}\n`);
const problem: LineWriter = (line) => void process.stderr.write(`${line}\n`);

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage.padEnd(26)} ${summary}`);
  return ['Commands:', ...lines].join('\n');
}

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    out(help());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    problem(`There is no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}.`);
    return 2;
  }
  try {
    return await (await command.load())(args, out, problem);
  } catch (cause) {
    problem(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 1;
  }
}

// Set, not exited with: a server that was started goes on.
process.exitCode = await run(process.argv.slice(2));
