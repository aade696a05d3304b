// The TUN device that server/src/kernel/open-tun.pl opened: IP packets to and from this machine's kernel.
import { createSocket } from 'node:dgram';
import { read, writeSync } from 'node:fs';

/** A device that is read until it is closed. */
export interface TunDevice {
  /** Hands the kernel one IP packet. */
  readonly write: (packet: Uint8Array) => void;
  /** Ends the reading; no packet is reported afterwards. */
  readonly close: () => Promise<void>;
}

const LONGEST_PACKET = 65_536;

/** Opens the device whose descriptor stands in TUN_FD; `arrives` gets every packet that the kernel sends. */
export function openTunDevice(arrives: (packet: Uint8Array) => void, wakeAddress: string): TunDevice {
  const descriptor = Number(process.env['TUN_FD'] ?? 'NaN');
  if (!Number.isSafeInteger(descriptor)) throw new Error('no TUN_FD: start this by open-tun.pl');
  const buffer = Buffer.alloc(LONGEST_PACKET);
  let open = true;
  let ended: () => void = () => {};
  const next = (): void => {
    read(descriptor, buffer, 0, LONGEST_PACKET, null, (error, length) => {
      if (error !== null) throw error;
      if (!open) return ended();
      arrives(Uint8Array.from(buffer.subarray(0, length)));
      next();
    });
  };
  next();
  return {
    write: (packet) => {
      writeSync(descriptor, packet);
    },
    // A thread waits in read(), and would keep the process from ending: one last packet lets it go.
    close: () =>
      new Promise((resolve, reject) => {
        open = false;
        const waker = createSocket('udp4');
        ended = resolve;
        waker.once('error', reject);
        waker.send('end', 9, wakeAddress, () => waker.close());
      }),
  };
}
