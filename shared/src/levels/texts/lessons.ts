// The lessons of the fifteen levels: worked examples and questions without their words (en.ts, ko.ts).
import type { LevelId } from '../../game/level.ts';
import type { TimerName } from '../../tcp/events.ts';
import {
  type ExampleEvent,
  type ExampleSegment,
  type ExampleSending,
  type Lesson,
  type LevelName,
  levelNameOf,
  type Source,
} from './lesson.ts';

function segment(flags: ExampleSegment['flags'], seq: number, ack?: number, crates?: number): ExampleSegment {
  return { flags, seq, ...(ack === undefined ? {} : { ack }), ...(crates === undefined ? {} : { crates }) };
}

function arrives(
  arrived: ExampleSegment,
  from?: Extract<ExampleEvent, { kind: 'arrives' }>['from'],
): ExampleEvent {
  return { kind: 'arrives', segment: arrived, ...(from === undefined ? {} : { from }) };
}

function rings(timer: TimerName): ExampleEvent {
  return { kind: 'rings', timer };
}

const BELL = rings('retransmission');
const CRASH: ExampleEvent = { kind: 'crash' };

function due(owed: ExampleSegment): ExampleSending {
  return { segment: owed, as: 'due' };
}

function initiative(called: ExampleSegment): ExampleSending {
  return { segment: called, as: 'initiative' };
}

function repeat(again: ExampleSegment): ExampleSending {
  return { segment: again, as: 'repeat' };
}

function sinks(sending: ExampleSending): ExampleSending {
  return { ...sending, sinks: true };
}

function rfc9293(...sections: readonly string[]): readonly Source[] {
  return sections.map((section) => ({ rfc: 9293, section }));
}

function linux(entry: string): Source {
  return { linux: 'ip-sysctl', entry };
}

const LISTENING = { state: 'LISTEN' } as const;
/** Both ends are ESTABLISHED: the client goes on at 4101, the server at 5201. */
const OPEN = { state: 'ESTABLISHED', iss: { client: 4100, server: 5200 } } as const;

const FIRST_LIGHT = {
  provokes: ['M19', 'M26'],
  example: {
    begins: LISTENING,
    steps: [
      {
        side: 'client',
        before: 'CLOSED',
        sends: initiative(segment('SYN', 4100)),
        after: 'SYN_SENT',
      },
      {
        side: 'server',
        before: 'LISTEN',
        happens: arrives(segment('SYN', 4100)),
        sends: due(segment('SYN+ACK', 5200, 4101)),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'client',
        before: 'SYN_SENT',
        happens: arrives(segment('SYN+ACK', 5200, 4101)),
        sends: due(segment('ACK', 4101, 5201)),
        after: 'ESTABLISHED',
      },
      {
        side: 'server',
        before: 'SYN_RECEIVED',
        happens: arrives(segment('ACK', 4101, 5201)),
        after: 'ESTABLISHED',
      },
    ],
  },
  questions: {
    'who-is-open': { wrong: ['M19', 'M19'], sources: rfc9293('3.5') },
    'dark-port': { wrong: ['M26', 'M23'], sources: rfc9293('3.5.2', '3.10.7.1') },
    'which-layer': { wrong: ['M27', 'M27'], sources: rfc9293('1', '2.2') },
  },
} as const satisfies Lesson;

const COUNT_THE_WAVES = {
  provokes: ['M11', 'M12', 'M17'],
  example: {
    begins: LISTENING,
    steps: [
      {
        side: 'client',
        before: 'CLOSED',
        sends: initiative(segment('SYN', 2600)),
        after: 'SYN_SENT',
      },
      {
        side: 'server',
        before: 'LISTEN',
        happens: arrives(segment('SYN', 2600)),
        sends: due(segment('SYN+ACK', 7340, 2601)),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'client',
        before: 'SYN_SENT',
        happens: arrives(segment('SYN+ACK', 7340, 2601)),
        sends: due(segment('ACK', 2601, 7341)),
        after: 'ESTABLISHED',
      },
      {
        side: 'server',
        before: 'SYN_RECEIVED',
        happens: arrives(segment('ACK', 2601, 7341)),
        after: 'ESTABLISHED',
      },
    ],
  },
  questions: {
    'ack-of-syn': { wrong: ['M11', 'M17'], sources: rfc9293('3.4', '3.5') },
    'first-octet': { wrong: ['M12', 'M17'], sources: rfc9293('3.4') },
    'why-not-zero': { wrong: ['M17', 'M18'], sources: rfc9293('3.4.1') },
  },
} as const satisfies Lesson;

