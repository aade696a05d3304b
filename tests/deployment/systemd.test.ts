import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { needsProgram } from '../needs.ts';
import { run } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

/** systemd's own figure from 0 (nothing is exposed) to 10; below 2 it says "OK" and smiles. */
const EXPOSURE_MAX = 1.9;
/** With namespaces and one device, for matches against the kernel. */
const EXPOSURE_WITH_KERNEL = 2.5;
const SYSTEMD = join(import.meta.dirname, '../../deploy/systemd');

it('the systemd unit has no fault that systemd finds, and exposes little', async (context) => {
  needsProgram(context, 'systemd-analyze');
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-unit-'));
  const unit = join(folder, 'syn-or-swim.service');
  const text = readFileSync(join(SYSTEMD, 'syn-or-swim.service'), 'utf8');
  // Here Node lies elsewhere; a unit whose program is missing counts as faulty.
  writeFileSync(unit, text.replace('/usr/bin/node', process.execPath));
  try {
    const exposure = await exposureOf(folder, unit);
    console.log(`measured: systemd unit, exposure ${exposure} of 10`);
    expect(exposure).toBeLessThanOrEqual(EXPOSURE_MAX);
    mkdirSync(`${unit}.d`);
    copyFileSync(join(SYSTEMD, 'real-kernel.conf'), join(`${unit}.d`, 'real-kernel.conf'));
    const withKernel = await exposureOf(folder, unit);
    console.log(`measured: systemd unit with the real kernel, exposure ${withKernel} of 10`);
    // It is read: else nothing would have changed.
    expect(withKernel).toBeGreaterThan(exposure);
    expect(withKernel).toBeLessThanOrEqual(EXPOSURE_WITH_KERNEL);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the systemd unit of one of several processes has no fault that systemd finds, and exposes little', async (context) => {
  needsProgram(context, 'systemd-analyze');
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-units-'));
  const unit = join(folder, 'syn-or-swim@2567.service');
  const text = readFileSync(join(SYSTEMD, 'syn-or-swim@.service'), 'utf8');
  writeFileSync(unit, text.replace('/usr/bin/node', process.execPath));
  try {
    expect(await exposureOf(folder, unit)).toBeLessThanOrEqual(EXPOSURE_MAX);
  } finally {
    rmSync(folder, { recursive: true });
  }
  // Both units are hardened alike.
  const hardening = (file: string) =>
    readFileSync(join(SYSTEMD, file), 'utf8')
      .split('\n')
      .filter((_line, index, lines) => index > lines.indexOf('DynamicUser=yes'))
      .filter((line) => /^[A-Z]\w+=/.test(line) && !line.startsWith('State'));
  expect(hardening('syn-or-swim@.service')).toEqual(hardening('syn-or-swim.service'));
});

/** What systemd makes of `unit` in `folder`, drop-ins included: nothing to object to, and this exposure. */
async function exposureOf(folder: string, unit: string): Promise<number> {
  const env = { SYSTEMD_UNIT_PATH: `${folder}:` };
  expect(await run('systemd-analyze', ['verify', unit], { env })).toBe('');
  const args = ['security', '--offline=true', '--no-pager', unit];
  const security = await run('systemd-analyze', args, { env });
  return Number(/exposure level for .*: ([\d.]+)/.exec(security)?.[1]);
}
