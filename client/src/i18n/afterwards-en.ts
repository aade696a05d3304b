import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { HeldReason } from '@syn-or-swim/shared/game/verdict.ts';
import type { COSTLY_HELD_REASONS } from '@syn-or-swim/shared/scoring/beliefs.ts';
import type { FinestKind, Reach } from '@syn-or-swim/shared/scoring/boat-of-the-day.ts';
import type { Outcome } from '@syn-or-swim/shared/scoring/question.ts';
import type { RefusalReason } from '@syn-or-swim/shared/tcp/may-send.ts';

type Bloopers = Readonly<
  Record<
    RefusalReason | (typeof COSTLY_HELD_REASONS)[number] | 'hasty' | 'idle' | 'split-cargo' | 'refused-knock',
    string
  >
>;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** What the blame card, the boat of the day, trying again and the questions say. */
export const afterwardsEn = {
  blame: {
    heading: 'Before it does: why did it stay?',
    pair: 'Each of you names a cause and a remedy. Do you agree?',
    alone: 'Name a cause and a remedy.',
    night: (port: number) => `the night shift’s :${port}`,
    stood: (ship: string, side: Side, state: string, clock: string) =>
      `${ship}: your end, the ${side}, stood in ${state} for ${clock}.`,
    quiet: (ship: string, side: Side, state: string) =>
      `${ship}: your end, the ${side}, was in ${state}; the other end waited and waited.`,
    say: 'Say so',
    agreed: 'You both say the same.',
    differ: 'You differ. Talk it over; either of you may say something else.',
    waiting: 'Your partner has not said anything. You need not wait.',
    partnerSpoke: 'Your partner has said something.',
    lift: 'Lift the fog',
    result: 'Why it stayed',
    right: 'Right: the cause and the remedy.',
    'cause-only': 'The cause is right. That remedy does not help.',
    wrong: 'It was something else.',
    silent: 'Nobody said anything.',
    truth: (cause: string, remedies: string) => `It was: ${cause}. What helps: ${remedies}.`,
    normal: (remedies: string) => `It was: nobody. All of it was right. What there was to do: ${remedies}.`,
    or: ', or ',
    shows: 'What shows it',
    notClosed: (side: Side, clock: string) =>
      `${side}: CLOSE_WAIT for ${clock}. The peer’s FIN had come, and close() was never called.`,
    slept: (side: Side, clock: string) =>
      `${side}: CLOSE_WAIT for ${clock}. Its application slept, so close() was not called.`,
    lost: (flags: string, side: Side, clock: string) =>
      `The ${flags} that the ${side} sent at ${clock} never arrived.`,
    bells: (side: Side, count: number) => `${side}: the RTO rang ${times(count)} meanwhile.`,
    cut: 'A firewall had cut this connection for good, both ways.',
    clock: (side: Side, state: string) => `${side}: ${state} ends by its own clock. Nothing was wrong.`,
    otherEnd: (side: Side, state: string) => `Meanwhile the ${side} was in ${state}.`,
  },
  boat: {
    heading: 'Boat of the day',
    finest: 'The finest boat of the day',
    from: (ship: string, side: Side, clock: string) => `${ship}, from the ${side}, ${clock}`,
    picture: (boat: string) => `The boat: ${boat}`,
    bloopers: {
      'no-connection': 'It spoke up where nobody had opened a connection: only a SYN may be the first word.',
      listening: 'It called out of a harbour that only listened: LISTEN waits for somebody else’s SYN.',
      'flags-contradict': 'It said two opposite things in one breath: no TCP flies these flags together.',
      'syn-missing': 'It forgot to introduce itself: without SYN neither end knows the other’s numbers.',
      'handshake-first': 'It could not wait to talk: its own SYN had not left yet.',
      'syn-after-open': 'It introduced itself twice: the connection was open already.',
      'ack-missing': 'It sailed without its ACK: after the first SYN every boat flies one.',
      'ack-before-syn': 'It said thank you for a parcel that had not come: nothing had arrived yet.',
      'ack-wrong': 'It asked for another octet than the next: ack names the next one wanted.',
      'seq-wrong': 'It skipped a page: seq goes on where the last boat ended.',
      'data-with-handshake':
        'It brought luggage to the introduction: here crates wait until the handshake is over.',
      'data-before-established': 'It delivered before the door was open: this end was not ESTABLISHED yet.',
      'data-after-fin': 'It thought of something after its own goodbye: after FIN no new crate leaves.',
      'data-not-called': 'It carried octets that no application had handed over.',
      'data-beyond-window': 'It brought more than the other pier had room for: the window was smaller.',
      'data-too-long': 'It was loaded above its mark: three crates are the most.',
      'data-with-reset': 'It slammed the door and held out a parcel: RST carries no crates here.',
      'fin-not-called': 'It said goodbye for an application that wanted to stay.',
      'fin-before-data':
        'It said goodbye with crates still on the quay: FIN takes the number after the last of them.',
      'fin-again': 'It said goodbye once more, though the first one had been acknowledged.',
      'reset-not-owed': 'It fired a flare at nothing: no segment that came asks for this RST.',
      'crate-not-ordered':
        'It brought a crate that nobody had ordered: fine for TCP, a surprise for the customer.',
      'fin-before-cargo': 'It said goodbye before its cargo had left: FIN ends this direction.',
      'close-out-of-turn': 'It said goodbye first, though the slip left that to the other end.',
      'abort-forfeits': 'It burnt the letter to end the talk: RST throws away what was still on its way.',
      hasty: 'It said the same again before anybody could answer: the bell had not rung yet.',
      idle: 'It nodded though nobody had said anything new: no ACK was owed.',
      'split-cargo': 'It sailed half empty: the crates would have fitted on fewer boats.',
      'refused-knock': 'It knocked at a dark port: nobody listened there.',
    } satisfies Bloopers & Partial<Record<HeldReason, string>>,
    reach: {
      spoilt: 'The other end took it, and that connection could not end clean any more.',
      arrived: 'It arrived, and the other harbour did with it what RFC 9293 says.',
      'drew-rst': 'The answer was a red flare.',
      dropped: 'It was the third in a row, so the game lent a hand.',
      towed: 'The tug brought it home safely.',
      needless: 'It arrived safely, and nobody needed it.',
      sank: 'The sea took it before anybody saw it.',
    } satisfies Readonly<Record<Reach, string>>,
    finestKinds: {
      'needed-repeat': 'The bell rang, and the same boat sailed once more: that is how TCP mends a loss.',
      'full-load': 'Three crates in one segment: no fewer boats could have carried them.',
      'last-fin': 'The FIN of a clean goodbye: both directions closed, nobody left waiting.',
      'syn-ack': 'SYN and ACK on one mast: an answer and a call in one boat.',
      'first-boat': 'It did just what was asked of it.',
    } satisfies Readonly<Record<FinestKind, string>>,
  },
  again: {
    open: 'Try again from here',
    heading: (ship: string, clock: string) => `Once more: ${ship}, ${clock}`,
    intro: 'It is the moment just before. The clock stands, and nothing costs anything. What is better?',
    stuck: 'It is a moment at which this socket could have moved on. What was missing?',
    standing: (side: Side, state: string) => `Your end, the ${side}: ${state}`,
    came: 'What had arrived',
    nothingCame: 'Nothing had arrived yet.',
    order: (client: string, server: string) => `client: ${client}; server: ${server}`,
    closes: {
      client: 'the client closes first',
      server: 'the server closes first',
      either: 'either may close first',
      both: 'both close at once',
      pilot: 'the pilot closes',
    },
    later: (crates: string) => `${crates} after the peer’s FIN`,
    wait: 'Send nothing: wait',
    calls: 'Other calls',
    tries: (count: number) => (count === 1 ? '1 try so far' : `${count} tries so far`),
    notYet: 'Not that one',
    couldSend: 'To wait is no mistake, but something can be done here now.',
    noHelp: 'It can be done, but it does not move this connection on.',
    hint: 'Give me a hint',
    more: 'Show it to me',
    hinted: 'The rule',
    shown: 'What works here',
    better: 'That is better',
    betterWait: 'Right: nothing was to be sent',
    compared: 'Stacks sailed the rest, in the same sea.',
    columns: { was: 'As it was', before: 'That boat, then stacks', after: 'Yours, then stacks' },
    rows: {
      points: 'points',
      clean: 'clean goodbyes',
      boats: 'boats',
      stuck: 'stuck at the horn',
    },
    once: 'Once more',
    close: 'Back to the walk',
    gone: 'This moment cannot be set back to.',
  },
  questions: {
    heading: 'Three questions',
    intro:
      'Two are from this match, one is about a case that it did not have. What you miss comes again after a later match.',
    start: 'Ask me',
    number: (number: number, of: number) => `Question ${number} of ${of}`,
    elsewhere: (level: string) => `A case that this match did not have, from ${level}`,
    met: 'From this match',
    again: 'asked before',
    state: (ship: string, clock: string, side: Side, state: string) =>
      `${ship}, ${clock}: the ${side} is in ${state}, and this boat arrives. Which state is it in then?`,
    token: (ship: string, clock: string, side: Side, state: string) =>
      `${ship}, ${clock}: the ${side} is in ${state}. Which of these boats may it send?`,
    came: 'What arrived last:',
    cause: (ship: string, side: Side, state: string, clock: string) =>
      `${ship}: the ${side} stood in ${state} for ${clock}. Whose doing was it?`,
    ss: (ship: string, clock: string, side: Side, here: Side, state: string) =>
      `${ship}, ${clock}: the ${here} is in ${state}. Somebody types ss -tan at the ${side}. Which state is printed there?`,
    'what-if': (ship: string, clock: string, side: Side) =>
      `${ship}, ${clock}: this boat of the ${side} arrived. What if the sea had taken it?`,
    unlisted: 'none: the socket is gone',
    outcomes: {
      'sender-repeats': 'Its sender’s RTO rings, and it is sent again.',
      'peer-repeats':
        'Nobody repeats it. A later boat carries the same ack, or the other end’s bell rings and that one repeats.',
      'ack-again': 'The ACK is sent again by itself.',
      'asks-again': 'The other end notices the gap and asks for it.',
      broken: 'The connection is broken: somebody opens a new one.',
      'half-open': 'Nobody repeats it: the other end goes on as before, until it sends something.',
    } satisfies Readonly<Record<Outcome, string>>,
    right: 'Right.',
    wrong: 'No.',
    rightIs: 'Right is:',
    next: 'Next question',
    finish: 'That was it',
    score: (right: number, of: number) => `${right} of ${of} right.`,
    comesAgain: 'What was missed comes again after your next match.',
    none: 'Nothing happened that one could ask about.',
  },
};

/** Every language says the same things. */
export type AfterwardsTexts = typeof afterwardsEn;