const CARGO = {
  provokes: ['M11', 'M13', 'M17', 'M20'],
  example: {
    begins: { state: 'ESTABLISHED', iss: { client: 2600, server: 7340 } },
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('ACK', 2601, 7341, 2)),
        after: 'ESTABLISHED',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('ACK', 2601, 7341, 2)),
        sends: due(segment('ACK', 7341, 2801)),
        after: 'ESTABLISHED',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: arrives(segment('ACK', 7341, 2801)),
        after: 'ESTABLISHED',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        sends: initiative(segment('ACK', 7341, 2801, 1)),
        after: 'ESTABLISHED',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: arrives(segment('ACK', 7341, 2801, 1)),
        sends: due(segment('ACK', 2801, 7441)),
        after: 'ESTABLISHED',
      },
    ],
  },
  questions: {
    'two-crates': { wrong: ['M11', 'M17'], sources: rfc9293('3.4') },
    'ack-of-ack': { wrong: ['M13', 'M13'], sources: rfc9293('3.4', '3.5') },
    'lost-third-boat': { wrong: ['M20', 'M20'], sources: rfc9293('3.5', '3.10.7.4') },
  },
} as const satisfies Lesson;

const FAIR_WINDS_HOME = {
  provokes: ['M02', 'M06', 'M21', 'M35'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'server',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 5201, 4101)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 5201, 4101)),
        sends: due(segment('ACK', 4101, 5202)),
        after: 'CLOSE_WAIT',
      },
      {
        side: 'server',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('ACK', 4101, 5202)),
        after: 'FIN_WAIT_2',
      },
      {
        side: 'client',
        before: 'CLOSE_WAIT',
        sends: initiative(segment('FIN+ACK', 4101, 5202)),
        after: 'LAST_ACK',
      },
      {
        side: 'server',
        before: 'FIN_WAIT_2',
        happens: arrives(segment('FIN+ACK', 4101, 5202)),
        sends: due(segment('ACK', 5202, 4102)),
        after: 'TIME_WAIT',
        timers: ['time-wait'],
      },
      {
        side: 'client',
        before: 'LAST_ACK',
        happens: arrives(segment('ACK', 5202, 4102)),
        after: 'CLOSED',
      },
    ],
  },
  questions: {
    'who-may-begin': { wrong: ['M02', 'M23'], sources: rfc9293('3.6') },
    'own-fin': { wrong: ['M06', 'M21'], sources: rfc9293('3.6', '3.10.4') },
    'second-waits': { wrong: ['M35', 'M03'], sources: rfc9293('3.6', '3.10.7.4') },
  },
} as const satisfies Lesson;

const HALF_A_GOODBYE = {
  provokes: ['M01', 'M06', 'M34', 'M21'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 4101, 5201)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 4101, 5201)),
        sends: initiative(segment('ACK', 5201, 4102, 2)),
        after: 'CLOSE_WAIT',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('ACK', 5201, 4102, 2)),
        sends: due(segment('ACK', 4102, 5401)),
        after: 'FIN_WAIT_2',
      },
      {
        side: 'server',
        before: 'CLOSE_WAIT',
        happens: arrives(segment('ACK', 4102, 5401)),
        sends: initiative(segment('FIN+ACK', 5401, 4102)),
        after: 'LAST_ACK',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_2',
        happens: arrives(segment('FIN+ACK', 5401, 4102)),
        sends: due(segment('ACK', 4102, 5402)),
        after: 'TIME_WAIT',
      },
      {
        side: 'server',
        before: 'LAST_ACK',
        happens: arrives(segment('ACK', 4102, 5402)),
        after: 'CLOSED',
      },
    ],
  },
  questions: {
    'crate-after-my-fin': { wrong: ['M01', 'M01'], sources: rfc9293('3.6', '3.9.1.4') },
    'one-crate-more': { wrong: ['M34', 'M34'], sources: rfc9293('3.6', '3.10.2') },
    'fewest-boats': { wrong: ['M21', 'M06'], sources: rfc9293('3.6', '3.10.4') },
  },
} as const satisfies Lesson;

