// The recorded kernels as a quick test of an engine: ends with code 1 where a capture or a cell fails.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runConformance } from '../../server/src/commands/conformance.ts';
import { runMatrix } from '../../server/src/commands/matrix.ts';

const RECORDINGS = join(import.meta.dirname, '../../../shared/tcp');
const lines: string[] = [];
const tell = (line: string): void => {
  lines.push(line);
};

if (existsSync(RECORDINGS)) {
  const codes = [
    runConformance([join(RECORDINGS, 'captures')], tell),
    runMatrix([join(RECORDINGS, 'matrix.json')], tell),
  ];
  if (codes.some((code) => code !== 0)) throw new Error(`recordings: ${lines[0]} ... ${lines.at(-1)}`);
}
console.log('all recordings agree');
