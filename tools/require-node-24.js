// Loaded before every script (node --import). Plain JavaScript: an old Node has to be able to read it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);

if (!existsSync(new URL('node_modules/vite', root))) {
  console.error('SYN or Swim is not installed yet: run `npm ci` in its folder, then try again.');
  process.exit(1);
}
// 24.2 is the first that has import.meta.main.
if (major < 24 || (major === 24 && minor < 2)) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const brought = fileURLToPath(new URL(`node_modules/node-${platform}-${process.arch}/bin/${file}`, root));
  if (existsSync(brought)) await runBy(brought);
  console.error(
    `SYN or Swim needs Node 24.2 or newer, but this is Node ${process.versions.node}. Run it as an npm script after ` +
      '`npm ci`, which brings Node 24 along (Linux; Windows and Mac on x64), or install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}

/** Runs the script by the Node that npm brought: npm 10 installs it, but does not put it before the one of the system. */
async function runBy(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  });
  // Ctrl+C reaches both from a terminal; the script ends in its own time, and this process after it.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('exit', (exited, signal) => resolve(exited ?? (signal === null ? 0 : 1)));
  });
  if (code !== undefined) process.exit(code);
}