const FOG = {
  provokes: ['M14', 'M15', 'M20', 'M31'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('ACK', 4101, 5201, 1)),
        after: 'ESTABLISHED',
        timers: ['retransmission', 'user-timeout'],
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('ACK', 4101, 5201, 1)),
        sends: sinks(due(segment('ACK', 5201, 4201))),
        after: 'ESTABLISHED',
        timers: [],
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: BELL,
        sends: repeat(segment('ACK', 4101, 5201, 1)),
        after: 'ESTABLISHED',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('ACK', 4101, 5201, 1)),
        sends: due(segment('ACK', 5201, 4201)),
        after: 'ESTABLISHED',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: arrives(segment('ACK', 5201, 4201)),
        after: 'ESTABLISHED',
        timers: [],
      },
    ],
  },
  questions: {
    'lost-ack': { wrong: ['M14', 'M20'], sources: rfc9293('3.5', '3.8.1', '3.8.4') },
    'three-seconds': {
      wrong: ['M31', 'M15'],
      sources: [...rfc9293('3.8.1'), { rfc: 6298, section: '5' }],
    },
    'damaged-boat': { wrong: ['M16', 'M15'], sources: rfc9293('2.2', '3.1') },
  },
} as const satisfies Lesson;

const ECHOES = {
  provokes: ['M18', 'M24', 'M32'],
  example: {
    // RFC 9293 figure 8.
    begins: LISTENING,
    steps: [
      {
        side: 'client',
        before: 'CLOSED',
        sends: initiative(segment('SYN', 4100)),
        after: 'SYN_SENT',
      },
      {
        side: 'server',
        before: 'LISTEN',
        happens: arrives(segment('SYN', 900), 'an earlier life'),
        sends: due(segment('SYN+ACK', 5200, 901)),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'client',
        before: 'SYN_SENT',
        happens: arrives(segment('SYN+ACK', 5200, 901)),
        sends: due(segment('RST', 901)),
        after: 'SYN_SENT',
      },
      {
        side: 'server',
        before: 'SYN_RECEIVED',
        happens: arrives(segment('RST', 901)),
        after: 'LISTEN',
      },
      {
        side: 'server',
        before: 'LISTEN',
        happens: arrives(segment('SYN', 4100)),
        sends: due(segment('SYN+ACK', 6300, 4101)),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'client',
        before: 'SYN_SENT',
        happens: arrives(segment('SYN+ACK', 6300, 4101)),
        sends: due(segment('ACK', 4101, 6301)),
        after: 'ESTABLISHED',
      },
    ],
  },
  questions: {
    'strange-ack': { wrong: ['M18', 'M18'], sources: rfc9293('3.5', '3.10.7.3') },
    'crate-again': { wrong: ['M32', 'M17'], sources: rfc9293('3.10.7.4') },
    'answer-to-rst': { wrong: ['M24', 'M24'], sources: rfc9293('3.5.2', '3.5.3') },
  },
} as const satisfies Lesson;

const OVERSTAYERS = {
  provokes: ['M04', 'M05', 'M06'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 4101, 5201)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 4101, 5201)),
        sends: due(segment('ACK', 5201, 4102)),
        after: 'CLOSE_WAIT',
        timers: [],
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('ACK', 5201, 4102)),
        after: 'FIN_WAIT_2',
        timers: [],
      },
      {
        side: 'server',
        before: 'CLOSE_WAIT',
        sends: initiative(segment('FIN+ACK', 5201, 4102)),
        after: 'LAST_ACK',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_2',
        happens: arrives(segment('FIN+ACK', 5201, 4102)),
        sends: due(segment('ACK', 4102, 5202)),
        after: 'TIME_WAIT',
      },
      {
        side: 'server',
        before: 'LAST_ACK',
        happens: arrives(segment('ACK', 4102, 5202)),
        after: 'CLOSED',
      },
    ],
  },
  questions: {
    'what-ends-it': { wrong: ['M04', 'M06'], sources: rfc9293('3.3.2', '3.6') },
    'pile-of-close-wait': { wrong: ['M05', 'M05'], sources: rfc9293('3.6') },
    'twin-of-fin-wait-2': { wrong: ['M03', 'M06'], sources: rfc9293('3.3.2', '3.6') },
  },
} as const satisfies Lesson;

