import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';

const root = join(import.meta.dirname, '..');

const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(root, 'server/src/main.ts')],
  {
    stdio: 'inherit',
  },
);
const page = await createServer({ configFile: join(root, 'client/vite.config.ts') });
await page.listen();
console.log('The page reloads with every change here (the game server restarts with its own):');
page.printUrls();

async function stop(): Promise<void> {
  server.kill();
  await page.close();
  process.exit();
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
server.once('exit', (code) => {
  console.error(`The game server stopped (exit code ${code}).`);
  void stop();
});
