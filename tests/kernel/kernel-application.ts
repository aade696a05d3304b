// The application on the kernel's side: plain sockets of Node.
import { createServer, connect as openConnection, type Server, type Socket } from 'node:net';
import { checkOctets, streamOctets } from './octet-stream.ts';

/** The kernel's own address on the TUN device, and the engine's. */
export const KERNEL_ADDRESS = '10.99.0.1';
/** The address that the engine answers for. */
export const ENGINE_ADDRESS = '10.99.0.2';

/** Node reads no more ahead than it must: what is not read stays with the kernel. */
const READ_AHEAD = { highWaterMark: 1 };

/** What the application has seen and done so far. */
export class KernelApplication {
  /** Undefined until a connection was accepted. */
  socket: Socket | undefined;
  written = 0;
  received = 0;
  /** The peer's FIN was read. */
  peerClosed = false;
  /** Calls made: shut down for writing; closed, so that nobody reads; either of them with an RST. */
  ended = false;
  gone = false;
  /** The error's code, as ECONNRESET. */
  error: string | undefined;
  readonly #key: number;
  readonly #failed: (error: unknown) => void;
  #server: Server | undefined;

  /** `key` names the stream that it sends; the one that comes is `key - 1`. */
  constructor(key: number, failed: (error: unknown) => void) {
    this.#key = key;
    this.#failed = failed;
  }

  /** Passive OPEN: one connection is accepted. Resolves when the socket listens. */
  listen(port: number): Promise<void> {
    const server = createServer({ allowHalfOpen: true, ...READ_AHEAD });
    this.#server = server;
    server.on('connection', (socket) => this.#adopt(socket));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: KERNEL_ADDRESS }, resolve);
    });
  }

  /** Active OPEN from `localPort` to the engine's `port`. */
  connect(localPort: number, port: number): void {
    this.#adopt(
      openConnection({
        host: ENGINE_ADDRESS,
        port,
        localAddress: KERNEL_ADDRESS,
        localPort,
        allowHalfOpen: true,
        ...READ_AHEAD,
      }),
    );
  }

  /** Writes the next `octets` of its stream; nothing where it may no longer write. */
  write(octets: number): void {
    const { socket } = this;
    if (socket === undefined || !socket.writable) return;
    socket.write(streamOctets(this.#key, this.written, octets));
    this.written += octets;
  }

  /** shutdown(SHUT_WR): the FIN follows what was written. */
  end(): void {
    if (this.ended || this.socket === undefined || this.socket.destroyed) return;
    this.ended = true;
    this.socket.end();
  }

  /** close(): a FIN, or an RST where something is unread. */
  destroy(): void {
    if (this.socket === undefined) return;
    this.gone = true;
    this.socket.destroy();
  }

  /** close() with SO_LINGER 0: an RST. */
  abort(): void {
    if (this.socket === undefined || this.socket.destroyed) return;
    this.gone = true;
    this.socket.resetAndDestroy();
  }

  /** Goes on or stops reading: the window closes once the kernel's buffer is full. */
  setReading(reading: boolean): void {
    if (this.socket === undefined || this.socket.destroyed) return;
    if (reading) this.socket.resume();
    else this.socket.pause();
  }

  /** Lets everything go, at the end of a test. */
  stop(): void {
    this.#server?.close();
    this.socket?.destroy();
  }

  #adopt(socket: Socket): void {
    this.socket = socket;
    this.#server?.close();
    socket.setNoDelay(true);
    socket.on('data', (octets: Buffer) => {
      try {
        checkOctets(this.#key - 1, this.received, octets, 'kernel');
      } catch (error) {
        this.#failed(error);
      }
      this.received += octets.length;
    });
    socket.on('end', () => {
      this.peerClosed = true;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
  }
}
