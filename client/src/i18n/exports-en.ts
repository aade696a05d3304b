import type { NetworkAct } from '@syn-or-swim/shared/game/network-act.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';

/** What the debrief says of taking a match along: links, captures, pictures, `ss`, worksheets. */
export const exportsEn = {
  heading: 'Take it along',
  connection: 'Connection',
  link: {
    heading: 'A link to this match',
    intro:
      'Whoever opens it sees this debrief, without an account. The whole match is in the link itself: nothing is uploaded, and no name is in it.',
    make: 'Make a link',
    label: 'Link to this match',
    copy: 'Copy',
    copied: 'Copied.',
    copyFailed: 'The browser does not allow copying here. Select the link and copy it by hand.',
    size: (signs: number) => `${signs} characters`,
    tooLong: 'This match is too long for a link. Save it as a file: this page opens it again.',
    file: 'Save as a file',
  },
  capture: {
    heading: 'For Wireshark',
    intro:
      'A pcapng file as a sniffer in the harbour would have made it: each mistake and each act of the sea is a comment on its packet.',
    end: 'Seen at',
    ends: { client: 'the client', server: 'the server', both: 'both ends, two interfaces' },
    save: 'Save pcapng',
    title: (level: string) => `SYN or Swim, ${level}; time 0 of the match is 2000-01-01 00:00 UTC`,
    harbour: (side: Side) => `the ${side}’s harbour`,
    sea: {
      lost: 'The sea: lost.',
      wall: 'The sea: a firewall dropped it without a word.',
      outage: 'The sea: lost in an outage.',
      corrupted: 'The sea: corrupted on the way. The peer dropped it for its checksum (RFC 9293 MUST-3).',
      rejected: 'The sea: a firewall rejected it. ICMP destination unreachable came back.',
      copied: 'The sea: copied on the way.',
      heldUp: (clock: string) => `The sea: held up, ${clock} on the way.`,
    },
    acts: {
      sink: 'The network’s player sank it.',
      hold: 'The network’s player held it up.',
      copy: 'The network’s player copied it.',
      swap: 'The network’s player let another one pass it.',
    } satisfies Readonly<Record<NetworkAct['kind'], string>>,
    copy: 'A copy of a packet that came before.',
    earlierLife: 'From an earlier life of this port: its connection is long gone.',
    ghost: 'Part of a SYN flood: its sender does not exist.',
    loss: (cost: number, side: Side, clock: string) => `−${cost}, ${side}, ${clock}`,
    near: 'near this packet',
    stuck: (state: string) => `stuck in ${state}`,
    entry: 'a wrong entry in the harbour log',
  },
  picture: {
    heading: 'The ladder as a picture',
    intro: 'In light colours for paper and slides, with its font inside.',
    svg: 'Save SVG',
    png: 'Save PNG',
    failed: 'The browser could not draw the picture. Save the SVG instead.',
    foot: (points: number, par: number, hash: string) => `SYN or Swim · ${points} of ${par} points · ${hash}`,
  },
  sockets: {
    heading: 'ss -tan at any moment',
    intro: 'What the command would have listed at both ends.',
    moment: 'Moment of the match',
    earlier: 'The change before',
    later: 'The next change',
    at: (clock: string, number: number, count: number) => `${clock}, change ${number} of ${count}`,
    host: (side: Side) => `${side}$ ss -tan`,
  },
  worksheet: {
    heading: 'A worksheet',
    intro:
      'The ladder of one connection on A4, with blanks for flags, numbers and states. The solution is a sheet of its own.',
    print: 'Print the worksheet',
    printSolution: 'Print the solution',
    sheet: 'Worksheet',
    solution: 'Solution',
    name: 'Name',
    task: 'Fill in what is missing: flags, sequence and acknowledgment numbers, and states. A boat reads FLAGS seq/ack; ▪ is a crate of 100 octets. SYN and FIN take one number each.',
    closedFirst: 'Which end closed first?',
    timeWait: 'Which end waits in TIME_WAIT, and why?',
    lost: 'How many boats ended on their way?',
    repeats: 'How many boats repeated what had sailed before?',
    last: 'In which state does each end stand at the horn?',
    nobody: 'neither',
    because:
      'Whoever closed first: its last ACK may be lost, and the FIN that comes again has to be acknowledged.',
    neverHad: 'none',
  },
  problems: {
    broken:
      'This is no match of SYN or Swim, or a part of it is missing. Ask for the link once more, and copy it whole.',
    'other-version':
      'This match was played by another version of the game, which judged otherwise, so it can’t be shown here.',
    'other-level': 'The level of this match is not here, or it has changed since.',
  },
  shared: {
    play: 'Play this level',
    capture: 'Look at a real capture',
  },
};

/** Every language says the same things. */
export type ExportsTexts = typeof exportsEn;
