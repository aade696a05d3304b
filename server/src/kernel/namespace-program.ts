// Runs inside the throw-away namespace that open-tun.pl made: namespace-program.ts LIMIT. A web server behind the
// kernel's TCP, and the way of IP packets between the kernel and whoever started this, a line of JSON each.
// It ends after LIMIT ms, and at once when its standard input ends: with the process that started it.
import { writeSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { readKernelTable } from './kernel-table.ts';
import { KERNEL_ADDRESS } from './namespace.ts';
import type { NamespaceReport, NamespaceRequest, ReportedSocket } from './namespace-words.ts';
import { openTunDevice } from './tun-device.ts';
import { webResponse } from './web-page.ts';

const HTTP_PORT = 80;
/** How often the table is read while nothing comes or goes: the kernel's own timers change it too. */
const LOOK_EVERY = 100;
const NOBODY = 65_534;
const NO_LIMIT = 0;

function say(report: NamespaceReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

/** Octets that the web server has read of each connection, by its remote port. */
const readOf = new Map<number, () => number>();

function watched(socket: Socket): void {
  const { remotePort } = socket;
  if (remotePort !== undefined) readOf.set(remotePort, () => socket.bytesRead);
  // Whatever breaks one connection is that connection's own affair.
  socket.on('error', () => socket.destroy());
}

let told = '[]';

/** Reads the table and tells it where it has changed. */
function look(): void {
  const sockets = readKernelTable()
    .filter(({ remotePort }) => remotePort !== 0)
    .map((row): ReportedSocket => ({ ...row, read: readOf.get(row.remotePort)?.() ?? 0 }));
  const text = JSON.stringify(sockets);
  if (text === told) return;
  told = text;
  say({ kind: 'sockets', sockets });
}

function respond(path: string, closes: boolean, response: ServerResponse): void {
  const { status, headers, body } = webResponse(path, closes);
  response.sendDate = false;
  response.writeHead(status, headers.flat());
  response.end(body, look);
}

/** Waits for requests as long as its peer does: nobody here is in a hurry but the kernel. */
function serveWeb(): Promise<void> {
  const server = createServer(
    { keepAliveTimeout: NO_LIMIT, requestTimeout: NO_LIMIT, headersTimeout: NO_LIMIT, noDelay: true },
    ({ url = '/', httpVersion }, response) => respond(url, httpVersion === '1.0', response),
  );
  server.on('connection', watched);
  server.on('clientError', (_error, socket) => socket.destroy());
  return new Promise((resolve) => server.listen(HTTP_PORT, KERNEL_ADDRESS, resolve));
}

/** Nothing that comes from outside meets a privileged process: what root was needed for is done. */
function dropPrivileges(): void {
  if (process.getuid?.() !== 0) return;
  try {
    process.setgroups?.([]);
    process.setgid?.(NOBODY);
    process.setuid?.(NOBODY);
  } catch {
    // Root of a user namespace only, in which there is nobody else: outside it is an ordinary user already.
  }
}

/** Outright: a thread that waits for the device would keep the process from ending, whatever else ends it. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

const limit = Number(process.argv[2]);
if (!Number.isSafeInteger(limit)) throw new Error('usage: namespace-program.ts LIMIT');
setTimeout(end, limit);
// Nobody listens any more.
process.stdout.on('error', end);
process.on('uncaughtException', (cause) => {
  try {
    writeSync(process.stderr.fd, `${cause.stack}\n`);
  } finally {
    end();
  }
});
await serveWeb();
const device = openTunDevice((octets) => {
  say({ kind: 'packet', octets: Buffer.from(octets).toString('base64') });
  look();
}, KERNEL_ADDRESS);
dropPrivileges();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const request = JSON.parse(line) as NamespaceRequest;
  device.write(Buffer.from(request.octets, 'base64'));
  // The kernel has dealt with the packet by now; its web server has not.
  look();
});
lines.on('close', end);
setInterval(look, LOOK_EVERY);
say({ kind: 'ready' });
