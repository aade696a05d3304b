import type { FoundPlace } from '@syn-or-swim/shared/capture/own-end.ts';
import type { ResetReason, SegmentNote } from '@syn-or-swim/shared/capture/segment-notes.ts';
import type { Ending, Unseen } from '@syn-or-swim/shared/capture/told-connection.ts';
import type { CaptureProblem } from '@syn-or-swim/shared/network/capture-file.ts';

/** Notes that need no number. */
type PlainNote = Exclude<SegmentNote['kind'], 'retransmission' | 'duplicate-ack' | 'reset'>;
/** Ends that are the same whoever brought them about. */
type PlainEnding = Exclude<Ending['kind'], 'half-closed' | 'reset'>;

/** The page on which real captures are looked at. */
export const captureEn = {
  heading: 'Real captures',
  back: 'Back',
  intro:
    'Drop a capture of real TCP connections here. You see each as a ladder: every segment, the states of both ends, and what went wrong. All of it happens in this browser; nothing is uploaded.',
  drop: 'Drop a pcap or pcapng file here, or choose one',
  choose: 'Choose a file',
  how: 'How to make one:',
  samples: 'No capture at hand? These come from two real Linux hosts:',
  sampleNames: {
    'active-close': 'a clean close',
    'lost-fin': 'a lost FIN',
    'close-wait-leak': 'a close() that never came',
  },
  reading: 'Reading…',
  another: 'Another file',
  problems: {
    'too-big': (size: string, most: string) =>
      `This file has ${size} MB; at most ${most} MB are read. Cut it with a filter: tcpdump -r big.pcap -w small.pcap "port 443"`,
    empty: 'This file is empty.',
    'no-capture': 'This is no capture: it begins neither like pcap nor like pcapng.',
    broken: (at: number) => `This capture is broken at octet ${at}: what follows cannot be read.`,
    failed: 'The file could not be read. Was it moved, or is its drive gone?',
    'nothing-found': 'There is no TCP connection in this capture.',
  } satisfies Readonly<Record<CaptureProblem['kind'] | 'failed' | 'nothing-found', unknown>>,
  summary: (packets: number, connections: number) =>
    `${packets} packets, ${connections === 1 ? 'one TCP connection' : `${connections} TCP connections`}`,
  others: (count: number) =>
    `${count} packets are not TCP, or too little of them was kept; they are left out.`,
  cutOff: 'The file ends in the middle of a packet. All before it was read.',
  unknownLinks: (links: string) => `Packets of link type ${links} cannot be read here.`,
  more: (count: number) => `${count} shorter connections are not listed.`,
  list: {
    heading: 'Connections',
    opener: 'From',
    peer: 'To',
    segments: 'Segments',
    octets: 'Octets → / ←',
    lasted: 'Lasted',
    ended: 'How it ended',
    interface: (number: number) => `interface ${number}`,
    repeats: (count: number) => (count === 1 ? '1 repeat' : `${count} repeats`),
    joined: 'joined in the middle',
  },
  endings: {
    clean: 'closed by both',
    refused: 'refused',
    unanswered: 'no answer',
    opening: 'still opening',
    open: 'still open',
    closing: 'both closed, the last ACK not seen',
  } satisfies Readonly<Record<PlainEnding, string>>,
  halfClosed: (end: string) => `half-closed: only ${end} has closed`,
  reset: (end: string) => `ended by RST from ${end}`,
  place: {
    heading: 'Captured at',
    choices: { 0: 'the opener', 1: 'the peer', both: 'both on one machine' },
    by: {
      direction: 'The capture itself says at which end it was made.',
      addresses: 'Both ends have the same address.',
      'hop-limit': 'Found by the hop limits: only packets of the near end have gone over no router.',
      handshake: 'Found by the handshake: the near end answers at once, the far one after a round trip.',
      guess: 'The capture does not tell at which end it was made. If you know, choose it here.',
    } satisfies Readonly<Record<FoundPlace['by'], string>>,
    far: 'Of the far end only that is sure which it has shown by what it sent. “A … B”: at least in A, in B where all that was sent to it has arrived.',
  },
  ladder: {
    heading: 'Ladder',
    rawNumbers: 'Numbers as on the wire',
    whole: 'Every segment',
    run: (count: number, there: number, back: number) =>
      `${count} segments, data and ACKs: ${there} octets →, ${back} octets ←`,
    cut: (shown: number, count: number) =>
      `The first ${shown} rows are shown; the connection has ${count} segments.`,
    octets: (count: number) => (count === 1 ? '1 octet' : `${count} octets`),
    window: (octets: number) => `window ${octets}`,
  },
  notes: {
    opens: 'Opens the connection.',
    'simultaneous-open': 'Simultaneous open: both ends sent a SYN without knowing of the other.',
    'new-life': 'The same ports are used once more: a new connection, with a new ISN.',
    'closes-first': 'Closes first: this end will wait in TIME_WAIT.',
    'closes-second': 'Closes, too: its application has called close().',
    'simultaneous-close': 'Simultaneous close: this FIN left before the other one was seen.',
    'out-of-order': 'Out of order: later numbers came before it.',
    gap: 'Something before it was not seen: lost on the way here, or left out by the capture.',
    'keep-alive': 'Keep-alive: asks whether the peer is still there, by a number that is long acknowledged.',
    'window-closed': 'Closes its window: its application does not read.',
    'window-probe': 'Probes the closed window.',
    challenge: 'Challenge ACK: an answer to a segment that did not fit exactly (RFC 5961).',
    'half-closed-data':
      'Data to an end that has closed its own direction: that is allowed, the connection is half-closed.',
  } satisfies Readonly<Record<PlainNote, string>>,
  retransmission: {
    time: (first: number) => `Retransmission of segment ${first}: no ACK came in time.`,
    'duplicate-acks': (first: number) =>
      `Fast retransmission of segment ${first}, after three duplicate ACKs.`,
  },
  duplicateAck: (count: number) => `Duplicate ACK, number ${count}: something is missing at its sender.`,
  resets: {
    refused: 'RST: nobody listens on this port, or a firewall says so.',
    'no-connection': 'RST: its sender knows nothing of this connection, or nothing any more.',
    'bad-ack': 'RST to an ACK of something that was never sent. The opening goes on.',
    'closed-application': 'RST: data came after the application had closed. Nobody would read it.',
    abort: 'RST: the application or its system has ended the connection at once.',
  } satisfies Readonly<Record<ResetReason, string>>,
  unseen: {
    heading: 'What a capture cannot show',
    intro:
      'Time-outs, crashes and what a firewall swallows leave no packet. Here is where something of the kind happened, or may have.',
    none: 'Nothing of the kind: every change of state has a segment that shows it.',
    vanished: (end: string, state: string, from: string, until: string) =>
      `Between ${from} and ${until}, ${end} left ${state} without a word: by time-out, crash or restart. Its RST shows that it knew nothing any more.`,
    unanswered: (end: string, segment: number) =>
      `Segment ${segment}: ${end} gave no answer to this SYN. A firewall, a full queue, a dead or a busy host look the same from here.`,
    'not-taken': (end: string, segment: number) =>
      `Segment ${segment} came by, and ${end} never acknowledged it: swallowed behind the place of the capture, damaged, or outside of the window.`,
    'may-have-ended': (end: string, state: string) =>
      `${state} of ${end} ends by a clock and sends nothing then. Whether it has ended cannot be seen.`,
  } satisfies Readonly<Record<Unseen['kind'] | 'heading' | 'intro' | 'none', unknown>>,
  stuck: {
    heading: 'What stands at the end of the capture',
    none: 'Neither end is left with a socket that waits for something.',
    line: (end: string, state: string) => `${end}: ${state}`,
  },
  facts: {
    closedFirst: (end: string) => `Closed first: ${end}.`,
    waits: (end: string) => `In TIME_WAIT: ${end}.`,
    repeats: (count: number) => `Retransmissions: ${count}.`,
  },
  seconds: (text: string) => `${text} s`,
};

/** Every language says the same things. */
export type CaptureTexts = typeof captureEn;
