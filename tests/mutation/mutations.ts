// Mistakes that an engine could have: each one change of a rule in shared/src/tcp, as a replacement of text.

/** One mistake. `from` stands in the file exactly once. */
export interface Mutation {
  /** What the broken engine does. */
  readonly name: string;
  /** Below shared/src/tcp. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** True for the handful that `npm test` runs. */
  readonly quick?: true;
}

/** All mistakes, file by file. */
export const MUTATIONS: readonly Mutation[] = [
  // Sequence space
  {
    name: 'compares sequence numbers as plain numbers, wrong at the wrap',
    file: 'sequence-number.ts',
    from: 'return ((a - b) | 0) < 0;',
    to: 'return a < b;',
    quick: true,
  },
  {
    name: 'takes =< for < where numbers are equal',
    file: 'sequence-number.ts',
    from: 'return ((a - b) | 0) <= 0;',
    to: 'return ((a - b) | 0) < 0;',
  },
  {
    name: 'lets numbers grow beyond 32 bits',
    file: 'sequence-number.ts',
    from: 'return branded<SequenceNumber>((from + octets) >>> 0);',
    to: 'return branded<SequenceNumber>(from + octets);',
  },
  {
    name: 'counts no sequence number for a SYN',
    file: 'segment.ts',
    from: '(segment.flags.syn ? 1 : 0) + (segment.flags.fin ? 1 : 0)',
    to: '(segment.flags.fin ? 1 : 0)',
  },
  {
    name: 'counts no sequence number for a FIN',
    file: 'segment.ts',
    from: '(segment.flags.syn ? 1 : 0) + (segment.flags.fin ? 1 : 0)',
    to: '(segment.flags.syn ? 1 : 0)',
  },
  // Segments that are formed
  {
    name: 'acknowledges one number too few on a SYN+ACK',
    file: 'outgoing.ts',
    from: 'return { seq: snd.iss, ack: rcv.nxt, flags: SYN_ACK, dataLength: 0, window: rcv.wnd };',
    to: 'return { seq: snd.iss, ack: rcv.irs, flags: SYN_ACK, dataLength: 0, window: rcv.wnd };',
  },
  {
    name: 'sends pure ACKs with the number of the oldest octet outstanding',
    file: 'outgoing.ts',
    from: 'return { seq: snd.nxt, ack: rcv.nxt, flags: ACK, dataLength: 0, window: rcv.wnd };',
    to: 'return { seq: snd.una, ack: rcv.nxt, flags: ACK, dataLength: 0, window: rcv.wnd };',
  },
  {
    name: 'forgets the FIN in a repeat of what stands before it',
    file: 'outgoing.ts',
    from: 'finSent(connection) && dataLength === octets);',
    to: 'finSent(connection) && dataLength < octets);',
  },
  {
    name: 'counts the FIN among the octets outstanding',
    file: 'outgoing.ts',
    from: ' - (finSent(connection) ? 1 : 0));',
    to: ');',
  },
  // LISTEN and a closed port
  {
    name: 'answers an RST at a closed port with an RST',
    file: 'arrivals/closed.ts',
    from: 'if (segment.flags.rst) return undefined;',
    to: '',
    quick: true,
  },
  {
    name: 'does not count the SYN in the RST of a closed port',
    file: 'arrivals/closed.ts',
    from: 'return resetAckSegment(sequenceNumber(0), segmentEnd(segment));',
    to: 'return resetAckSegment(sequenceNumber(0), segment.seq);',
  },
  {
    name: 'lets an ACK to LISTEN pass without an RST',
    file: 'arrivals/listen.ts',
    from: "return { connection, effects: [{ kind: 'owes-reset', segment: reset, cause: 'listen' }] };",
    to: 'return silently(connection);',
  },
  // SYN_SENT
  {
    name: 'takes a SYN+ACK of a number that it never sent',
    file: 'arrivals/syn-sent.ts',
    from: 'const ackAcceptable = flags.ack && sequenceLess(snd.una, ack) && sequenceLessOrEqual(ack, snd.nxt);',
    to: 'const ackAcceptable = flags.ack && sequenceLess(snd.una, ack);',
  },
  {
    name: 'dies in SYN_SENT of an RST without ACK',
    file: 'arrivals/syn-sent.ts',
    from: 'if (flags.rst) return flags.ack ? refused() : silently(connection);',
    to: 'if (flags.rst) return refused();',
  },
  {
    name: 'drops the SYN of a simultaneous open',
    file: 'arrivals/syn-sent.ts',
    from: 'return silently(withHeldTextOfSyn(received, segment, profile));',
    to: 'return silently(connection);',
  },
  {
    name: "owes no ACK for the peer's SYN+ACK",
    file: 'arrivals/syn-sent.ts',
    from: 'const text = arrivedText(withHeldTextOfSyn(acknowledged, segment, profile), undefined, now, profile);',
    to: "const text = arrivedText(withHeldTextOfSyn({ ...acknowledged, acknowledgment: { kind: 'none' } }, segment, profile), undefined, now, profile);",
  },
  // First: the sequence number
  {
    name: 'takes a number one before the window for one inside',
    file: 'arrivals/sequence-check.ts',
    from: 'return offset >= 0 && offset < connection.rcv.wnd;',
    to: 'return offset >= -1 && offset < connection.rcv.wnd;',
  },
  {
    name: 'takes the number behind the window for one inside',
    file: 'arrivals/sequence-check.ts',
    from: 'return offset >= 0 && offset < connection.rcv.wnd;',
    to: 'return offset >= 0 && offset <= connection.rcv.wnd;',
  },
  {
    name: 'looks only at the first number of a segment, not at its last',
    file: 'arrivals/sequence-check.ts',
    from: 'inReceiveWindow(connection, sequenceAdd(segmentEnd(segment), -1))',
    to: 'false',
  },
  {
    name: 'forgets to restart 2 MSL for a repeated FIN',
    file: 'arrivals/sequence-check.ts',
    from: "connection.state === 'TIME_WAIT' && isOldFin ? restarted2Msl(connection, now, profile) : connection;",
    to: 'connection;',
    quick: true,
  },
  {
    name: 'owes no ACK for a segment outside the window',
    file: 'arrivals/sequence-check.ts',
    from: 'return limited ? owingLimitedAck(timed, now, profile) : owingAck(timed, now);',
    to: 'return timed;',
  },
  // Second: RST
  {
    name: 'dies of an RST anywhere in the window, without a challenge',
    file: 'arrivals/reset.ts',
    from: 'if (!exact && profile.rfc5961) return',
    to: 'if (!exact && !profile.rfc5961) return',
  },
  {
    name: 'dies of an RST outside the window',
    file: 'arrivals/reset.ts',
    from: 'if (!exact && !inReceiveWindow(connection, segment.seq)) return silently(connection);',
    to: '',
  },
  {
    name: 'closes the listener when a half-open child is reset',
    file: 'arrivals/reset.ts',
    from: "return connection.origin === 'passive'",
    to: "return connection.origin === 'active'",
  },
  // Fourth: SYN
  {
    name: 'refuses the crossing SYN+ACK of a simultaneous open',
    file: 'arrivals/syn.ts',
    from: "connection.origin === 'active' &&\n    flags.syn &&",
    to: "connection.origin === 'passive' &&\n    flags.syn &&",
  },
  {
    name: 'ignores a SYN in an open connection instead of challenging it',
    file: 'arrivals/syn.ts',
    from: 'if (!profile.rfc5961 && inReceiveWindow(connection, segment.seq)) return synIsAnError(segment);\n  return silently(owingLimitedAck(connection, now, profile));',
    to: 'if (!profile.rfc5961 && inReceiveWindow(connection, segment.seq)) return synIsAnError(segment);\n  return silently(connection);',
  },
  {
    name: 'does not answer a repeated SYN in SYN_RECEIVED again',
    file: 'arrivals/syn.ts',
    from: "return silently({ ...connection, handshake: { kind: 'owed', since: now } });",
    to: 'return silently(connection);',
  },
  {
    name: 'opens a new connection from TIME_WAIT for an old SYN',
    file: 'arrivals/syn.ts',
    from: 'if (!sequenceLess(connection.rcv.nxt, segment.seq)) return undefined;',
    to: '',
  },
  // Fifth: ACK
  {
    name: 'accepts an ACK of what was not sent',
    file: 'arrivals/acknowledgment-field.ts',
    from: 'const future = sequenceLess(snd.nxt, segment.ack);',
    to: 'const future = false;',
    quick: true,
  },
  {
    name: 'takes ACKs however old they are (no RFC 5961 §5)',
    file: 'arrivals/acknowledgment-field.ts',
    from: 'const tooOld = profile.rfc5961 && sequenceLess(segment.ack, oldest);',
    to: 'const tooOld = !profile.rfc5961 && sequenceLess(segment.ack, oldest);',
  },
  {
    name: 'opens on an ACK that does not cover its SYN',
    file: 'arrivals/acknowledgment-field.ts',
    from: 'const acceptable = sequenceLess(snd.una, segment.ack) && sequenceLessOrEqual(segment.ack, snd.nxt);',
    to: 'const acceptable = sequenceLessOrEqual(segment.ack, snd.nxt);',
  },
  {
    name: 'forgets a CLOSE that was called in SYN_RECEIVED',
    file: 'arrivals/acknowledgment-field.ts',
    from: "if (closesAt === null || arrival.connection.state !== 'ESTABLISHED') return",
    to: "if (closesAt === null || arrival.connection.state === 'ESTABLISHED') return",
  },
  {
    name: 'goes from FIN_WAIT_1 straight to TIME_WAIT when its FIN is acknowledged',
    file: 'arrivals/acknowledgment-field.ts',
    from: 'return { connection: finWait2(connection, now, profile), effects, dropped: false };',
    to: 'return { connection: timeWait(connection, now, profile), effects, dropped: false };',
    quick: true,
  },
  {
    name: 'stays in CLOSING when its FIN is acknowledged',
    file: 'arrivals/acknowledgment-field.ts',
    from: 'return { connection: timeWait(connection, now, profile), effects, dropped: false };',
    to: 'return { connection, effects, dropped: false };',
  },
  {
    name: 'stays in LAST_ACK when its FIN is acknowledged',
    file: 'arrivals/acknowledgment-field.ts',
    from: "return {\n        connection: closedConnection,\n        effects: [...effects, { kind: 'signal', signal: 'closed' }],\n        dropped: true,\n      };",
    to: 'return { connection, effects, dropped: true };',
  },
  {
    name: 'takes any new ACK for the ACK of its FIN',
    file: 'arrivals/acknowledgment-field.ts',
    from: "advanced.fin.kind === 'sent' && ack === snd.nxt;",
    to: "advanced.fin.kind === 'sent';",
  },
  {
    name: 'lets an older segment set the send window',
    file: 'arrivals/acknowledgment-field.ts',
    from: 'if (!newer) return una === snd.una ? snd : { ...snd, una };',
    to: '',
  },
  // Seventh: text
  {
    name: 'takes text after the FIN of the peer',
    file: 'arrivals/text.ts',
    from: "case 'FIN_WAIT_2':\n      break;",
    to: "case 'FIN_WAIT_2':\n    case 'CLOSE_WAIT':\n      break;",
  },
  {
    name: 'throws text away that comes in FIN_WAIT_2',
    file: 'arrivals/text.ts',
    from: "    case 'FIN_WAIT_2':\n      break;\n    case 'SYN_RECEIVED':",
    to: "      break;\n    case 'FIN_WAIT_2':\n    case 'SYN_RECEIVED':",
  },
  {
    name: 'takes the FIN before the text that it follows',
    file: 'arrivals/text.ts',
    from: 'if (received.rcv.heldFin !== received.rcv.nxt) {',
    to: 'if (received.rcv.heldFin === null) {',
  },
  {
    name: 'delays the ACK of text that is out of order',
    file: 'arrivals/text.ts',
    from: 'return inOrder ? ackOfText(',
    to: 'return inOrder || octets === 0 ? ackOfText(',
  },
  {
    name: 'takes text again that lies left of RCV.NXT',
    file: 'receive-buffer.ts',
    from: 'const start = sequenceLater(from, rcv.nxt);',
    to: 'const start = from;',
  },
  {
    name: 'takes text beyond the window',
    file: 'receive-buffer.ts',
    from: 'const end = sequenceLess(edge, to) ? edge : to;',
    to: 'const end = sequenceLess(to, edge) ? edge : to;',
  },
  {
    name: 'hands over what is held across a gap',
    file: 'receive-buffer.ts',
    from: 'if (sequenceLess(nxt, octets.from)) break;',
    to: '',
  },
  {
    name: 'opens the window by every octet that is read (no SWS avoidance)',
    file: 'receive-buffer.ts',
    from: 'return free - keptEdge >= step || profile.receivesAtOnce ? Math.max(free, keptEdge) : keptEdge;',
    to: 'return Math.max(free, keptEdge);',
  },
  // Eighth: FIN
  {
    name: 'does not count the FIN in RCV.NXT',
    file: 'arrivals/fin.ts',
    from: 'nxt: sequenceAdd(rcv.nxt, 1),',
    to: 'nxt: rcv.nxt,',
  },
  {
    name: 'stays in FIN_WAIT_1 when the FINs cross',
    file: 'arrivals/fin.ts',
    from: "return { connection: closing(taken, 'CLOSING', taken.fin), effects: CONNECTION_CLOSING };",
    to: "return { connection: closing(taken, 'FIN_WAIT_1', taken.fin), effects: CONNECTION_CLOSING };",
  },
  {
    name: 'closes at once in FIN_WAIT_2 instead of waiting 2 MSL',
    file: 'arrivals/fin.ts',
    from: 'return { connection: timeWait(taken, now, profile), effects: CONNECTION_CLOSING };',
    to: "return { connection: { state: 'CLOSED' }, effects: CONNECTION_CLOSING };",
  },
  {
    name: 'waits 1 MSL in TIME_WAIT',
    file: 'state-changes.ts',
    from: "keepAlive: { kind: 'off' }, expiresAt: now + 2 * profile.msl };",
    to: "keepAlive: { kind: 'off' }, expiresAt: now + profile.msl };",
  },
  // Acknowledgments
  {
    name: 'waits for a third segment before it owes an ACK',
    file: 'acknowledgment.ts',
    from: 'if (waiting + octets >= 2 * profile.mss) return',
    to: 'if (waiting + octets >= 3 * profile.mss) return',
  },
  {
    name: 'sends challenge ACKs without limit',
    file: 'acknowledgment.ts',
    from: 'challenge.count >= limit.acknowledgments) {',
    to: 'false) {',
  },
  {
    name: 'does not count the challenge ACKs that it sends',
    file: 'acknowledgment.ts',
    from: 'return { ...paid, challenge: counted };',
    to: 'return paid;',
  },
  // Retransmission
  {
    name: 'forgets to back off after a time-out',
    file: 'retransmission.ts',
    from: 'backOff: timedOut && !linear ? backOff + 1 : backOff,',
    to: 'backOff: timedOut && linear ? backOff + 1 : backOff,',
  },
  {
    name: 'samples round trips of what was sent twice (no Karn)',
    file: 'retransmission.ts',
    from: 'roundTrip: roundTrip.timed === null ? roundTrip : { ...roundTrip, timed: null },',
    to: 'roundTrip,',
  },
  {
    name: 'owes a repeat at the second duplicate ACK',
    file: 'retransmission.ts',
    from: 'duplicateAcknowledgments === 3;',
    to: 'duplicateAcknowledgments === 2;',
  },
  {
    name: 'lets the timer run on when everything is acknowledged',
    file: 'retransmission.ts',
    from: 'if (!outstanding) return next;',
    to: '',
  },
  {
    name: 'stops the timer at an ACK of a part',
    file: 'retransmission.ts',
    from: 'return { ...next, timer: running(next, now, profile) };\n}\n\n/** After a duplicate ACK',
    to: 'return next;\n}\n\n/** After a duplicate ACK',
  },
  {
    name: 'keeps the back-off when an ACK brings news',
    file: 'retransmission.ts',
    from: 'backOff: sampled || slowSyn || !profile.backOffUntilSample ? 0 : retransmission.backOff,',
    to: 'backOff: retransmission.backOff,',
  },
  {
    name: 'gives up one repeat too late',
    file: 'retransmission.ts',
    from: "if (limit.kind === 'count') return retransmission.count >= limit.repeats;",
    to: "if (limit.kind === 'count') return retransmission.count > limit.repeats;",
  },
  {
    name: 'never begins to probe a closed window',
    file: 'retransmission.ts',
    from: "return withTimer(connection, { kind: 'persist', expiresAt, probes: 0 });",
    to: 'return connection;',
  },
  {
    name: 'weighs a round trip by 1/4 instead of 1/8',
    file: 'round-trip.ts',
    from: '0.875 * (roundTrip.srtt ?? 0) + 0.125 * rtt',
    to: '0.75 * (roundTrip.srtt ?? 0) + 0.25 * rtt',
  },
  // Sending
  {
    name: 'forgets what is outstanding when it counts the usable window',
    file: 'send-window.ts',
    from: 'return snd.wnd - sequenceDifference(snd.nxt, snd.una);',
    to: 'return snd.wnd;',
  },
  {
    name: 'sends its FIN before the octets that are queued',
    file: 'send-window.ts',
    from: 'const fin = finQueued(connection) && empties && usableWindow(snd) > octets;',
    to: 'const fin = finQueued(connection) && usableWindow(snd) > octets;',
  },
  {
    name: 'does not wait with small segments (no Nagle)',
    file: 'send-window.ts',
    from: 'const waits = profile.nagle && outstandingOctets(connection) > 0',
    to: 'const waits = !profile.nagle && outstandingOctets(connection) > 0',
  },
  {
    name: 'does not move SND.NXT over new text',
    file: 'transmission.ts',
    from: 'const moved = { ...connection.snd, nxt };',
    to: 'const moved = { ...connection.snd };',
  },
  {
    name: 'does not note that its FIN has left',
    file: 'transmission.ts',
    from: "queue, retransmission, fin: { kind: 'sent' } }",
    to: 'queue, retransmission }',
  },
  {
    name: 'leaves octets that have left in the queue',
    file: 'transmission.ts',
    from: 'octets: Math.max(0, queue.octets - octets) };',
    to: 'octets: queue.octets };',
  },
  {
    name: 'takes an older ACK for one that pays',
    file: 'transmission.ts',
    from: 'const newest = segment.flags.ack && segment.ack === connection.rcv.nxt;',
    to: 'const newest = segment.flags.ack;',
  },
  // Calls
  {
    name: 'calls CLOSE in CLOSE_WAIT and goes to CLOSING, as RFC 793 had it',
    file: 'calls/close.ts',
    from: "connection.state === 'ESTABLISHED' ? 'FIN_WAIT_1' : 'LAST_ACK';",
    to: "connection.state === 'ESTABLISHED' ? 'FIN_WAIT_1' : 'CLOSING';",
  },
  {
    name: 'sends its FIN before its SYN+ACK when CLOSE is called early',
    file: 'calls/close.ts',
    from: "const pending = connection.queue.octets > 0 || connection.handshake.kind === 'owed';",
    to: 'const pending = connection.queue.octets > 0;',
  },
  {
    name: 'aborts in silence',
    file: 'calls/abort.ts',
    from: "{ kind: 'owes-reset', segment: abortSegment(connection, profile), cause },",
    to: '',
  },
  {
    name: 'aborts with an RST in LAST_ACK',
    file: 'calls/abort.ts',
    from: "    case 'CLOSE_WAIT':\n      // <SEQ=SND.NXT>",
    to: "    case 'CLOSE_WAIT':\n    case 'LAST_ACK':\n      // <SEQ=SND.NXT>",
  },
  {
    name: 'takes SEND after CLOSE',
    file: 'calls/send.ts',
    from: "if (connection.closeCalledAt !== null) return callRefused(connection, 'connection closing');",
    to: '',
  },
  // Timers
  {
    name: 'ends 2 MSL a millisecond early',
    file: 'time-outs.ts',
    from: "if (connection.state !== 'TIME_WAIT' || connection.expiresAt > now) return silently(connection);",
    to: "if (connection.state !== 'TIME_WAIT' || connection.expiresAt > now + 1) return silently(connection);",
  },
  {
    name: 'ends a connection at its first keep-alive without an answer',
    file: 'time-outs.ts',
    from: 'keepAlive.probes >= times.probes)',
    to: 'keepAlive.probes >= 1)',
  },
  {
    name: 'deletes the listener with a child that was given up',
    file: 'time-outs.ts',
    from: "if (connection.state === 'SYN_RECEIVED' && connection.origin === 'passive')\n    return silently(listenConnection);",
    to: '',
  },
  {
    name: 'forgets the delayed ACK when its timer rings',
    file: 'time-outs.ts',
    from: "return silently({ ...connection, acknowledgment: { kind: 'owed', since: now, limited: false } });",
    to: "return silently({ ...connection, acknowledgment: { kind: 'none' } });",
  },
  // The referee
  {
    name: 'lets a FIN leave that nobody called for',
    file: 'permission/text.ts',
    from: 'if (wrongFin !== undefined) return wrongFin;',
    to: '',
  },
  {
    name: 'lets octets leave beyond the window',
    file: 'permission/text.ts',
    from: 'if (beyond > usableWindow(snd) && !isProbe) {',
    to: 'if (beyond > usableWindow(snd) + 1 && !isProbe) {',
  },
  {
    name: 'lets an octet leave where the FIN was',
    file: 'permission/text.ts',
    from: 'const finWhereItWas = segment.flags.fin === (finSent(connection) && end === snd.nxt);',
    to: 'const finWhereItWas = true;',
  },
  {
    name: 'lets an ACK leave one ahead of SND.NXT',
    file: 'permission/acknowledgment.ts',
    from: 'if (segment.seq === snd.nxt) {',
    to: 'if (segment.seq === snd.nxt || segment.seq === sequenceAdd(snd.nxt, 1)) {',
  },
  {
    name: 'lets any ACK number leave',
    file: 'permission/acknowledgment.ts',
    from: 'if (segment.ack === rcv.nxt) return undefined;',
    to: 'if (segment.ack !== 1) return undefined;',
  },
  {
    name: 'lets an RST leave with another number than SND.NXT',
    file: 'permission/reset.ts',
    from: 'if (segment.seq !== snd.nxt) {',
    to: 'if (segment.seq !== snd.nxt && segment.seq !== snd.una) {',
  },
  {
    name: 'lets a SYN leave in an open connection',
    file: 'permission/handshake.ts',
    from: 'if (snd.una !== snd.iss) {',
    to: 'if (snd.una !== snd.iss && segment.flags.fin) {',
  },
];
