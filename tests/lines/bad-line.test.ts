import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startBadLine } from './bad-line.ts';

const PIECES = 2000;

it('delays what is said, and lets none of it overtake', async () => {
  const echo = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const line = await startBadLine(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`);
  line.slow({ delay: 2, jitter: 7 });
  const socket = connect({ port: Number(new URL(line.url).port), host: '127.0.0.1', noDelay: true });
  const heard = text(socket);
  const said = Array.from({ length: PIECES }, (_, index) => `${index}\n`);
  for (const piece of said) {
    socket.write(piece);
    // Each in a packet of its own.
    await setImmediate();
  }
  socket.end();
  expect(await heard).toBe(said.join(''));
  await line.stop();
  echo.close();
});
