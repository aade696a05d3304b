#!/usr/bin/env node
// The program of the package. Old syntax on purpose: an old Node has to be able to say that it is too old.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);

/** Where matches are kept unless DATA_DIR says otherwise: not in the folder of whoever types the command. */
function dataFolder() {
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA || homedir(), 'syn-or-swim');
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'syn-or-swim');
}

// 24.2 is the first that has all that the server uses.
if (major < 24 || (major === 24 && minor < 2)) {
  process.stderr.write(
    `SYN or Swim needs Node 24.2 or newer, but this is Node ${process.versions.node}: install Node 24 from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  if (!process.env.DATA_DIR && !process.env.DATABASE_URL) {
    process.env.DATA_DIR = dataFolder();
    mkdirSync(process.env.DATA_DIR, { recursive: true });
  }
  // Without a command it is the server that is wanted.
  if (process.argv.length === 2) process.argv.push('serve');
  await import('./server/bundle/cli.js');
}