const THE_SEA_WALL = {
  provokes: ['M23', 'M26', 'M27', 'M31'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: sinks(initiative(segment('FIN+ACK', 4101, 5201))),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: BELL,
        sends: sinks(repeat(segment('FIN+ACK', 4101, 5201))),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: BELL,
        sends: repeat(segment('FIN+ACK', 4101, 5201)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 4101, 5201)),
        sends: due(segment('ACK', 5201, 4102)),
        after: 'CLOSE_WAIT',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('ACK', 5201, 4102)),
        after: 'FIN_WAIT_2',
      },
    ],
  },
  questions: {
    'no-ack': { wrong: ['M27', 'M26'], sources: rfc9293('2.2', '3.8.3') },
    'while-the-wall-stands': {
      wrong: ['M31', 'M23'],
      sources: [...rfc9293('3.8.1', '3.8.3'), { rfc: 6298, section: '5' }],
    },
    'close-returned': { wrong: ['M30', 'M30'], sources: rfc9293('3.9.1.4') },
  },
} as const satisfies Lesson;

const THE_SILENT_HARBOUR = {
  provokes: ['M01', 'M07', 'M09', 'M10'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 4101, 5201)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 4101, 5201)),
        sends: due(segment('ACK', 5201, 4102)),
        after: 'CLOSE_WAIT',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('ACK', 5201, 4102)),
        after: 'FIN_WAIT_2',
        timers: [],
      },
      {
        side: 'server',
        before: 'CLOSE_WAIT',
        sends: initiative(segment('FIN+ACK', 5201, 4102)),
        after: 'LAST_ACK',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_2',
        happens: arrives(segment('FIN+ACK', 5201, 4102)),
        sends: due(segment('ACK', 4102, 5202)),
        after: 'TIME_WAIT',
      },
      {
        side: 'server',
        before: 'LAST_ACK',
        happens: arrives(segment('ACK', 4102, 5202)),
        after: 'CLOSED',
      },
    ],
  },
  questions: {
    'two-crates-to-come': { wrong: ['M01', 'M09', 'M10'], sources: rfc9293('3.6', '3.9.1.4') },
    'clock-of-the-rfc': {
      wrong: ['M10', 'M07'],
      sources: [...rfc9293('3.10.8'), linux('tcp_fin_timeout')],
    },
    'timeout-of-ten': { wrong: ['M07', 'M10'], sources: [linux('tcp_fin_timeout')] },
  },
} as const satisfies Lesson;

const STILL_WATERS = {
  provokes: ['M03', 'M08', 'M09', 'M36', 'M37'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'server',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 5201, 4101)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 5201, 4101)),
        sends: initiative(segment('FIN+ACK', 4101, 5202)),
        after: 'LAST_ACK',
      },
      {
        side: 'server',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('FIN+ACK', 4101, 5202)),
        sends: sinks(due(segment('ACK', 5202, 4102))),
        after: 'TIME_WAIT',
        timers: ['time-wait'],
      },
      {
        side: 'client',
        before: 'LAST_ACK',
        happens: BELL,
        sends: repeat(segment('FIN+ACK', 4101, 5202)),
        after: 'LAST_ACK',
      },
      {
        side: 'server',
        before: 'TIME_WAIT',
        happens: arrives(segment('FIN+ACK', 4101, 5202)),
        sends: due(segment('ACK', 5202, 4102)),
        after: 'TIME_WAIT',
        timers: ['time-wait'],
      },
      {
        side: 'client',
        before: 'LAST_ACK',
        happens: arrives(segment('ACK', 5202, 4102)),
        after: 'CLOSED',
      },
    ],
  },
  questions: {
    'who-keeps-it': { wrong: ['M03', 'M35'], sources: rfc9293('3.6', '3.6.1') },
    'fin-in-time-wait': { wrong: ['M36', 'M08', 'M09'], sources: rfc9293('3.10.7.4') },
    'busy-server': {
      wrong: ['M37', 'M09', 'M07'],
      sources: [...rfc9293('3.6.1'), linux('tcp_tw_reuse')],
    },
  },
} as const satisfies Lesson;

