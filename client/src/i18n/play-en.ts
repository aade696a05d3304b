import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { SignalSubject } from '@syn-or-swim/shared/game/signal.ts';
import type { ApiProblem, CLOSE_CODES, CommandRefusal } from '@syn-or-swim/shared/protocol/messages.ts';
import type { TimerName } from '@syn-or-swim/shared/tcp/events.ts';
import { guessEn } from './guess-en.ts';
import { harbourEn } from './harbour-en.ts';

const count = (number: number, one: string, many: string): string =>
  number === 1 ? `1 ${one}` : `${number} ${many}`;

const crates = (number: number): string => (number === 0 ? 'no crates' : count(number, 'crate', 'crates'));

/** Why an act of the hand did not go through, beside what the referee says of TCP. */
type ObstacleText = Exclude<CommandRefusal, keyof import('./tcp-en.ts').TcpTexts['held']>;

const obstacles: Readonly<
  Record<
    ObstacleText | 'no-socket' | 'empty-mast' | 'choose-port' | 'choose-seq' | 'choose-ack' | 'not-sent',
    string
  >
> = {
  'no-socket': 'Choose a socket first.',
  'empty-mast': 'The mast is empty. Raise a flag first.',
  'choose-port': 'Choose the port first: ask your partner where the lamp burns.',
  'choose-seq': 'seq is still missing on the plate.',
  'choose-ack': 'ACK flies, but the plate has no ack yet.',
  'not-sent': 'The line is down. Your boat is back at the pier; send it again once you are connected.',
  'wrong-match': 'That belonged to another round. Nothing was counted.',
  'too-fast': 'That was faster than hands can be. Nothing was counted.',
  malformed: 'Page and server do not fit together. Reload the page.',
  'not-kept': 'The server could not keep this move. The match has ended; nothing before it is lost.',
  'match-failed': 'The match broke on the server. What was answered before is kept.',
};

/** Why there is no game, or no more. */
type ProblemText =
  | ApiProblem['error']
  | keyof typeof CLOSE_CODES
  | 'server-away'
  | 'other-version'
  | 'connection-lost'
  | 'solo-failed';

