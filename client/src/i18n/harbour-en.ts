import type { HintRule } from '@syn-or-swim/shared/game/hints.ts';
import type { LogRemedy } from '@syn-or-swim/shared/game/log-entry.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';

/** Part of a boat: a number on its plate. */
type Field = 'seq' | 'ack';

const flagOf = (stops: 'FIN' | 'ACK' | 'all'): string =>
  stops === 'all' ? 'every boat' : `boats with ${stops}`;

/** What the play screen says of the builder's numbers, of hints, of the harbour log, and of what befalls a harbour. */
export const harbourEn = {
  numbers: {
    flagsFirst: 'Raise the flags first, then choose the numbers.',
    legend: (field: Field) => `Choose ${field}`,
    choice: (field: Field, number: number) => `${field} ${number}`,
    step: (field: Field, by: number) => `${field} ${by > 0 ? '+' : '−'}${Math.abs(by)}`,
    noAck: 'no ACK, no number',
    isn: 'Your ISN',
    lastSent: 'Last sent',
  },
  grades: {
    cadet: 'Cadet: the numbers are filled in.',
    mate: 'Mate: choose the numbers.',
    captain: 'Captain: write the numbers. A wrong boat sails.',
    droppedToCadet:
      'That was hard. On this order the numbers are filled in now, and further misses cost nothing.',
    droppedToMate:
      'That was hard. On this order you choose among a few numbers now; further misses cost nothing.',
    droppedInCadet: 'That was hard. Further misses on this order cost nothing.',
  },
  abort: {
    heading: 'Abort the connection?',
    text: 'RST throws it away at both ends: cargo on the way is lost, the partner’s application sees an error.',
    abort: 'Abort',
    keep: 'Keep it',
  },
  hint: {
    button: 'Hint',
    where: 'Where',
    nowhere: 'Nothing is to be done just now. Waiting is right.',
    at: (ship: string, state: string) => `${ship}, in ${state}`,
    go: 'Go there',
    which: 'Which rule?',
    rule: 'The rule',
    section: (section: string) => `RFC 9293, section ${section}`,
    whole: 'The whole token (−10)',
    wholeNote: 'It costs as a wrong boat, and the order does not count as mastered.',
    token: 'The token',
    noToken: 'No boat is to be sent there now. That answer costs nothing.',
    rules: {
      'owes-reset': 'A boat came for a port pair without a socket. The harbour owes it an RST.',
      'owes-handshake': 'The handshake is owed: a SYN that came wants SYN+ACK.',
      'owes-repeat': 'The RTO is over and nothing came back. The oldest boat without an ACK is sent again.',
      'owes-acknowledgment':
        'What came used up numbers: SYN, FIN, or crates. It is acknowledged with the next number wanted.',
      'owes-text': 'The application has handed over octets or called close(). They may leave now.',
      'open-is-yours': 'Nobody owes an opening: OPEN is your own call, and it sends SYN.',
      'calls-are-yours': 'Nothing is owed. To send crates or to close is your own call.',
      'close-is-yours':
        'The peer’s FIN is acknowledged, nothing is owed. CLOSE_WAIT ends only when you close.',
      'wait-for-the-peer': 'Your direction is closed and acknowledged. Only the peer’s FIN leads on: wait.',
      'wait-for-the-answer': 'Your boat is on its way. Wait for the answer, or for the bell.',
      'wait-two-msl': 'TIME_WAIT lasts 2MSL, so that old boats sink. It ends by itself.',
    } satisfies Readonly<Record<HintRule, string>>,
  },
  log: {
    heading: 'Harbour log',
    intro:
      'Why does this socket stay? Name the cause and the remedy. It counts once both of you have tapped the same.',
    worth:
      'If it is right, the socket costs half at the horn, and the round earns the eye. If it is wrong: −10.',
    open: 'Harbour log',
    none: 'No socket has stayed in its state for 15 s.',
    socket: 'Socket',
    stays: (state: string, seconds: number) => `${state} for ${seconds} s`,
    cause: 'Cause',
    remedy: 'Remedy',
    causes: {
      mine: 'my application',
      theirs: 'the partner’s application',
      network: 'the network',
      nobody: 'nobody: this is normal',
    },
    remedies: {
      'call-close': 'call close()',
      'resend-at-the-bell': 'resend at the bell',
      'wait-for-its-timer': 'wait for its timer',
      'give-up': 'give up, at both ends',
      'raise-the-limit': 'raise the limit of open sockets',
      'shorten-tcp-fin-timeout': 'shorten tcp_fin_timeout',
      'tcp-tw-reuse': 'switch tcp_tw_reuse on',
    } satisfies Readonly<Record<LogRemedy, string>>,
    write: 'Write it down',
    incomplete: 'Choose a cause and a remedy.',
    mine: 'You',
    theirs: 'Partner',
    agreed: 'You agree. It counts.',
    differ: 'You do not agree yet. Talk it over; each of you can write again.',
    waiting: 'Your partner has not written yet.',
    partnerWrote: 'Your partner has written about this socket.',
  },
  notices: {
    heading: 'Harbour news',
    dark: (clock: string) => `Your host is down until ${clock}. It forgets every connection.`,
    wall: (ship: string, stops: 'FIN' | 'ACK' | 'all', way: 'out' | 'in' | 'both', until: string) =>
      `Sea wall for ${ship}: ${flagOf(stops)} ${{ out: 'from here', in: 'from the client', both: 'both ways' }[way]} cannot pass ${until}.`,
    until: (clock: string) => `until ${clock}`,
    forGood: 'any more: it stands for good',
    tellChain: (clock: string) => `Tell: chain up until ${clock}`,
    tellGiveUp: (ship: string) => `Tell: give up ${ship}`,
    coffees: (number: number) => (number === 1 ? '1 coffee left' : `${number} coffees left`),
    coffee: 'Coffee',
    coffeeLabel: (ship: string) => `Restart the application of ${ship}`,
    snores: 'its application snores: close() does not come',
    restarting: 'the application restarts',
    cookies: 'SYN cookies',
    cookiesLabel: 'Switch SYN cookies on, once',
    cookiesUntil: (clock: string) => `SYN cookies answer until ${clock}.`,
    cookiesOver: 'The SYN cookies are used up.',
    anchorage: (used: number, all: number) => `At anchor: ${used} of ${all} places`,
    berths: (used: number, all: number) => `Berths: ${used} of ${all} taken`,
    nightShift: 'left by the night shift',
    cancelled: 'the customer has left',
    orphan: 'an orphan: its application has gone (Linux)',
    bothOpen: (ship: string) => `${ship}: both of you open now. Send SYN.`,
  },
  slips: {
    pairDecides: 'you two decide who closes first',
    bothAtOnce: 'both close at the same moment',
    bothOpen: 'both open now: each sends SYN',
    yourCratesAfter: (number: number) =>
      `then ${number === 1 ? '1 crate' : `${number} crates`} after your partner’s FIN`,
    saidAfter: (ship: string, number: number) =>
      `${ship}: send ${number === 1 ? '1 crate' : `${number} crates`} after my FIN.`,
    iClose: 'I close first',
    youClose: 'You close first',
    iCloseLabel: (ship: string) => `${ship}: I close first`,
    youCloseLabel: (ship: string) => `${ship}: you close first`,
    together: (clock: string) => `Together at ${clock}`,
    togetherLabel: (ship: string, clock: string) => `${ship}: both close at ${clock}`,
  },
  steps: {
    dark: (clock: string) => `Your host is down. It is up again at ${clock}, and knows nothing of before.`,
    answerAsk: (ship: string) => `${ship}: your partner asks what its part is. Tell it.`,
    openBoth: (ship: string) => `${ship}: both open at once. Send SYN now, whatever the partner does.`,
    awaitCrates: (ship: string) => `${ship}: your partner’s crates come first. Wait for them, then close.`,
    agreeCloser: (ship: string) =>
      `${ship}: either may close first. Whoever does keeps the berth for 2MSL: agree who has room.`,
    agreeMoment: (ship: string) => `${ship}: both close at once. Agree on a moment: three, two, one, FIN.`,
    closeAt: (ship: string, clock: string, seconds: number) =>
      seconds > 0 ? `${ship}: FIN at ${clock}, in ${seconds} s.` : `${ship}: now! FIN.`,
    asleep: (ship: string) =>
      `${ship} is in CLOSE_WAIT, but its application snores. Ask your partner whether its end has a clock, or serve a coffee.`,
    nightShift: (ship: string) =>
      `${ship} was left by the night shift: the peer closed, this application never did. Close it.`,
    giveUp: (ship: string) =>
      `${ship}: you have agreed to give it up. After a needed resend, abort with RST.`,
    pilotAndSlip: (ship: string) =>
      `${ship}: a pilot has the helm. Meanwhile tell your partner what your slip says.`,
    pilot: (ship: string) => `${ship}: a pilot has the helm. Watch what it does.`,
    askShort: 'Ask',
    tellShort: 'Tell',
    ask: (ship: string) => `Ask partner about ${ship}`,
    tell: (ship: string) => `Tell partner about ${ship}`,
    tellPort: (port: number) => `Tell partner: ${port}`,
    listen: (port: number) => `Light ${port}`,
    start: 'Start',
  },
  pause: {
    pause: 'Pause',
    resume: 'Go on',
    bothPaused: 'Paused. Time stands still for both of you.',
    youPaused: 'You have paused. Time stands still for both of you.',
    partnerPaused: 'Your partner has paused. Time stands still for both of you.',
    yourTurn: 'Time stands still: it is your turn.',
    partnerThinks: 'Your partner is thinking. Time stands still.',
  },
  encore: {
    badge: 'Encore: no points, just for the fun of it',
    enough: 'Enough: end the round',
    said: 'You have said enough. The round ends once your partner has too.',
    partnerSaid: 'Your partner has said enough.',
  },
  keys: [
    ['P', 'pause, go on'],
    ['↑ ↓', 'the numbers, where you write them'],
    ['H', 'hint: where, then which rule'],
    ['L', 'harbour log'],
    ['T', 'ss -tan'],
  ] as readonly (readonly [string, string])[],
  table: {
    heading: 'ss -tan',
    note: 'The same sockets as Linux would list them. Recv-Q and Send-Q count octets; in LISTEN they count the accept queue.',
    open: 'ss -tan',
  },
  diagram: {
    heading: 'You are here',
    of: (ship: string, state: string) => `${ship} is in ${state}.`,
    none: 'No socket is chosen.',
  },
  sides: { client: 'client', server: 'server' } satisfies Record<Side, string>,
  /** What is heard, for who does not hear it. */
  heard: {
    syn: (ship: string) => `SYN: ${ship}`,
    ack: (ship: string) => `ACK: ${ship}`,
    fin: (ship: string) => `FIN: ${ship}`,
    flare: (ship: string) => `RST, a flare: ${ship}`,
    landing: (ship: string) => `a boat lands: ${ship}`,
    bell: (ship: string) => `RTO bell: ${ship}`,
    horn: (ship: string) => `low horn: ${ship}`,
    tow: (ship: string) => `the tug brings back ${ship}`,
    gull: () => 'a gull cries',
    wind: (ship: string) => `wind takes the slip: ${ship}`,
    chord: (ship: string) => `chord, a clean goodbye: ${ship}`,
  },
  overtaken: 'Too late: its connection had ended while the boat was leaving. It costs nothing.',
  sawHint: 'This is the whole token.',
};

/** Every language says the same things. */
export type HarbourTexts = typeof harbourEn;
