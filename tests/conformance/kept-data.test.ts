import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The project's own copy, so that a clone alone can be tested, and the plan it was taken from. */
const KEPT = join(import.meta.dirname, '../data/tcp');
const PLAN = join(import.meta.dirname, '../../../shared/tcp');

describe('the data that the TCP engine is tested against', () => {
  const files = globSync('**/*.{json,pcap,md}', { cwd: KEPT });

  it('is there: the relation, the matrix, and both ends of every recorded connection', () => {
    expect(files).toEqual(expect.arrayContaining(['transitions.json', 'matrix.json']));
    expect(files.filter((file) => file.endsWith('scenario.json'))).toHaveLength(98);
    expect(files.filter((file) => file.endsWith('.pcap'))).toHaveLength(196);
  });

  it('is the plan\u2019s, to the octet, where the plan is at hand', () => {
    const compared = existsSync(PLAN) ? files : [];
    const changed = compared.filter(
      (file) => !readFileSync(join(KEPT, file)).equals(readFileSync(join(PLAN, file))),
    );
    expect(changed).toEqual([]);
  });
});