const CROSSING_BOATS = {
  provokes: ['M03', 'M22'],
  example: {
    // RFC 9293 figure 13.
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 4101, 5201)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        sends: initiative(segment('FIN+ACK', 5201, 4101)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('FIN+ACK', 5201, 4101)),
        sends: due(segment('ACK', 4102, 5202)),
        after: 'CLOSING',
      },
      {
        side: 'server',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('FIN+ACK', 4101, 5201)),
        sends: due(segment('ACK', 5202, 4102)),
        after: 'CLOSING',
      },
      {
        side: 'client',
        before: 'CLOSING',
        happens: arrives(segment('ACK', 5202, 4102)),
        after: 'TIME_WAIT',
        timers: ['time-wait'],
      },
      {
        side: 'server',
        before: 'CLOSING',
        happens: arrives(segment('ACK', 4102, 5202)),
        after: 'TIME_WAIT',
        timers: ['time-wait'],
      },
    ],
  },
  questions: {
    'fin-without-ack': { wrong: ['M22', 'M22'], sources: rfc9293('3.6', '3.10.7.4') },
    'crossed-fins': { wrong: ['M03', 'M03'], sources: rfc9293('3.6', '3.10.7.4') },
    'crossed-syns': { wrong: ['M22', 'M22'], sources: rfc9293('3.5', '3.10.7.3') },
  },
} as const satisfies Lesson;

const MAN_OVERBOARD = {
  provokes: ['M24', 'M25', 'M28', 'M29'],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: CRASH,
        after: 'CLOSED',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: initiative(segment('ACK', 4101, 5201, 1)),
        after: 'ESTABLISHED',
      },
      {
        side: 'server',
        before: 'CLOSED',
        happens: arrives(segment('ACK', 4101, 5201, 1)),
        sends: due(segment('RST', 5201)),
        after: 'CLOSED',
      },
      {
        side: 'client',
        before: 'ESTABLISHED',
        happens: arrives(segment('RST', 5201)),
        after: 'CLOSED',
      },
      {
        side: 'client',
        before: 'CLOSED',
        sends: initiative(segment('SYN', 8600)),
        after: 'SYN_SENT',
      },
    ],
  },
  questions: {
    'who-notices': { wrong: ['M28', 'M28'], sources: rfc9293('3.5.1', '3.8.4') },
    'crate-to-a-reborn-host': { wrong: ['M29', 'M26'], sources: rfc9293('3.5.1', '3.10.7.1') },
    'rst-in-the-window': { wrong: ['M25', 'M24'], sources: rfc9293('3.5.3', '3.10.7.4') },
  },
} as const satisfies Lesson;

const GHOST_FLEET = {
  provokes: ['M25', 'M33'],
  example: {
    begins: LISTENING,
    steps: [
      {
        side: 'server',
        before: 'LISTEN',
        happens: arrives(segment('SYN', 31_000), 'a ghost'),
        sends: sinks(due(segment('SYN+ACK', 5200, 31_001))),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'server',
        before: 'SYN_RECEIVED',
        happens: BELL,
        sends: sinks(repeat(segment('SYN+ACK', 5200, 31_001))),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'server',
        before: 'SYN_RECEIVED',
        happens: BELL,
        after: 'LISTEN',
      },
      {
        side: 'client',
        before: 'CLOSED',
        sends: initiative(segment('SYN', 4100)),
        after: 'SYN_SENT',
      },
      {
        side: 'server',
        before: 'LISTEN',
        happens: arrives(segment('SYN', 4100)),
        sends: due(segment('SYN+ACK', 6300, 4101)),
        after: 'SYN_RECEIVED',
      },
      {
        side: 'client',
        before: 'SYN_SENT',
        happens: arrives(segment('SYN+ACK', 6300, 4101)),
        sends: due(segment('ACK', 4101, 6301)),
        after: 'ESTABLISHED',
      },
    ],
  },
  questions: {
    'what-fills-up': {
      wrong: ['M33', 'M33'],
      sources: [
        { rfc: 4987, section: '2.2' },
        { rfc: 4987, section: '3.6' },
      ],
    },
    'full-queue': {
      wrong: ['M33', 'M26'],
      sources: [{ rfc: 4987, section: '2.2' }, linux('tcp_abort_on_overflow')],
    },
    'forged-rst': { wrong: ['M25', 'M24'], sources: rfc9293('3.5.3', '3.10.7.4') },
  },
} as const satisfies Lesson;