/** Everything that is said around and during a match. */
export const playEn = {
  crates,
  seconds: (seconds: number | string) => `${seconds} s`,
  back: 'Back',
  close: 'Close',
  leave: 'Leave',
  leaveSure: 'Leave the match for good? A stack takes your seat.',
  /** Ships that bring customers; a match chooses among them by number. */
  ships: [
    'Blue Heron',
    'Grey Seal',
    'Red Lantern',
    'Night Owl',
    'White Gull',
    'Black Swan',
    'Green Turtle',
    'Golden Carp',
    'Silver Eel',
    'Morning Star',
    'Evening Tide',
    'North Wind',
    'South Wind',
    'Little Otter',
    'Old Pelican',
    'Quiet Crane',
    'Brave Puffin',
    'Swift Tern',
    'Sea Thistle',
    'Paper Moon',
    'Copper Bell',
    'Salt Rose',
    'Amber Crab',
    'Stormy Petrel',
  ],
  sides: { client: 'client', server: 'server' } satisfies Record<Side, string>,
  you: 'you',

  lobby: {
    heading: 'Two harbours',
    joining: 'Looking for the room…',
    shareCode: 'Tell your friend this code',
    link: 'Link',
    copy: 'Copy the link',
    copied: 'Copied',
    qr: 'QR code of the link',
    backToBack: 'Sit back to back. No peeking: talk.',
    who: 'Who is here',
    nobody: 'waiting for somebody…',
    here: 'here',
    lost: 'connection lost',
    ready: 'Ready',
    isReady: 'ready',
    saidLater: 'What you pressed is said as soon as the line is back.',
    waiting: 'It begins when both are ready.',
    waitingThree: 'It begins when all three are ready.',
    needPartner: 'The game begins when your friend is here and both are ready.',
    level: 'Level',
    swap: 'Swap harbours',
    starting: (seconds: number) => `Casting off in ${seconds}…`,
    leave: 'Leave the room',
  },
  problems: {
    'malformed-code': 'A code has 6 letters and digits. Check it with your friend.',
    'stale-seat': 'Your seat was given to somebody else.',
    'no-such-room': 'There is no room with this code. Check it with your friend.',
    'room-full': 'This room is full: two play already.',
    'too-many-guesses': 'Too many wrong codes. Wait a minute, then try again.',
    malformed: 'The server did not understand the page. Reload it.',
    'no-such-level': 'The server does not know this level. Reload the page.',
    'no-such-setting':
      'The server does not offer this pace or this help. Choose another, or reload the page.',
    'no-kernel': 'This server does not offer its kernel.',
    'kernel-busy': 'As many as this server allows are talking to its kernel now. Try again in a few minutes.',
    'too-many-rooms': 'The server has no more room for new games just now. Try again later.',
    'not-found': 'The server does not know this address. Reload the page.',
    'server-fault': 'The server made a mistake. Try again.',
    'server-away': 'The server cannot be reached. Check the network, then try again.',
    'other-version': 'The server has a newer game. Reload the page.',
    'seat-taken-elsewhere': 'You took your seat in another tab or on another device. It goes on there.',
    'too-many-frames': 'The server cut the line: this page sent far too much. Reload it.',
    'damaged-frame': 'The line garbled what this page sent. Reload it.',
    'class-locked': 'Your teacher lets nobody in just now. Ask them.',
    removed: 'Your teacher has removed you from the class. Ask them to let you back in.',
    'removed-from-class': 'Your teacher has removed you from the class. Ask them to let you back in.',
    'class-closed': 'The class is over, or its server was switched off.',
    'room-idle': 'Nobody was here for a long time, so the room was closed.',
    'connection-lost': 'The connection is lost and did not come back.',
    'solo-failed': 'The game stopped because of a fault in the program. Start again.',
  } satisfies Readonly<Record<ProblemText, string>>,
  link: {
    reconnecting: 'Connection lost. Your harbour is held for you; reconnecting…',
    back: 'Connected again.',
  },

  bar: {
    horn: 'Time to the horn',
    stands: 'the clock starts with your first tap or key',
    costs: (points: number) => (points === 0 ? 'no costs' : `costs −${points}`),
    partner: 'Partner',
    partnerStack: 'stack',
    partnerHere: 'here',
    partnerAway: 'line lost, coming back?',
    partnerHeld: 'away, a stack holds the seat',
    help: 'Help',
    sound: 'Sound',
    playing: (side: Side) => `you are the ${side}`,
  },
  next: { heading: 'Next', go: (number: number) => `Socket ${number}` },
  steps: {
    lightLamp: (port: number) => `Your application waits on port ${port}. Light that lamp: listen.`,
    tellPort: (port: number) => `The lamp burns. Tell your partner: port ${port}.`,
    waitForSlip: 'Nobody calls just now. Watch the fog.',
    allDone: 'All done here. Wait for the horn.',
    askPort: (ship: string) =>
      `${ship}: a customer waits. Ask your partner which lamp burns, then send SYN to that port.`,
    open: (ship: string, port: number) =>
      `${ship}: a customer waits, the lamp burns on port ${port}. A connection opens with SYN.`,
    answerSyn: (ship: string) => `${ship}: a SYN arrived. Answer it, and send a SYN of your own with it.`,
    answerSynAck: (ship: string) =>
      `${ship}: SYN+ACK arrived, so you are ESTABLISHED. Your partner is not yet: acknowledge it.`,
    darkPort: (port: number) =>
      `A SYN knocked on port ${port}, where no lamp burns. A closed port answers with RST.`,
    noSuchConnection: (port: number) =>
      `:${port}: a boat came for a connection that this harbour does not have. CLOSED answers with RST.`,
    bell: (ship: string) => `${ship}: the bell rings. No answer in one RTO: send the same boat again.`,
    owes: (ship: string) => `${ship} owes an answer. Look at what arrived.`,
    synInFog: (ship: string) => `${ship}: your SYN is in the fog. Wait for the answer.`,
    synAckInFog: (ship: string) =>
      `${ship}: your SYN+ACK is in the fog. You are ESTABLISHED only when it is acknowledged.`,
    askDuty: (ship: string) => `${ship}: ask your partner what you send, and who closes first.`,
    sendCrates: (ship: string, number: number) => `${ship}: ${crates(number)} to send. Data flies ACK too.`,
    closeFirst: (ship: string) => `${ship}: your cargo is out and you close first. Close with FIN.`,
    partnerCloses: (ship: string) => `${ship}: your cargo is out. Your partner closes first: wait.`,
    closeToo: (ship: string) => `${ship} is in CLOSE_WAIT. Nothing is owed: closing is your own call.`,
    finInFog: (ship: string) => `${ship}: your FIN is in the fog. Wait for its ACK.`,
    finWait2: (ship: string) => `${ship}: your direction is closed. Your partner’s is still open: wait.`,
    wait: (ship: string) => `${ship}: nothing to do just now.`,
    cratesToCome: (ship: string) =>
      `${ship}: your partner still sends crates. Acknowledge them as they come.`,
    lostHere: (ship: string) =>
      `${ship} is CLOSED, its order is not done. It is lost unless your partner opens it again with SYN.`,
    lost: (ship: string) => `${ship} is CLOSED, its order is not done, and it is over. Wait for the horn.`,
    customerLeft: (ship: string) =>
      `${ship}: the customer has left, so nothing is left to do. Wait for the horn.`,
  },

  guess: guessEn,
  harbour: harbourEn,

  strait: 'The strait',
  panels: 'Panels',
  straitSide: (side: Side) => `Your harbour is the ${side}’s.`,
  lamps: {
    heading: 'Lamps',
    listen: (port: number) => `Listen on ${port}`,
    stop: (port: number) => `Stop listening on ${port}`,
    duty: (port: number) => `Your slip: the application waits on port ${port}.`,
    burns: 'burns',
    dark: 'dark',
  },
  sockets: {
    heading: 'Sockets',
    none: 'No socket yet.',
    ports: 'Ports',
    owes: 'owes an answer',
    reset: 'knock without a socket',
    piloted: 'pilot at the helm',
    anchorage: 'at anchor',
    notOpen: 'not opened',
    done: 'done',
    numbers: 'numbers',
    timers: {
      retransmission: 'RTO',
      'user-timeout': 'user time-out',
      persist: 'persist',
      'delayed-ack': 'delayed ACK',
      'keep-alive': 'keep-alive',
      'time-wait': '2MSL',
      'orphan-fin-wait-2': 'orphan FIN_WAIT_2 (Linux)',
    } satisfies Readonly<Record<TimerName, string>>,
    bell: 'the bell rings',
    giveUp: 'Give up',
    giveUpLabel: (ship: string) => `Give up ${ship}`,
  },
  token: {
    heading: 'Your boat',
    for: (ship: string) => `for ${ship}`,
    flags: 'Flags',
    crate: 'Crate',
    more: 'One more',
    fewer: 'One fewer',
    port: 'Port to knock on',
    portChoice: (port: number) => `Port ${port}`,
    send: 'Send',
  },
  arrived: {
    heading: 'What arrived',
    none: 'Nothing has come out of the fog yet.',
    states: (before: string, after: string) => (before === after ? before : `${before} → ${after}`),
  },
  slips: {
    heading: 'Slips',
    none: 'No slip yet.',
    sends: (ship: string, number: number) => `${ship}: your partner sends ${crates(number)}`,
    sendsAfter: (number: number) => `and ${crates(number)} after your FIN`,
    partnerCloses: 'your partner closes first',
    partnerWaits: 'your partner does not close first',
    youClose: 'you close first',
    handshakeOnly: (ship: string) => `${ship}: a customer who wants a connection`,
    yourPart: 'Your part',
    notTold: 'not told yet',
    yourCrates: (number: number) => `you send ${crates(number)}`,
    tell: 'Tell my partner',
    tellLabel: (ship: string) => `Tell my partner about ${ship}`,
    ask: 'Ask',
    askLabel: (ship: string) => `Ask about ${ship}`,
    reached: 'done',
  },
  signals: {
    heading: 'Signals',
    log: 'What was said',
    tellPort: (port: number) => `Tell: port ${port}`,
    more: 'More signals',
    about: (ship: string) => `About ${ship}`,
    didArrive: (subject: SignalSubject) => `Did my ${subject === 'crate' ? 'crate' : subject} arrive?`,
    words: {
      yes: 'Yes',
      no: 'No',
      resending: 'Resending',
      wait: 'Wait',
      thanks: 'Thanks',
      'are-you-there': 'Are you there?',
    },
    giveUp: 'Let’s give it up',
    gone: 'My application has gone',
    from: { me: 'You', partner: 'Partner' },
    said: {
      port: (port: number) => `The lamp burns on port ${port}.`,
      ask: (ship: string) => `${ship}: what is my part?`,
      send: (ship: string, number: number) =>
        number === 0 ? `${ship}: send nothing.` : `${ship}: send ${crates(number)}.`,
      closeFirst: (ship: string, who: 'you' | 'I') =>
        `${ship}: ${who === 'you' ? 'you close' : 'I close'} first.`,
      arrived: (ship: string, subject: SignalSubject) =>
        `${ship}: did my ${subject === 'crate' ? 'crate' : subject} arrive?`,
      together: (ship: string, clock: string) => `${ship}: we close together at ${clock}.`,
      chain: (clock: string) => `Chain up until ${clock}.`,
      giveUp: (ship: string) => `${ship}: let’s give it up.`,
      gone: (ship: string) => `${ship}: my application has gone.`,
    },
  },
  news: {
    arrived: (flags: string, seq: number, ack: number | undefined, number: number) =>
      `${flags} arrived, seq ${seq}${ack === undefined ? '' : `, ack ${ack}`}${number === 0 ? '' : `, ${crates(number)}`}`,
    state: (ship: string, before: string, after: string) => `${ship}: ${before} to ${after}`,
    still: (ship: string, state: string) => `${ship}: ${state}`,
    logged: (ship: string, cause: string, remedy: string) =>
      `Your partner wrote into the harbour log. ${ship}: ${cause}; ${remedy}`,
    slip: (ship: string) => `New slip: ${ship}`,
    slipGone: (ship: string) => `${ship}: the customer has left, the slip is gone. The socket stays`,
    moreTime: (time: string) => `More time until the horn: ${time}`,
    horn: (ship: string) =>
      `Low horn: ${ship} stands in CLOSE_WAIT. Nothing is owed; close() is yours to call`,
    dark: 'Your host has crashed: the harbour is dark, every TCB is gone',
    light: 'Your host is up again and remembers nothing',
    bell: (ship: string) => `${ship}: the bell rings, the RTO is over`,
    closed: (ship: string) => `${ship}: CLOSED`,
    said: (text: string) => `Partner: ${text}`,
  },
  refusal: {
    wrong: 'Towed home',
    held: 'Held back',
    needless: 'A boat too many',
    cost: (points: number) => `−${points}`,
    free: 'costs nothing',
    youSent: 'You sent',
    inState: (state: string) => `in ${state}`,
    rule: 'The rule',
    section: (section: string) => `RFC 9293, section ${section}`,
    fact: 'In fact',
    couldSend: 'This end could have sent',
    nothing: 'no boat near this one: send what this socket owes, or a call of your own (a crate, FIN)',
    hasty: 'Sailed, but too early: the bell had not rung yet.',
    idle: 'Sailed, but nobody needed that boat.',
    obstacle: 'Not yet',
    obstacles,
  },
  help: {
    heading: 'Help',
    keys: 'Keys',
    rows: [
      ['1 – 8', 'choose a socket'],
      ['S A F R', 'SYN, ACK, FIN, RST'],
      ['D', 'one crate more'],
      ['Enter', 'Send'],
      ['?', 'this help'],
    ] as readonly (readonly [string, string])[],
    lettersOn: 'Single keys play',
    ideas: 'What you see',
    lines: [
      'Every boat is a segment. Its flags are the segment’s flags, the plate shows seq and ack.',
      'A pier is a socket, its plaque the state. A burning lamp means that a port listens.',
      'A small lamp at a pier says that this end owes an answer. Which one, you decide.',
      'Opening, sending, closing, giving up are your own calls. Nobody owes them.',
      'Fog hides everything beyond your harbour. Ask your partner.',
    ],
    scoring:
      'A clean goodbye is worth 100. A wrong boat takes 10, a boat nobody needed 3, a connection left stuck at the horn 40. Speed earns nothing.',
  },
  ladder: {
    ended: {
      lost: 'lost',
      wall: 'firewall',
      outage: 'no road',
      rejected: 'turned back',
      corrupted: 'checksum',
    },
    endedAt: (clock: string) => `ended ${clock}`,
    copyAt: (clock: string) => `copy arrived ${clock}`,
    bell: 'the RTO rings',
    struck: {
      lost: 'lost in the fog',
      wall: 'dropped by a firewall, without a word',
      outage: 'no road: nothing crossed then',
      rejected: 'turned back by a firewall, which said so',
      corrupted: 'damaged: its checksum was wrong, so it was dropped',
      'held-up': 'held up',
      copied: 'copied on the way',
      overtaken: 'overtaken by a later boat',
    },
  },
  debrief: {
    heading: 'The fog lifts',
    points: (points: number, par: number) => `${points} of ${par} points`,
    par: (par: number) => `${par} is what two perfect stacks reach in the same weather`,
    stars: (stars: number) => `${stars} of 3 stars`,
    orders: 'Orders',
    clean: 'clean goodbye',
    notClean: 'not clean',
    ladderOf: (ship: string) => `${ship}: every boat, both ends`,
    table: 'The same as a table',
    time: 'Time',
    from: 'From',
    boat: 'Boat',
    fate: 'Fate',
    verdict: 'Verdict',
    arrived: (clock: string) => `arrived ${clock}`,
    underWay: 'still under way at the horn',
    held: 'towed home',
    by: { player: 'by hand', pilot: 'pilot', stack: 'stack', 'earlier-life': 'from an earlier life' },
    verdicts: {
      due: 'owed',
      initiative: 'own call',
      repeat: 'repeat',
      idle: 'not needed',
      wrong: 'wrong',
      held: 'held back',
      overtaken: 'overtaken',
      hint: 'hint',
    },
    stateChange: (side: Side, state: string) => `${side}: ${state}`,
    again: 'Again',
    swap: 'Swap harbours',
    next: 'Next level',
    toLevels: 'Levels',
    partnerWants: 'Your partner is ready for another round.',
    waiting: 'Waiting for your partner…',
    failed: {
      storage:
        'The server could not store the match any more, so it ended. What was answered before is kept.',
      broken: 'The match broke on the server and ended. What was answered before is kept.',
      'other-rules':
        'The server came back in a new version, whose rules or level are no longer those of this match, so it ended. What was answered before is kept.',
      'kernel-gone':
        'The process of the kernel could not be started, so the match ended. Whoever runs this server finds the reason in its log.',
      'kernel-busy':
        'As many as this server allows are talking to its kernel now. Try again in a few minutes.',
    },
    unreadable: 'This recording was made by other rules. Reload the page.',
    hash: 'Hash of this match',
    reckoning: 'Reckoning up…',
  },
};

/** Every language says the same things. */
export type PlayTexts = typeof playEn;
