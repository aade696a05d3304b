import type { LevelTexts } from './level-texts.ts';

/** The texts of the fifteen levels in English. */
export const levelsEn: LevelTexts = {
  'first-light': {
    title: 'First light',
    tag: 'Three callers, three handshakes.',
    briefing: {
      both: [
        'A connection opens with three boats: SYN, SYN+ACK, ACK.',
        'Only the server knows which of three ports its lamp burns on. The client has to be told.',
        'After the handshake a pilot takes over. Your work is the opening.',
      ],
      client: ['Ask for the port before your SYN leaves: a dark port answers with a red flare, RST.'],
      server: ['Light the lamp on the port that your slip names, and tell your partner which one it is.'],
    },
    example: [
      'The client calls: SYN, with its first number. Nobody owed that boat; it is the client’s own call.',
      'The server owes SYN+ACK: it wants 4101 next, and sends a first number of its own.',
      'SYN+ACK arrived, so the client is ESTABLISHED. It owes the ACK.',
      'Only now is the server ESTABLISHED too, and nothing is owed any more.',
    ],
    aha: 'My SYN+ACK did not make me ESTABLISHED. The ACK for it did.',
    met: '“Connection refused” in a browser or in ssh is the RST of a port where nobody listens. On Linux, ss -lnt lists the ports where somebody does.',
    questions: {
      'who-is-open': {
        prompt:
          'The client has just sent the ACK, the third boat. It is still in the fog. Who is ESTABLISHED?',
        right: 'The client alone.',
        wrong: [
          'Both: they become ESTABLISHED at the same moment.',
          'Neither: both wait until the ACK has arrived.',
        ],
        explanation:
          'SYN+ACK made the client ESTABLISHED. The server is in SYN_RECEIVED until the ACK reaches it.',
      },
      'dark-port': {
        prompt: 'A SYN reaches a port where nobody listens. Nothing blocks the road. What comes back?',
        right: 'An RST: connection refused.',
        wrong: ['Nothing: a closed port stays silent.', 'A FIN: the polite way to say no.'],
        explanation:
          'Where there is no connection, TCP answers with RST. Silence is what a firewall does that drops the SYN.',
      },
      'which-layer': {
        prompt: 'On which layer is TCP?',
        right: 'The transport layer: it runs at the two ends, on top of IP.',
        wrong: [
          'The network layer: every router on the way keeps the connection.',
          'The link layer: the connection is the cable.',
        ],
        explanation:
          'IP, the network layer, carries packets from host to host. A connection is state at two ends; the routers between them need not know of it. Some texts say network layer; RFC 9293 calls TCP a transport protocol.',
      },
    },
  },
  'count-the-waves': {
    title: 'Count the waves',
    tag: 'The same three boats. Now the numbers are yours.',
    briefing: {
      both: [
        'Three boats open a connection, as before. From now on you choose their numbers.',
        'Each end starts from a number of its own, the ISN, and takes another one for each connection.',
        'SYN uses up one number. ack names the number that you want next: theirs plus 1.',
        'Not sure? Read your numbers to each other.',
      ],
      client: ['You begin: your SYN carries your ISN, and no ack, for nothing has arrived yet.'],
      server: ['Your SYN+ACK carries your own ISN as seq, and the client’s plus 1 as ack.'],
    },
    example: [
      'The client’s ISN is 2600. Its SYN uses that number up.',
      'The server wants 2601 next, and its own SYN uses up 7340.',
      'The client goes on at 2601 and wants 7341 next.',
      'That ACK used no number. Each end now knows from where the other one counts.',
    ],
    aha: 'ack is their number plus 1, because the SYN used one up.',
    met: 'Wireshark shows seq 0 and ack 1 in a handshake: it subtracts the ISNs to be kind. The real numbers have 32 bits and look random.',
    questions: {
      'ack-of-syn': {
        prompt: 'A SYN arrives with seq 7340. Which ack do you send?',
        right: '7341: the number that I want next.',
        wrong: ['7340: the number that has arrived.', '1: this was the first segment.'],
        explanation: 'ack always names the next number wanted. The SYN used up 7340, so 7341 is next.',
      },
      'first-octet': {
        prompt: 'Your SYN had seq 2600. Which seq does your first octet of data have?',
        right: '2601: the SYN used up 2600.',
        wrong: ['2600: a SYN carries no data, so it uses no number.', '0: data is counted from 0.'],
        explanation:
          'SYN and FIN each use up one number although they carry no data. That is how they can be acknowledged.',
      },
      'why-not-zero': {
        prompt: 'Why does not every connection simply start at 0?',
        right:
          'So that late boats of an earlier connection do not fit, and strangers can’t guess the numbers.',
        wrong: [
          'It does: sequence numbers count segments from 0.',
          'It could: the handshake is only a greeting, its numbers do not matter.',
        ],
        explanation:
          'Each end chooses an ISN that moves with the clock and depends on a secret. The handshake tells it to the other end.',
      },
    },
  },
  cargo: {
    title: 'Cargo',
    tag: 'Crates both ways: +100 for each, +0 for an ACK.',
    briefing: {
      both: [
        'A pilot opens and closes. You move the crates.',
        'Your slip says how many crates your partner sends. Tell each other.',
        'A crate is 100 octets and uses up 100 numbers. One boat carries up to 3, and flies ACK.',
        'Acknowledge what arrives. An ACK alone uses no number, and nobody answers it.',
      ],
      client: [],
      server: [],
    },
    example: [
      'Two crates leave. They use up 200 numbers, 2601 to 2800.',
      'The server has everything up to 2800, so it wants 2801 next.',
      'An ACK alone used no number: nothing is owed for it.',
      'The server’s crate starts at 7341. The ACK before it has not moved that number.',
      'The client wants 7441 next. Its own seq is 2801, where its crates ended.',
    ],
    aha: 'A crate moves my number by 100, an ACK by nothing.',
    met: 'During a download your computer sends hardly anything but ACKs, all with the same seq. Watch one in tcpdump or Wireshark.',
    questions: {
      'two-crates': {
        prompt: 'Two crates of 100 octets each arrive in one boat, seq 2601. Which ack do you send?',
        right: '2801: the first octet that has not come.',
        wrong: ['2800: the last octet that has come.', '2602: one segment more.'],
        explanation: 'The octets 2601 to 2800 are here. Numbers count octets, and ack names the next one.',
      },
      'ack-of-ack': {
        prompt: 'An ACK without a crate arrives: seq 7341, ack 2801. What do you owe?',
        right: 'Nothing.',
        wrong: [
          'An ACK with ack 7342: their ACK used up a number.',
          'An ACK with ack 7341: every boat wants an answer.',
        ],
        explanation:
          'An ACK alone uses no number, so there is nothing to acknowledge. Otherwise it would never end.',
      },
      'lost-third-boat': {
        prompt:
          'The third boat of the handshake is lost. Then the client’s first crate reaches the server, which is still in SYN_RECEIVED. What happens?',
        right: 'The server becomes ESTABLISHED and takes the crate: it carries the same ack.',
        wrong: [
          'The connection is broken, and the client has to start again.',
          'The server answers with RST: the handshake was not complete.',
        ],
        explanation:
          'Every boat after the SYN flies ACK. Any of them can do the work of the one that was lost.',
      },
    },
  },
  'fair-winds-home': {
    title: 'Fair winds home',
    tag: 'Open, move the cargo, and part cleanly.',
    briefing: {
      both: [
        'Open each connection, send your crates, then close it from both ends.',
        'Each of you holds the other’s half of the slip: how many crates, and who closes first. Tell each other.',
        'A FIN closes one direction. The other end acknowledges, and closes its own when it is ready.',
        'Closing is your own call. Nobody owes it, so no lamp will ask for it.',
      ],
      client: [],
      server: [],
    },
    example: [
      'The slip says that the server closes first. It does: FIN.',
      'The client owes an ACK. The FIN used up 5201, so it wants 5202 next.',
      'The server’s direction is closed. The client’s is still open, and nothing is owed.',
      'The client is ready to close too. Nobody asked for this FIN; it is the client’s own call.',
      'The server acknowledges, and waits in TIME_WAIT because it closed first.',
      'The client closed second: the last ACK ends it at once.',
    ],
    aha: 'Four boats are two one-way goodbyes, and the server may begin.',
    met: 'Web servers often close first: Apache and nginx hang up on a visitor who has asked for nothing for a while.',
    questions: {
      'who-may-begin': {
        prompt: 'Your slip says that the server closes first. May it?',
        right: 'Yes: either end may send the first FIN.',
        wrong: ['No: only the client, who opened, may close.', 'Yes, but it has to use RST.'],
        explanation: 'Closing is the same from both ends. Whoever is done first sends the first FIN.',
      },
      'own-fin': {
        prompt: 'A FIN has arrived. When does your own FIN leave?',
        right: 'When your application calls close().',
        wrong: [
          'At once: TCP answers FIN with FIN by itself.',
          'After a bare ACK, always: closing takes exactly four boats.',
        ],
        explanation:
          'TCP acknowledges the FIN by itself. Your own direction stays open until its application closes it, and then the FIN may even carry that ACK along.',
      },
      'second-waits': {
        prompt:
          'You closed second and are in LAST_ACK. The ACK of your FIN arrives. How long does the socket stay?',
        right: 'Not at all: it is CLOSED.',
        wrong: ['2MSL, like the one at the other end.', '2MSL if you are the server.'],
        explanation:
          'Only the end that closed first waits in TIME_WAIT, whether it is the client or the server.',
      },
    },
  },
  'half-a-goodbye': {
    title: 'Half a goodbye',
    tag: 'One side has said goodbye. The other one still has crates.',
    briefing: {
      both: [
        'Open, carry, close. But some crates leave only after the partner’s FIN.',
        'FIN closes your own direction. You go on receiving and acknowledging until their FIN comes.',
        'Your slip says how many crates your partner sends before your FIN, and how many after it. Tell both.',
        'The ACK of a FIN need not sail alone: a crate or a FIN can carry it.',
      ],
      client: [],
      server: [],
    },
    example: [
      'The client has nothing more to send and closes: FIN.',
      'The server still has two crates. They may leave in CLOSE_WAIT, and they carry the ACK of the FIN.',
      'The client’s FIN is acknowledged, and crates came. It still receives, so it owes an ACK.',
      'Now the server is done too, and closes.',
      'The client owes the last ACK and waits in TIME_WAIT.',
      'The server closed second, so it is done at once.',
    ],
    aha: 'After my FIN I send no more crates, but I still receive them.',
    met: 'In C this is shutdown(fd, SHUT_WR), in Java Socket.shutdownOutput(): “I have asked everything. Now I listen.”',
    questions: {
      'crate-after-my-fin': {
        prompt: 'You are in FIN_WAIT_2. A crate arrives. What do you do?',
        right: 'Take it and acknowledge it.',
        wrong: ['Drop it: nothing counts after my FIN.', 'Answer with RST: this connection is closed.'],
        explanation:
          'Your FIN closed your own direction only. The other one is open until the partner’s FIN.',
      },
      'one-crate-more': {
        prompt: 'Your FIN has left. Then you find one more crate on the pier. What now?',
        right: 'It needs a new connection.',
        wrong: ['Send it: I still receive, so I may still send.', 'Send it, and a second FIN behind it.'],
        explanation:
          'FIN is the last number of your direction. No new octet and no second FIN can follow it.',
      },
      'fewest-boats': {
        prompt:
          'A FIN arrives, and your application closes at once. How many boats must leave your end at least?',
        right: 'One: a FIN that carries the ACK.',
        wrong: ['Two: an ACK first, and then a FIN.', 'One ACK: the FIN follows by itself.'],
        explanation: 'A FIN flies ACK like any other boat. So both may go in one, and closing takes three.',
      },
    },
  },
  fog: {
    title: 'Fog',
    tag: 'Four boats will sink, and nobody will tell you.',
    briefing: {
      both: [
        'The fog swallows a SYN, a SYN+ACK, a FIN and the ACK of a crate. All you notice is silence.',
        'When one RTO has gone by without an answer, your bell rings. Then send the same boat again, not before.',
        'An ACK alone has no bell. If yours is lost, your partner repeats, and you acknowledge again.',
        'Ask: “Did my SYN arrive?” Only your partner can know.',
      ],
      client: [],
      server: [],
    },
    example: [
      'A crate leaves. The bell rope tightens: the RTO runs.',
      'The crate arrived and is acknowledged. But this ACK sinks, and no bell rings for it.',
      'One RTO of silence. The client can’t tell what was lost; it repeats the crate.',
      'The server has had these octets. It drops them and owes the ACK again.',
      'This ACK came through. Nothing is outstanding, and the rope is slack.',
    ],
    aha: 'Silence is all that loss looks like. If my ACK sinks, my partner repeats.',
    met: 'A page that hangs for a second and then loads at once: often a lost SYN. By RFC 6298 the first RTO is 1 s.',
    questions: {
      'lost-ack': {
        prompt:
          'The client’s ACK, the third boat of the handshake, is lost, and nobody has data to send. What happens next?',
        right: 'The server’s bell rings: it repeats SYN+ACK, and the client acknowledges again.',
        wrong: [
          'The client’s bell rings: it repeats its ACK.',
          'The connection is broken, so the client sends a new SYN.',
        ],
        explanation:
          'No bell guards an ACK alone. Whoever was not acknowledged repeats: here the server, whose SYN is still outstanding.',
      },
      'three-seconds': {
        prompt: 'The RTO is 12 s. Your SYN has been out for 3 s without an answer. What do you do?',
        right: 'Wait for the bell.',
        wrong: [
          'Send it again now, and again: one of them will get through.',
          'Wait for word that it was lost.',
        ],
        explanation: 'Silence for less than one RTO means nothing yet, and no message ever tells of a loss.',
      },
      'damaged-boat': {
        prompt: 'A segment arrives with a checksum that does not fit. What does TCP do?',
        right: 'It drops the segment. The sender’s RTO does the rest.',
        wrong: ['It repairs the octets with the checksum.', 'It asks the sender to repeat that segment.'],
        explanation:
          'The checksum only detects damage. Sending again is what repairs it, and TCP has no word for “please repeat”.',
      },
    },
  },
  echoes: {
    title: 'Echoes',
    tag: 'Numbers tell an echo from a call.',
    briefing: {
      both: [
        'Nothing sinks here. But boats come twice, or late, or from a connection that ended long ago.',
        'A boat that you have had already: drop it, and acknowledge with the number that you want next.',
        'One connection passes 2^32: after 4294967295 comes 0, and counting goes on.',
        'Each of you holds the other’s half of the slip, as always.',
      ],
      client: ['One SYN on the water is not yours. The answer to it has an ack that you never caused: RST.'],
      server: ['You can’t tell an old SYN from a new one. Answer it: the client can tell.'],
    },
    example: [
      'The client calls with 4100. This SYN is slow.',
      'A SYN from an earlier life comes first. The server can’t know that, and owes SYN+ACK.',
      'ack 901? This client never sent 900. It owes an RST with exactly that number.',
      'The RST fits, so the half-open socket goes. The lamp still burns.',
      'Here is the true SYN. The server owes SYN+ACK, with a new number of its own.',
      'ack 4101 is what the client has waited for. ESTABLISHED.',
    ],
    aha: 'Numbers tell an echo from a call. That is what the handshake is for.',
    met: 'Wireshark labels such boats “TCP Retransmission”, “TCP Dup ACK” and “TCP Out-Of-Order”. They are everyday traffic.',
    questions: {
      'strange-ack': {
        prompt: 'You are in SYN_SENT, your ISN is 4100. A SYN+ACK arrives with ack 901. What do you owe?',
        right: 'An RST with seq 901: that SYN was not mine.',
        wrong: ['An ACK: a greeting was answered.', 'A new SYN with seq 900, so that the numbers fit.'],
        explanation:
          'It answers a SYN from an earlier life. The handshake exists to find that out: only ack 4101 would fit.',
      },
      'crate-again': {
        prompt: 'A crate arrives that you have already had. What do you send?',
        right: 'An ACK with the number that I want next, unchanged.',
        wrong: ['An RST: a duplicate is an error.', 'An ACK with 100 more: one crate more has come.'],
        explanation:
          'Those octets are here already, so the copy is dropped. The ACK tells the sender where you stand.',
      },
      'answer-to-rst': {
        prompt: 'An RST with the right number arrives. What do you answer?',
        right: 'Nothing. The connection is gone.',
        wrong: ['An ACK, so that the partner knows.', 'An RST, so that both ends are closed.'],
        explanation: 'Nothing ever answers an RST. Otherwise two ends could go on for ever.',
      },
    },
  },
  overstayers: {
    title: 'Overstayers',
    tag: 'New callers come, and old sockets stay.',
    briefing: {
      both: [
        'A pilot opens. The goodbyes are yours, and new callers keep coming meanwhile.',
        'Once a FIN is acknowledged nothing is owed. Only your own close() leads out of CLOSE_WAIT.',
        'Some crates leave only after the partner’s FIN. Your slip has your partner’s number: tell it.',
      ],
      client: [
        'A socket of yours in FIN_WAIT_2 has a twin over there that nobody closes. Say which one it is.',
      ],
      server: [
        'You have four berths, and the night shift left a socket in CLOSE_WAIT in two of them. Close those too.',
        'A customer may leave, and the slip blows off the pier. The socket stays, and it is yours to close.',
      ],
    },
    example: [
      'The client closes first: FIN.',
      'The server’s TCP owes the ACK. That is all it owes.',
      'Quiet. The client waits for a FIN, and no timer runs for that.',
      'Nothing asked for it, but the server’s application remembers: close().',
      'The client acknowledges, and waits in TIME_WAIT.',
      'The server is done, and a berth is free for the next caller.',
    ],
    aha: 'Nothing was owed, and that was the trap: close() is mine to call.',
    met: 'On Linux, ss -tan state close-wait lists them. A Java server that forgets close() on its error path collects them until it says “Too many open files”.',
    questions: {
      'what-ends-it': {
        prompt: 'A socket has been in CLOSE_WAIT for a minute. What gets it out?',
        right: 'The close() of this end’s application.',
        wrong: ['Its timer, as in TIME_WAIT.', 'This end’s TCP, which sends the FIN by itself.'],
        explanation:
          'CLOSE_WAIT waits for its own application. There is no timer, and TCP sends no FIN unasked.',
      },
      'pile-of-close-wait': {
        prompt: 'ss shows 3000 sockets in CLOSE_WAIT on your server, and more every hour. What is wrong?',
        right: 'The server’s program: somewhere it does not call close().',
        wrong: ['The kernel: its time-outs are too long.', 'The network: it loses the FINs.'],
        explanation:
          'In CLOSE_WAIT the FIN has come and is acknowledged. Only the program at this end is missing.',
      },
      'twin-of-fin-wait-2': {
        prompt:
          'Your socket has been in FIN_WAIT_2 for a while, and nothing was lost. In which state is its twin?',
        right: 'In CLOSE_WAIT.',
        wrong: ['In TIME_WAIT, because it is the server’s.', 'In LAST_ACK: TCP has answered with a FIN.'],
        explanation:
          'Your FIN was acknowledged, and no FIN came back. The other application has not closed yet.',
      },
    },
  },
  'the-sea-wall': {
    title: 'The sea wall',
    tag: 'Some roads are blocked. Only one of you can see which.',
    briefing: {
      both: [
        'A pilot opens, the server sends its crates, and the client closes first. Walls stop some of the boats.',
        'FIN_WAIT_1 means that no ACK came for your FIN. Ask, and repeat at the bell, not before.',
        'One connection is cut for good. Repeat once in vain, then give it up, and have your partner give up too.',
        'What has hung for 15 s can go into the harbour log: cause and remedy. It counts when both of you say the same.',
      ],
      client: ['All you hear is silence. Your partner can see the wall: ask how long it stands.'],
      server: ['Only you read the notice of a wall: which connection, which way, until when. Pass it on.'],
    },
    example: [
      'The client closes. A wall at the server’s harbour stops the FIN.',
      'The bell rings and a repeat is owed. The wall still stands, so it is lost as well.',
      'The next bell came later, for the RTO has doubled. By now the wall is down.',
      'For the server this is the first FIN of all. It owes the ACK.',
      'The ACK came: the road is open. What is missing now is the server’s own close().',
    ],
    aha: 'No ACK came: it may be the road, not the partner. And giving up takes both ends.',
    met: 'A laptop that leaves the Wi-Fi, or a firewall that forgets a connection, leaves FIN_WAIT_1 behind in netstat. On Linux, tcp_orphan_retries limits how often that FIN is repeated once its program has gone.',
    questions: {
      'no-ack': {
        prompt:
          'You are in FIN_WAIT_1. Two bells have rung, and no ACK has come. What do you know about your partner?',
        right: 'Nothing yet: the road or the partner may be down.',
        wrong: ['It is gone, and the connection with it.', 'Its port is closed: a closed port is silent.'],
        explanation:
          'A connection is state at two ends, not a road. A closed port would answer with RST; silence tells only that nothing came through.',
      },
      'while-the-wall-stands': {
        prompt: 'A wall swallows your FIN for 20 s. How do you behave?',
        right: 'Repeat it at each bell; the RTO doubles every time.',
        wrong: ['Repeat it every second until one gets through.', 'Send RST: it says the same, but faster.'],
        explanation:
          'Haste only adds boats to lose. RST is no quick FIN: it aborts, and the partner’s application sees an error.',
      },
      'close-returned': {
        prompt: 'Your program sent a megabyte, and close() has returned without an error. What do you know?',
        right: 'That data and FIN are queued. They may still fail to arrive.',
        wrong: ['That all the data has arrived.', 'That the partner has closed as well.'],
        explanation:
          'close() hands the work to TCP. If no ACK ever comes, TCP gives up later, perhaps with nobody left to tell.',
      },
    },
  },
  'the-silent-harbour': {
    title: 'The silent harbour',
    tag: 'The ACK came. The FIN does not.',
    briefing: {
      both: [
        'A pilot opens, the server sends its crates, and the client closes first. Some of the server’s applications sleep.',
        'FIN acknowledged, but no FIN back: FIN_WAIT_2. The road is fine; their application has not closed.',
        'Agree whom to wake, whom to leave to a clock, and whom to let finish.',
      ],
      client: [
        'Only you see your orphans, sockets whose program has gone. As on Linux a clock ends those, here after 45 s.',
        'Your other sockets still read, and have no clock: RFC 9293 knows none.',
      ],
      server: [
        'Only you hear who snores. You have two coffees, and each restarts one application.',
        'Who still has crates to send is awake.',
      ],
    },
    example: [
      'The client closes, but goes on reading.',
      'The server’s TCP acknowledges. Its application sleeps and notices nothing.',
      'FIN_WAIT_2. This client still reads, so no clock runs: it could wait for ever.',
      'One coffee later the application wakes up and calls close().',
      'There is the FIN. The client owes the last ACK.',
      'The server is done, and its berth is free.',
    ],
    aha: 'The ACK came, so the road is fine. It is their application that has to close.',
    met: 'Apache’s manual once had a page of its own about FIN_WAIT_2. On Linux, tcp_fin_timeout ends orphans after 60 s; a socket that a program still holds has no such clock.',
    questions: {
      'two-crates-to-come': {
        prompt: 'Your socket is in FIN_WAIT_2, and your partner says: “Two crates to go.” What is right?',
        right: 'Wait, and acknowledge what comes.',
        wrong: [
          'Forget it: after my FIN nothing can come.',
          'Send RST: it frees the berth at no cost.',
          'Do nothing at all: RFC 9293’s timer will end it.',
        ],
        explanation: 'Their direction is open as long as they like. RST would throw the two crates away.',
      },
      'clock-of-the-rfc': {
        prompt: 'How long may FIN_WAIT_2 last by RFC 9293?',
        right: 'As long as the partner likes: the RFC has no timer for it.',
        wrong: ['2MSL.', 'tcp_fin_timeout, as TIME_WAIT does.'],
        explanation:
          'RFC 9293 sets no limit. Linux has one, tcp_fin_timeout, and only for orphans. TIME_WAIT is another matter.',
      },
      'timeout-of-ten': {
        prompt: 'On a Linux server somebody sets tcp_fin_timeout to 10. What changes?',
        right: 'Orphans in FIN_WAIT_2 go after 10 s. TIME_WAIT stays at 60 s.',
        wrong: ['TIME_WAIT lasts 10 s.', 'Every FIN_WAIT_2 ends after 10 s.'],
        explanation:
          'On Linux TIME_WAIT is a constant of 60 s. tcp_fin_timeout is about FIN_WAIT_2 whose program has gone.',
      },
    },
  },
  'still-waters': {
    title: 'Still waters',
    tag: 'Who closes first keeps the berth.',
    briefing: {
      both: [
        'A pilot opens. You close, and you decide together who does it first.',
        'Each harbour has two berths. TIME_WAIT keeps one for 24 s, at the end that closed first.',
        'Tell each other how many berths you have free, and let the one with room close first.',
        'Two last ACKs will sink. A FIN that comes again is acknowledged again, and the ring starts anew.',
        'RST would free the berth, and forfeit the order.',
      ],
      client: [],
      server: [],
    },
    example: [
      'The server has room, so it closes first.',
      'The client is ready too: its FIN carries the ACK along.',
      'The server owes the last ACK and waits in TIME_WAIT. That ACK sinks.',
      'Nobody acknowledged the client’s FIN, so the bell rings and it leaves again.',
      'A FIN in TIME_WAIT: the server acknowledges again, and 2MSL starts from the beginning.',
      'The client is done. The server’s ring has to run down.',
    ],
    aha: 'Who closes first keeps the berth, so we take turns.',
    met: 'A load balancer that opens a connection for every request can run out of ports: on Linux each TIME_WAIT keeps its own for 60 s. Connections that stay open are the cure.',
    questions: {
      'who-keeps-it': {
        prompt: 'The client closed first. Which end waits in TIME_WAIT?',
        right: 'The client.',
        wrong: ['The server: that is where TIME_WAIT is.', 'Both: who closes second waits as well.'],
        explanation:
          'TIME_WAIT is on the end that closed first. The other one is CLOSED as soon as its FIN is acknowledged.',
      },
      'fin-in-time-wait': {
        prompt: 'You are in TIME_WAIT with 5 s left. The partner’s FIN comes again. What happens?',
        right: 'I acknowledge it again, and 2MSL starts anew.',
        wrong: [
          'Nothing: TIME_WAIT runs once.',
          'I send my FIN again: that is what TIME_WAIT is for.',
          'I send RST: this connection is over.',
        ],
        explanation:
          'A FIN that comes again says that my last ACK was lost. To answer it is what TIME_WAIT is for.',
      },
      'busy-server': {
        prompt: 'A busy Linux server closes first and collects TIME_WAIT. What helps?',
        right: 'Let the clients close first, or keep connections open longer.',
        wrong: [
          'Turn on tcp_tw_reuse for the incoming connections.',
          'Close with RST instead of FIN.',
          'Lower tcp_fin_timeout.',
        ],
        explanation:
          'TIME_WAIT goes where the first FIN came from. On Linux tcp_tw_reuse is about outgoing connections, tcp_fin_timeout about orphans in FIN_WAIT_2, and RST can throw data away.',
      },
    },
  },
  'crossing-boats': {
    title: 'Crossing boats',
    tag: '“Three, two, one, FIN!”',
    briefing: {
      both: [
        'Boats need 3 s here, long enough for two of them to cross.',
        'Some slips ask both of you to close at the same moment. Agree on it: three, two, one, FIN!',
        'Your FIN and theirs have crossed: that is CLOSING. Acknowledge theirs, and wait for the ACK of yours.',
        'Once you open at the same moment. Two SYNs cross, and each is answered with SYN+ACK.',
        'Crossing is lawful. Nobody needs RST.',
      ],
      client: [],
      server: [],
    },
    example: [
      'Now! The client’s FIN leaves.',
      'The server’s FIN leaves too, before the client’s has come.',
      'A FIN, but it does not acknowledge mine: CLOSING. The client owes an ACK.',
      'The server sees the same: CLOSING, and an ACK is owed.',
      'The ACK of its FIN: the client waits in TIME_WAIT.',
      'So does the server. Both closed first, so both wait.',
    ],
    aha: 'FINs that cross lead through CLOSING, and then both ends wait in TIME_WAIT.',
    met: 'Programs that want through two NATs let both ends call at once: a simultaneous open. CLOSING is over so soon that ss hardly ever shows it.',
    questions: {
      'fin-without-ack': {
        prompt: 'You are in FIN_WAIT_1. A FIN arrives whose ack does not cover yours. What follows?',
        right: 'CLOSING, and I owe an ACK.',
        wrong: [
          'An RST: both ends can’t close at once.',
          'CLOSE_WAIT: the partner was faster, so I close again later.',
        ],
        explanation:
          'The two FINs crossed. Each end acknowledges the other’s and waits for the ACK of its own.',
      },
      'crossed-fins': {
        prompt: 'Two FINs have crossed and both are acknowledged. Who is in TIME_WAIT?',
        right: 'Both ends.',
        wrong: ['The server alone, as always.', 'The client alone: it opened.'],
        explanation: 'Both closed first, so both wait 2MSL. Figure 13 of RFC 9293 shows it.',
      },
      'crossed-syns': {
        prompt:
          'You are in SYN_SENT. A SYN without ACK arrives from the very end that you are calling. What do you owe?',
        right: 'SYN+ACK, with the ISN of my SYN. It becomes one connection.',
        wrong: ['RST: only one end may open.', 'Nothing: there will be two connections.'],
        explanation:
          'Every TCP must be able to do this (MUST-10). SYN_SENT leads to SYN_RECEIVED, and on to ESTABLISHED.',
      },
    },
  },
  'man-overboard': {
    title: 'Man overboard',
    tag: 'A host goes dark, and nobody says so.',
    briefing: {
      both: [
        'A pilot opens. You carry the crates and close, and either host may crash meanwhile.',
        'A host that crashes is dark for 8 s and forgets every connection. Nobody tells the other end.',
        'What arrives for a forgotten connection draws an RST. Never answer an RST.',
        'After it the connection is gone at both ends, and the order begins anew.',
        'Only you know of your own crash. Say so.',
      ],
      client: [],
      server: [],
    },
    example: [
      'The server’s host crashes. It forgets this connection and tells nobody.',
      'The client knows nothing of it and sends a crate, as it always would.',
      'The server knows no such connection. It owes an RST with the number that the crate acknowledged, 5201.',
      'The RST has exactly the number that the client expects: the connection is gone here too.',
      'A new connection begins with SYN, and with a new number.',
    ],
    aha: 'The living end knows nothing of the crash until it speaks.',
    met: '“Connection reset by peer” on the first query of the morning: the database was restarted at night. That is why connection pools test a connection before they lend it.',
    questions: {
      'who-notices': {
        prompt:
          'Your partner’s host has crashed and is up again. You are ESTABLISHED and send nothing. When do you notice?',
        right: 'Not before I send something.',
        wrong: ['At once: the connection breaks.', 'After a few seconds: TCP’s keep-alive is always on.'],
        explanation:
          'Nothing tells the living end. RFC 9293 has keep-alives off by default, and two hours apart at least.',
      },
      'crate-to-a-reborn-host': {
        prompt: 'Your crate reaches a host that has restarted. What comes back?',
        right: 'An RST: it knows no such connection.',
        wrong: [
          'An ACK: it goes on where it was.',
          'Nothing: where there is no connection, there is silence.',
        ],
        explanation:
          'A restarted host remembers nothing. Its RST clears the half-open connection, and a new handshake follows.',
      },
      'rst-in-the-window': {
        prompt:
          'You are ESTABLISHED. An RST arrives with a number inside your window, but not the one that you expect next. What do you do?',
        right: 'Send a challenge ACK and stay ESTABLISHED.',
        wrong: ['Give the connection up: any RST ends it.', 'Answer with an RST of my own.'],
        explanation:
          'Only the exact number ends a connection. A true sender answers the challenge with an RST that fits.',
      },
    },
  },
  'ghost-fleet': {
    title: 'Ghost fleet',
    tag: 'Callers who do not exist.',
    briefing: {
      both: [
        'Ghosts send SYNs. Each takes a place in the queue, in SYN_RECEIVED, and its ACK never comes.',
        'When the queue is full, true callers are not refused: their SYNs are dropped without a word.',
        'You open and close. A pilot moves the cargo.',
      ],
      client: ['Only you know which source ports are true. Tell them, and repeat your SYN at the bell.'],
      server: [
        'Only you see who is in the queue. Ask which of them are true.',
        'SYN cookies can be switched on once, for 40 s. Then a SYN takes no place: the SYN+ACK’s own number says it all.',
      ],
    },
    example: [
      'A ghost’s SYN takes a place. The server owes SYN+ACK, which reaches nobody.',
      'No ACK. The bell rings, and the SYN+ACK leaves once more.',
      'Silence again. The server gives up, and the place is free.',
      'Now a true caller sends its SYN. It needs just such a place.',
      'There is room, so the server owes SYN+ACK.',
      'ESTABLISHED. It was the half-open one that stood in the way.',
    ],
    aha: 'What fills up is the half-open, not the established.',
    met: 'On Linux SYN cookies are on by default and step in when the SYN queue overflows; the kernel’s log then says “Possible SYN flooding”. ss -tan state syn-recv lists the half-open.',
    questions: {
      'what-fills-up': {
        prompt: 'SYNs arrive by the thousand, and none of their handshakes is ever completed. What fills up?',
        right: 'The queue of half-open connections, in SYN_RECEIVED.',
        wrong: [
          'The established connections: there are too many clients.',
          'The accept queue: the application is too slow.',
        ],
        explanation:
          'Without the third boat nothing becomes ESTABLISHED. SYN cookies help because they keep nothing for a half-open connection.',
      },
      'full-queue': {
        prompt:
          'A Linux server’s queue is full and SYN cookies are off. A true SYN arrives. What does the caller notice?',
        right: 'Silence. Its SYN was dropped, and its bell will ring.',
        wrong: ['An RST: a full server refuses.', 'An RST: the port counts as closed now.'],
        explanation:
          'A full queue is not a closed port. The caller is to try again later, and it does: that is what its RTO is for.',
      },
      'forged-rst': {
        prompt: 'A stranger sends an RST with a guessed number to your open connection. What happens?',
        right: 'Far off, it is dropped; in the window but not exact, it draws a challenge ACK.',
        wrong: ['The connection is gone: any RST ends it.', 'I answer with RST, and the stranger gives up.'],
        explanation:
          'An RST counts only with exactly the number that is expected next. That one is hard to guess.',
      },
    },
  },
  'the-perfect-storm': {
    title: 'The perfect storm',
    tag: 'Everything at once, and no pilot.',
    briefing: {
      both: [
        'All that you have met: lost boats, a wall, a sleeper, and what the night shift left behind.',
        'Open, carry, close, and tell each other your halves of the slips.',
        'What hangs has one of four causes: this application, the partner’s, the network, or nobody. The state tells which.',
        'Name the cause aloud before you press a key. After 15 s it can go into the harbour log.',
      ],
      client: [
        'Only your partner sees the wall and the sleeper. Say which socket hangs, and in which state.',
      ],
      server: ['You have one coffee. Your own CLOSE_WAIT comes first: it needs nobody but you.'],
    },
    example: [
      'The client closes, and the fog takes the FIN.',
      'FIN_WAIT_1 and no ACK: the network. The bell rings, and the FIN is repeated.',
      'CLOSE_WAIT at the server: from now on the cause is this application, until it closes.',
      'FIN_WAIT_2: the ACK came, so the road is fine. It is the partner’s application.',
      'The application calls close().',
      'TIME_WAIT: the cause is nobody. It is normal and ends by itself.',
    ],
    aha: 'Naming the cause is faster than pressing keys.',
    met: 'On Linux, the first look of an engineer on call is ss -tan: CLOSE_WAIT means my program, FIN_WAIT_1 the road, FIN_WAIT_2 their program, TIME_WAIT nobody.',
    questions: {
      'cause-of-fin-wait-1': {
        prompt: 'Your socket hangs in FIN_WAIT_1. Your partner says: “No FIN has come.” Cause and remedy?',
        right: 'The network. Repeat the FIN at the bell.',
        wrong: [
          'The partner’s application: its TCP should have sent a FIN by itself.',
          'The network. Send RST, it is as good as a FIN.',
          'Nobody: FIN_WAIT_1 runs out like TIME_WAIT.',
        ],
        explanation:
          'No ACK came, so something was lost on the road. The RTO repeats the FIN until it is acknowledged.',
      },
      'cause-of-fin-wait-2': {
        prompt: 'Your socket hangs in FIN_WAIT_2, its twin in CLOSE_WAIT. Cause and remedy?',
        right: 'The partner’s application. It has to call close().',
        wrong: [
          'The network. Repeat the FIN at once, and often.',
          'Nobody: CLOSE_WAIT clears by itself.',
          'The kernel. On Linux, lower tcp_fin_timeout for TIME_WAIT.',
        ],
        explanation:
          'The FIN came and was acknowledged, so TCP has done its part. What is missing is a call of the application.',
      },
      'cause-of-time-wait': {
        prompt: 'After a clean goodbye your socket stays in TIME_WAIT. Cause and remedy?',
        right: 'Nobody: that is normal. Wait for 2MSL.',
        wrong: [
          'The partner’s application: its FIN is missing.',
          'This application: it should have used RST.',
        ],
        explanation: 'Both FINs have come. TIME_WAIT answers a FIN that comes again and lets old boats sink.',
      },
    },
  },
};