const THE_PERFECT_STORM = {
  provokes: [
    'M01',
    'M02',
    'M03',
    'M04',
    'M05',
    'M06',
    'M07',
    'M08',
    'M09',
    'M10',
    'M14',
    'M15',
    'M18',
    'M20',
    'M21',
    'M22',
    'M23',
    'M24',
    'M26',
    'M27',
    'M31',
    'M32',
    'M34',
    'M35',
    'M36',
    'M37',
  ],
  example: {
    begins: OPEN,
    steps: [
      {
        side: 'client',
        before: 'ESTABLISHED',
        sends: sinks(initiative(segment('FIN+ACK', 4101, 5201))),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: BELL,
        sends: repeat(segment('FIN+ACK', 4101, 5201)),
        after: 'FIN_WAIT_1',
      },
      {
        side: 'server',
        before: 'ESTABLISHED',
        happens: arrives(segment('FIN+ACK', 4101, 5201)),
        sends: due(segment('ACK', 5201, 4102)),
        after: 'CLOSE_WAIT',
        timers: [],
      },
      {
        side: 'client',
        before: 'FIN_WAIT_1',
        happens: arrives(segment('ACK', 5201, 4102)),
        after: 'FIN_WAIT_2',
        timers: [],
      },
      {
        side: 'server',
        before: 'CLOSE_WAIT',
        sends: initiative(segment('FIN+ACK', 5201, 4102)),
        after: 'LAST_ACK',
      },
      {
        side: 'client',
        before: 'FIN_WAIT_2',
        happens: arrives(segment('FIN+ACK', 5201, 4102)),
        sends: due(segment('ACK', 4102, 5202)),
        after: 'TIME_WAIT',
        timers: ['time-wait'],
      },
    ],
  },
  questions: {
    'cause-of-fin-wait-1': { wrong: ['M06', 'M23', 'M04'], sources: rfc9293('3.6', '3.8.1') },
    'cause-of-fin-wait-2': {
      wrong: ['M31', 'M04', 'M07'],
      sources: [...rfc9293('3.3.2', '3.6'), linux('tcp_fin_timeout')],
    },
    'cause-of-time-wait': { wrong: ['M08', 'M09'], sources: rfc9293('3.3.2', '3.6.1') },
  },
} as const satisfies Lesson;

/** What each of the fifteen levels teaches. */
export const LESSONS = {
  'first-light': FIRST_LIGHT,
  'count-the-waves': COUNT_THE_WAVES,
  cargo: CARGO,
  'fair-winds-home': FAIR_WINDS_HOME,
  'half-a-goodbye': HALF_A_GOODBYE,
  fog: FOG,
  echoes: ECHOES,
  overstayers: OVERSTAYERS,
  'the-sea-wall': THE_SEA_WALL,
  'the-silent-harbour': THE_SILENT_HARBOUR,
  'still-waters': STILL_WATERS,
  'crossing-boats': CROSSING_BOATS,
  'man-overboard': MAN_OVERBOARD,
  'ghost-fleet': GHOST_FLEET,
  'the-perfect-storm': THE_PERFECT_STORM,
} as const satisfies Readonly<Record<LevelName, Lesson>>;

/** What the level `id` teaches; undefined for a level that is not one of the fifteen. */
export function lessonOf(id: LevelId): Lesson | undefined {
  const name = levelNameOf(id);
  return name === undefined ? undefined : LESSONS[name];
}
