import type { KernelOffer } from '@syn-or-swim/shared/protocol/messages.ts';

/** Why a host does not let its kernel be played against. */
type Missing = Extract<KernelOffer, { kind: 'missing' }>['why'] | 'server-away';

/** The texts about the match against a real kernel. */
export interface KernelTexts {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly asking: string;
  readonly here: (most: number) => string;
  readonly missing: Readonly<Record<Missing, string>>;
  readonly begin: string;
  readonly watch: string;
  readonly recorded: string;
  /** Above the kernel's table of sockets, and where it is empty. */
  readonly table: string;
  readonly noSockets: string;
  readonly state: string;
  readonly timers: Readonly<Record<'none' | 'retransmission' | 'keep-alive' | 'time-wait' | 'probe', string>>;
  readonly repeats: (count: number) => string;
  readonly pages: string;
  readonly noPage: string;
  readonly octets: (count: number) => string;
}

export const kernelEn: KernelTexts = {
  heading: 'The real kernel',
  lines: [
    'At the other end is no stack of this game: it is the Linux kernel of the computer on which the server runs. Your tokens leave as IP packets, and what it answers comes back as boats.',
    'Behind its handshake a small web server waits. You fetch two pages by hand: with HTTP/1.0 the server closes first, with HTTP/1.1 you do.',
    'A third of the boats is lost. The kernel’s clock is its own: it repeats after one second, whether you are ready or not, and nobody can stop it.',
    'Its sockets stand beside the strait as /proc/net/tcp tells them.',
  ],
  asking: 'Asking the server…',
  here: (most) =>
    most === 1
      ? 'This server offers its kernel, to one player at a time.'
      : `This server offers its kernel, to ${most} players at a time.`,
  missing: {
    off: 'This server does not offer its kernel. Whoever runs it can turn that on with REAL_KERNEL=2.',
    'no-linux': 'This server does not run on Linux, and other kernels have no TUN device that it could use.',
    'no-device':
      'This server has no /dev/net/tun: the module tun is missing, or its container does not show it.',
    'no-program': 'This server lacks one of the programs unshare (util-linux), perl and ip (iproute2).',
    'not-allowed': 'The system does not allow this server a network namespace with a TUN device in it.',
    'server-away': 'The server can’t be reached just now, and the kernel is there.',
  },
  begin: 'Set out',
  watch: 'Watch a recorded match',
  recorded:
    'A perfect stack played it against Linux 6.18, with 15 of 36 boats lost. Here it runs again without that kernel.',
  table: 'The kernel’s sockets, as /proc/net/tcp tells them',
  noSockets: 'It has none but its listener on port 80.',
  state: 'state',
  timers: {
    none: 'no timer',
    retransmission: 'RTO runs',
    'keep-alive': 'a timer runs',
    'time-wait': '2MSL runs',
    probe: 'probe timer runs',
  },
  repeats: (count) => (count === 1 ? 'sent again once' : `sent again ${count} times`),
  pages: 'What you have fetched',
  noPage: 'Nothing yet.',
  octets: (count) => `${count} octets`,
};
