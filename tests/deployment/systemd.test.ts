import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { needsProgram } from '../needs.ts';
import { run } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

/** systemd's own figure from 0 (nothing is exposed) to 10; below 2 it says "OK" and smiles. */
const EXPOSURE_MAX = 1.9;

it('the systemd unit has no fault that systemd finds, and exposes little', async (context) => {
  needsProgram(context, 'systemd-analyze');
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-unit-'));
  const unit = join(folder, 'syn-or-swim.service');
  const text = readFileSync(join(import.meta.dirname, '../../deploy/systemd/syn-or-swim.service'), 'utf8');
  // Here Node lies elsewhere; a unit whose program is missing counts as faulty.
  writeFileSync(unit, text.replace('/usr/bin/node', process.execPath));
  try {
    expect(await run('systemd-analyze', ['verify', unit])).toBe('');
    const security = await run('systemd-analyze', ['security', '--offline=true', '--no-pager', unit]);
    const exposure = Number(/exposure level for .*: ([\d.]+)/.exec(security)?.[1]);
    console.log(`measured: systemd unit, exposure ${exposure} of 10`);
    expect(exposure).toBeLessThanOrEqual(EXPOSURE_MAX);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
