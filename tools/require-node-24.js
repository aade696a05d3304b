// Loaded before every script (node --import). Plain JavaScript: an old Node has to be able to read it.
import { existsSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);

if (!existsSync(new URL('node_modules/vite', root))) {
  console.error('SYN or Swim is not installed yet: run `npm ci` in its folder, then try again.');
  process.exit(1);
}
// 24.2 is the first that has import.meta.main.
if (major < 24 || (major === 24 && minor < 2)) {
  console.error(
    `SYN or Swim needs Node 24.2 or newer, but this is Node ${process.versions.node}. Run it as an npm script after ` +
      '`npm ci`, which brings Node 24 along (Linux; Windows and Mac on x64), or install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}
