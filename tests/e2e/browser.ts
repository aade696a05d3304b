import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Where Debian and Google install their browsers. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** Drawing in software, no sound, the same colours everywhere. */
const FLAGS = ['--enable-unsafe-swiftshader', '--mute-audio', '--force-color-profile=srgb'];

/** Flags of the bundled browser that are for a cloud function, and would weaken what the tests show. */
const UNWANTED_FLAGS =
  /^--(?:single-process|no-zygote|headless|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-setuid-sandbox)/;

/**
 * Starts the browser for tests: the one that CHROMIUM_PATH names, else an installed Chromium or Chrome, else
 * the one that came with `npm ci`. BUNDLED_BROWSER=1 takes the latter in any case.
 *
 * @throws where no browser is found (the bundled one runs on Linux, x64)
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/** What Playwright needs to start that browser. */
export async function launchOptions(): Promise<LaunchOptions> {
  const bundled = process.env['BUNDLED_BROWSER'] === '1';
  const installed = [process.env['CHROMIUM_PATH'], ...INSTALLED].find((path) => path && existsSync(path));
  if (installed && !bundled) return { executablePath: installed, args: FLAGS };
  if (process.platform === 'linux' && process.arch === 'x64') return bundledBrowser();
  if (process.platform !== 'linux') return { channel: 'chrome', args: FLAGS };
  throw new Error(
    'No browser found: install Chromium (apt-get install chromium) or set CHROMIUM_PATH to one.',
  );
}

/** The archives of the bundled browser: itself, drawing in software, fonts, and libraries a bare system lacks. */
const ARCHIVES = ['chromium.br', 'swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br'];

/**
 * Fonts of the system, and the bundled one: without any, the browser ends at the first text field. The bundled
 * settings would look for it in the folder for temporary files.
 */
const FONT_SETTINGS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

/** Unpacks the bundled browser beside the packages if that was not done before. */
async function bundledBrowser(): Promise<LaunchOptions> {
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const folder = join(import.meta.dirname, '../../node_modules/.cache/chromium');
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: join(folder, 'chromium'),
    args: [...sparticuz.args.filter((flag) => !UNWANTED_FLAGS.test(flag)), ...FLAGS],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    },
  };
}

/** Unpacks into a folder of its own and renames it then: another test run may be doing the same. */
async function unpackInto(folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  const unpacked = `${folder}-${process.pid}`;
  await mkdir(unpacked, { recursive: true });
  const temporary = process.env['TMPDIR'];
  // The package unpacks into the folder for temporary files, wherever that is.
  process.env['TMPDIR'] = unpacked;
  try {
    await Promise.all(ARCHIVES.map((archive) => inflate(join(packed, archive))));
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
  }
  await writeFile(join(unpacked, 'fonts.conf'), FONT_SETTINGS);
  await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true }));
}
