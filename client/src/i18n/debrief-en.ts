import type { LogCause } from '@syn-or-swim/shared/game/log-entry.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { BoatBeyondPar } from '@syn-or-swim/shared/scoring/beyond-par.ts';
import type { LeftAs } from '@syn-or-swim/shared/scoring/left-sockets.ts';

/** What an operator says of a socket that stays. */
interface OperatorTexts {
  readonly cause: string;
  /** What to look for in the lines of ss. */
  readonly seen: string;
  readonly remedy: string;
  readonly linux: string;
  readonly rfc: string;
}

/** What the guided walk and the operator's report say. */
export const debriefEn = {
  walk: {
    heading: 'Walk through it',
    intro: (stops: number) =>
      stops === 0
        ? 'No point was lost. Watch how each connection went.'
        : `It stops ${stops === 1 ? 'once' : `${stops} times`}: at each mistake, stuck socket and needless boat.`,
    controls: 'Walk',
    play: 'Play',
    pause: 'Pause',
    forward: 'One moment forward',
    back: 'One moment back',
    nextStop: 'Next stop',
    previousStop: 'Previous stop',
    speed: 'Speed',
    times: (speed: number) => `${speed}×`,
    keys: 'Keys: ← → a moment, ↑ ↓ a stop, Home, End, Space',
    now: (clock: string, step: number, steps: number) => `${clock}, moment ${step} of ${steps}`,
    stops: 'Stops',
    stopAt: (number: number, clock: string, what: string) => `${number}. ${clock} ${what}`,
    kinds: {
      mistake: 'a mistake',
      needless: 'a needless boat',
      hint: 'a hint',
      stuck: 'a stuck socket',
      entry: 'a wrong entry',
    },
    by: (side: Side, clock: string) => `${side}, ${clock}`,
    sent: 'What was sent',
    asked: 'What was asked for',
    stood: 'What stayed',
    written: 'What was written',
    could: 'What could have been done',
    rule: 'The rule',
    belief: 'The belief behind it',
    ledTo: 'What it led to',
    fine: 'Nothing to stop at here.',
    allOfThem: 'Every stop',
  },
  guesses: {
    heading: 'Guesses',
    lapsed: 'not answered',
    answered: (answer: string) => `Answered: ${answer}.`,
    right: (answer: string) => `Right is ${answer}.`,
    rightly: (answer: string) => `${answer}: right.`,
    encores: (count: number) =>
      count === 1
        ? 'Encore: one more clean goodbye after all was done.'
        : `Encore: ${count} more clean goodbyes after all was done.`,
  },
  works: {
    token: (side: Side) => `From the ${side}, this boat:`,
    wait: 'Nothing was to be sent: waiting was right.',
    waitUntil: (clock: string) => `Wait for the bell at ${clock}, then send this again:`,
    action: {
      listen: (port: number) => `light the lamp of port ${port}`,
      'stop-listening': (port: number) => `put out the lamp of port ${port}`,
      'give-up': () => 'give the connection up',
      cookies: () => 'switch SYN cookies on',
      coffee: () => 'restart the sleeping application',
    },
    does: (side: Side, action: string) => `At the ${side}: ${action}`,
    entry: (cause: string, remedy: string) => `Write down: ${cause}; ${remedy}`,
    entered: (cause: string, remedy: string) => `${cause}; ${remedy}`,
    causes: {
      'client-application': 'the client’s application',
      'server-application': 'the server’s application',
      network: 'the network',
      nobody: 'nobody: this is normal',
    } satisfies Readonly<Record<LogCause, string>>,
  },
  boats: {
    'split-cargo': 'More boats with cargo than the order needs: one carries three crates.',
    'refused-knock': 'Nobody listened on that port, so the answer was RST. Ask first where the lamp burns.',
  } satisfies Readonly<Record<BoatBeyondPar['kind'], string>>,
  ledTo: {
    heldBack: 'It was towed home; nothing sailed.',
    dropped:
      'It was the third in a row: from then on the game helped more, and the order counted 60 at most.',
    arrived: 'It sailed and arrived.',
    lost: 'It sailed and was lost on the way.',
    underWay: 'It sailed and was still under way at the horn.',
    spoilt: 'The other end took it, and the order could not end clean any more.',
    shown: 'The token was shown, and the order did not count as mastered.',
    stuck: (sockets: string) => `At the horn these stayed: ${sockets}.`,
    logged: 'The harbour log stayed wrong.',
  },
  operator: {
    heading: 'What an operator would say',
    none: 'No socket was left behind.',
    others: 'The other states that sockets get stuck in',
    line: (side: Side, port: number, state: string, clock: string) =>
      `${side}, port ${port}: ${state} for ${clock}`,
    cause: 'Why',
    seen: 'How one sees it',
    remedy: 'What one does',
    linux: 'Linux',
    rfc: 'RFC 9293',
    states: {
      CLOSE_WAIT: {
        cause:
          'The peer has closed, this application never called close(). More such sockets and the program hangs: no descriptor is left for a new caller.',
        seen: 'With -p the last column names the process that still holds it. Recv-Q 1 is the FIN that it has not read.',
        remedy:
          'Mend the program: close() when a read gives 0, and on every error path. A restart frees the sockets until then.',
        linux: 'No clock ends it. Only the process can, by close() or by its own end.',
        rfc: 'Section 3.6, case 2: TCP has acknowledged the FIN and waits for the user’s CLOSE, for as long as that takes.',
      },
      FIN_WAIT_1: {
        cause:
          'The FIN has left and no ACK has come: the FIN or its ACK was lost, a firewall swallows one of them, or the peer is dead.',
        seen: 'Send-Q is not 0: the FIN waits for its ACK. timer:(on,…) counts the repeats. Without a process it is an orphan.',
        remedy:
          'Look at the road in both directions, firewalls first. Wait for the repeats; then give up, at both ends.',
        linux:
          'The FIN is repeated with growing pauses; a socket without a process is given up after tcp_orphan_retries (8 by default).',
        rfc: 'Section 3.8.3: retransmit, and after R2 close the connection; R2 should be 100 s at least.',
      },
      FIN_WAIT_2: {
        cause:
          'The peer has acknowledged the FIN but does not close: its application still holds the socket.',
        seen: 'Send-Q is 0. An orphan shows timer:(timewait,…) and no process; without a timer it waits for ever. At the peer stands CLOSE-WAIT.',
        remedy: 'Look at the peer: there the socket is in CLOSE_WAIT. Its program has to call close().',
        linux:
          'A socket without a process ends after tcp_fin_timeout (60 s). One that only called shutdown() waits without an end.',
        rfc: 'Section 3.6: no clock. The other direction may stay open for as long as it likes.',
      },
      LAST_ACK: {
        cause:
          'This end closed second; its FIN waits for the last ACK, which was lost, or the peer has gone.',
        seen: 'Send-Q 1 is the FIN; timer:(on,…) counts the repeats; the process is gone already.',
        remedy: 'Nothing: the FIN is repeated, and a peer in TIME_WAIT answers it.',
        linux: 'Given up after tcp_orphan_retries; then the socket is gone.',
        rfc: 'Section 3.6, case 2: it waits for the ACK of its FIN, until the user timeout. A peer in TIME_WAIT acknowledges a repeated FIN (3.10.7.4).',
      },
      SYN_SENT: {
        cause:
          'No answer at all. A closed port would have answered RST at once: here the SYN or its answer is lost, swallowed by a firewall, or the backlog over there is full.',
        seen: 'Send-Q 1 is the SYN; timer:(on,…) counts the repeats. The server’s list has no line for it, or SYN-RECV.',
        remedy: 'Check address, route and firewall; at the server, look whether the backlog overflows.',
        linux:
          'The SYN is repeated tcp_syn_retries times (6), over one to two minutes; then connect() fails: ETIMEDOUT.',
        rfc: 'Section 3.8.3: for a SYN, R2 must be three minutes at least.',
      },
      SYN_RECEIVED: {
        cause:
          'A SYN came, SYN+ACK was sent, the third segment is missing: lost, or the caller never meant to come, as in a SYN flood.',
        seen: 'It stands on the listener’s port; timer:(on,…) counts the repeats of SYN+ACK. nstat shows TcpExtListenOverflows and TcpExtSyncookiesSent.',
        remedy:
          'One or two are normal. Thousands from nowhere: SYN cookies, a longer backlog, a filter before it.',
        linux:
          'The SYN+ACK is repeated tcp_synack_retries times (5), about a minute. tcp_syncookies answers without memory when the backlog is full.',
        rfc: 'Section 3.5, figure 6: the server’s end is ESTABLISHED from the third segment on. What a flood does, and cookies: RFC 4987.',
      },
      'half-open': {
        cause:
          'This end believes in a connection of which the other end knows nothing any more: its host has crashed or restarted, or it has given up.',
        seen: 'Here nothing tells it from a healthy one; only timer:(keepalive,…) would. At the other host there is no line at all.',
        remedy:
          'Send something: the answer is RST, and both agree again. Programs send a heartbeat of their own.',
        linux:
          'Only SO_KEEPALIVE finds it without traffic: after tcp_keepalive_time (two hours), then 9 probes, 75 s apart.',
        rfc: 'Section 3.5.1: half-open connections are found when one side sends. Keep-alives are off by default (3.8.4).',
      },
      TIME_WAIT: {
        cause: 'Nothing is wrong: this end closed first, and waits until old segments are gone.',
        seen: 'timer:(timewait,…) runs down from 60 s; no process belongs to it any more.',
        remedy:
          'Nothing. Where it is too many, let the other end close first, or keep connections open and use them again.',
        linux:
          '60 s, fixed. tcp_fin_timeout does not change it; tcp_tw_reuse lets new outgoing connections take the port.',
        rfc: 'Section 3.6.1: 2MSL, and MSL is two minutes (3.4.2): four minutes in all.',
      },
    } satisfies Readonly<Record<LeftAs, OperatorTexts>>,
  },
};

/** Every language says the same things. */
export type DebriefTexts = typeof debriefEn;
