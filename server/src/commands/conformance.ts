// `conformance DIR`: the engine against recordings of real kernels, and against wrong copies of them.
import { CaptureError, captureFolders, readCapture } from './capture.ts';
import { replaySide, type SideReport } from './capture-replay.ts';
import type { LineWriter } from './recorded-segment.ts';

/** The report of both sides of every capture at or below `directory`; throws CaptureError for a broken one. */
export function judgeCaptures(directory: string): readonly SideReport[] {
  const folders = captureFolders(directory);
  if (folders.length === 0) throw new CaptureError(`${directory}: holds no capture`);
  return folders.flatMap((folder) => {
    const scenario = readCapture(folder);
    return [replaySide(scenario, 'A'), replaySide(scenario, 'B')];
  });
}

/**
 * The command `conformance DIR [--profile linux] [--json]`: writes each failure and `N passed, N failed`, one
 * count a side, by `out`. Gives the exit code: 0 when all pass, 1 when some fail, 2 when a folder can't be used.
 */
export function runConformance(args: readonly string[], out: LineWriter): number {
  const json = args.includes('--json');
  const profileAt = args.indexOf('--profile');
  const profile = profileAt === -1 ? 'linux' : args[profileAt + 1];
  const rest = args.filter(
    (argument, index) =>
      argument !== '--json' && (profileAt === -1 || (index !== profileAt && index !== profileAt + 1)),
  );
  const [directory, ...others] = rest;
  if (directory === undefined || others.length > 0 || profile !== 'linux') {
    out('conformance: give one folder, as in: conformance ../shared/tcp/captures [--profile linux] [--json]');
    return 2;
  }
  let reports: readonly SideReport[];
  try {
    reports = judgeCaptures(directory);
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    out(`conformance: ${error.message}`);
    return 2;
  }
  const failed = reports.filter((report) => report.failures.length > 0);
  if (json) for (const report of reports) out(JSON.stringify(report));
  else
    for (const { capture, side, failures } of failed) {
      for (const failure of failures) out(`${capture} ${side}: ${failure}`);
    }
  out(`${reports.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}
