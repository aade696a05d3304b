import { createServer } from 'node:http';
import { connect } from 'node:net';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import { webRequest } from '@syn-or-swim/shared/game/web-request.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { expect, it } from 'vitest';
import { webResponse } from './web-page.ts';

/** What a server of Node's sends for `request`, as many octets as `length` says. */
async function answered(request: string, length: number): Promise<string> {
  const server = createServer(({ url = '/', httpVersion }, response) => {
    const { status, headers, body } = webResponse(url, httpVersion === '1.0');
    response.sendDate = false;
    response.writeHead(status, headers.flat()).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const octets = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1');
    let come = '';
    socket.on('data', (text) => {
      come += text;
      if (come.length >= length) resolve(come);
    });
    socket.write(request);
  });
  server.closeAllConnections();
  server.close();
  return octets;
}

it.each(KERNEL_LEVEL.orders)('the page of an order fills exactly its crates', async (order) => {
  const length = order.crates.server * CRATE_OCTETS;
  const octets = await answered(webRequest(order), length);
  expect(octets).toHaveLength(length);
  expect(octets.slice(0, 15)).toBe('HTTP/1.1 200 OK');
});

it('a page that is not there fills whole crates too', async () => {
  const octets = await answered('GET /nowhere HTTP/1.0\r\n\r\n', 300);
  expect([octets.length, octets.slice(0, 12)]).toEqual([300, 'HTTP/1.1 404']);
});
