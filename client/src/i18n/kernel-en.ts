import type { KernelOffer } from '@syn-or-swim/shared/protocol/messages.ts';
import type { PlayTexts } from './play-en.ts';

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
  /** What the kernel's table of sockets is, and what is said where it is empty. */
  readonly table: string;
  readonly noSockets: string;
  readonly timers: Readonly<Record<'none' | 'retransmission' | 'keep-alive' | 'time-wait' | 'probe', string>>;
  /** Above the pages; `own` where the reader has fetched them. */
  readonly fetched: (own: boolean) => string;
  readonly noPage: string;
  readonly octets: (count: number) => string;
  /** The texts of the game with the kernel in place of a partner. */
  readonly inMatch: (texts: PlayTexts) => PlayTexts;
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
    'device-closed':
      'This server has /dev/net/tun but may not open it. Whoever runs it can let its user read and write that file.',
    'no-program':
      'This server lacks one of the programs unshare and setpriv (util-linux), perl and ip (iproute2).',
    'no-namespace':
      'The system does not allow this server a network namespace of its own: user namespaces are turned off there, or its container forbids them.',
    'not-allowed':
      'This server may have a network namespace, but not all that is needed in it. Its log tells what the system said.',
    'server-away': 'The server can’t be reached just now, and the kernel is there.',
  },
  begin: 'Set out',
  watch: 'Watch a recorded match',
  recorded:
    'A perfect stack played it against Linux 6.18, with 15 of 36 boats lost. Here it runs again without that kernel: everybody can watch it.',
  table: 'The kernel’s sockets',
  noSockets: 'It has none but its listener on port 80.',
  timers: {
    none: 'no timer',
    retransmission: 'RTO runs',
    'keep-alive': 'a timer runs',
    'time-wait': '2MSL runs',
    probe: 'probe timer runs',
  },
  fetched: (own) => (own ? 'What you have fetched' : 'What was fetched'),
  noPage: 'Nothing yet.',
  octets: (count) => `${count} octets`,
  inMatch: (texts) => ({
    ...texts,
    leaveSure: 'Leave the match for good? It ends with you.',
    bar: { ...texts.bar, partner: 'Other end', partnerStack: 'a real kernel' },
    steps: {
      ...texts.steps,
      answerSynAck: (ship) =>
        `${ship}: SYN+ACK arrived, so you are ESTABLISHED. The kernel is not yet: acknowledge it.`,
      partnerCloses: (ship) => `${ship}: your request is out. The web server closes first: wait.`,
      finWait2: (ship) => `${ship}: your direction is closed. The web server’s is still open: wait.`,
    },
    slips: {
      ...texts.slips,
      sends: (ship, number) => `${ship}: the web server sends ${number} crates`,
      partnerCloses: 'the web server closes first',
      partnerWaits: 'the web server does not close first',
    },
    signals: { ...texts.signals, from: { ...texts.signals.from, partner: 'The slip' } },
    harbour: {
      ...texts.harbour,
      steps: {
        ...texts.harbour.steps,
        awaitCrates: (ship) => `${ship}: the web server’s crates come first. Wait for them, then close.`,
      },
      keys: texts.harbour.keys.filter(([key]) => key !== 'P' && key !== 'L'),
    },
    help: {
      ...texts.help,
      lines: [
        'The other end is a real kernel: it answers at once, repeats by its own clock, and can’t be asked, told or paused. What you have to do stands on your slip.',
        '/proc/net/tcp is its own table: tx_queue are octets that you have not acknowledged, rx_queue octets that its web server has not read, tr the timer that runs, retrnsmt how often it has sent again.',
        ...texts.help.lines.slice(0, -1),
        'Fog hides everything between you and that table.',
      ],
    },
  }),
};
