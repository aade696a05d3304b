// The script of a lesson: one page to teach by, then what to say. docs/first-lesson.md is written from it.

/** A line of the plan: minutes, what the teacher does, what the students do. */
export type PlanLine = readonly [minutes: string, you: string, they: string];

/** Everything that a teacher reads before the first lesson. */
export const lessonEn = {
  title: 'Your first lesson',
  intro: [
    '45 minutes for a class of up to 60, in pairs. One laptop at the projector, a browser on any device for each student. No accounts, nothing to install on those devices, and during the lesson no internet.',
  ],
  before: {
    heading: 'The day before',
    steps: [
      'Start the server on the laptop: `npm ci && npm start` in the folder of the game (it needs Node.js, and the internet this once). The terminal shows the address that others reach, such as `http://192.168.1.20:2567`.',
      'Take laptop and a phone into the network of the lesson, and open that address on the phone. If the game appears, the room is ready; if not, read on below under “If something goes wrong”.',
      'Play levels 1 and 4 alone once: ten minutes. You need no more TCP than that; the debrief explains every mistake.',
    ],
  },
  plan: {
    heading: 'The lesson',
    columns: ['Minutes', 'You', 'They'],
    lines: [
      [
        '0–5',
        'Open that address, not `localhost`, followed by `/teach`; press *Make the class*, then *Projector*: code and QR code are on the wall.',
        'Scan, or open the address followed by `/join` and type the code. Each gets a name. Pairs sit back to back.',
      ],
      [
        '5–9',
        '*Back to the class*; *Ask* beside *Questions before*; at the end *End the questions*.',
        'Six questions, alone.',
      ],
      [
        '9–13',
        'The demo round (below).',
        'Two are the ends, all others the fog. Everybody answers on their own screen.',
      ],
      [
        '13–17',
        'Say who does what: the server lights a lamp and tells the port, the client knocks there. *Start Level 1* (1:15). *Swap the seats of all*, and once more.',
        'Read for 8 s, then open three connections. They talk: only one of them knows the port.',
      ],
      [
        '17–23',
        '*Start Level 4* (2:00), twice as before. *Projector*: the class’s progress; in *Strait of* choose a pair.',
        'Open, send, close. Each holds the other’s half of the slip.',
      ],
      [
        '23–27',
        '*Make the report*, *Watch it* beside the commonest mistake. Ask: what did they believe?',
        'Look at their own debrief, then talk about the one on the wall.',
      ],
      [
        '27–35',
        '*Start Level 8* (3:00), twice. Whoever is stuck comes first on the wall.',
        'Find out who leaves sockets in CLOSE_WAIT: they do.',
      ],
      [
        '35–39',
        'The same again: report, commonest mistake. *Lecture*: one question to the class.',
        'Say what the server sends now. (Nothing: close() is a call.)',
      ],
      [
        '39–43',
        '*Ask* beside *Questions after*, then *End the questions*.',
        'Six other questions about the same things. Then each reads what was right, and why.',
      ],
      [
        '43–45',
        '*Make the report*: gain, heat map, each student, the questions. Save the tables, print.',
        'Ask; go.',
      ],
    ] satisfies readonly PlanLine[],
    spare:
      'Short of time: leave out the second turns, or the questions (*Questions before and after: None*). A double lesson adds levels 9 and 10, and may have the night shift (a box above *Make the class*): each pair inherits the sockets that another one left in CLOSE_WAIT.',
  },
  demo: {
    heading: 'The demo round, four minutes, two volunteers',
    steps: [
      'Press *Lecture*. Two volunteers stand left and right of the wall: the client and the server. The class is the fog: it sees all and says nothing.',
      'The client says aloud what it sends: “SYN, my number is …”. You raise that flag at *Client* and press *Send*. What becomes of the boat? Choose *Arrive*.',
      'Before the step press *Ask: what will the server send?* Everybody answers on their own screen. *Show the answers*, let two students argue, *Now the step*.',
      'The server says its boat aloud, you build it at *Server*: SYN and ACK, *Send*, *Arrive*, *Step*. Then the client its ACK; before that step: “Who is ESTABLISHED since when?” (*Ask: which state is the server in?*)',
      'Press *Back* until that ACK has not left, send it again, and choose *Sink*. Silence: how does the client learn of it? It does not; an ACK has no bell. *Step*: the server’s bell rings, and its SYN+ACK is owed again.',
    ],
  },
  levels: {
    heading: 'What each level provokes, and what to ask afterwards',
    columns: ['Level', 'What goes wrong', 'Ask'],
    lines: [
      [
        '1',
        '“We are connected as soon as I have answered.”',
        'Who was ESTABLISHED first, and how does the other one know?',
      ],
      [
        '2',
        'ack = the last number instead of the next one; SYN counted as nothing.',
        'What does the number in ack promise?',
      ],
      [
        '3',
        'An ACK of an ACK; +1 for each boat instead of +100 for each crate.',
        'What uses up numbers, and what does not?',
      ],
      [
        '4',
        '“The client closes.” “Closing is one message.”',
        'How many goodbyes are there in one connection?',
      ],
      [
        '5',
        'After the own FIN crates are turned away.',
        'What have you closed: the connection, or your mouth?',
      ],
      [
        '6',
        'Resending at once and often; waiting for a lost ACK to be repeated.',
        'What does loss look like? (Like nothing.)',
      ],
      ['7', 'Answering a copy or an old SYN as if it were new.', 'How do numbers tell an echo from a call?'],
      [
        '8',
        'CLOSE_WAIT is left alone: nothing is owed, so nobody moves.',
        'Whose fault is it: network, peer, or our own program?',
      ],
      [
        '9',
        'The peer is blamed for FIN_WAIT_1; one side gives up, the other one stays.',
        'Which ACK has not come, and who could know why?',
      ],
      ['10', 'Waiting for a timer that is not there.', 'The ACK came. What does that tell about the road?'],
      [
        '11',
        'TIME_WAIT is shot down with RST; the same end always closes first.',
        'What is TIME_WAIT good for, and who pays for it?',
      ],
      ['12', 'Panic when FINs cross.', 'Which states exist only because both may act at once?'],
      ['13', '“A crashed host is noticed.”', 'When did the living end learn of it?'],
      ['14', '“The server is full of connections.”', 'How many of them were established?'],
      ['15', 'Pressing faster instead of naming the cause.', 'Which of the four causes was it?'],
    ],
  },
  asked: {
    heading: 'What students ask',
    lines: [
      [
        'Why does the handshake need three messages?',
        'Both ends choose a first number, and each has to hear that the other one got it: two questions, two answers, of which the middle ones go in one boat.',
      ],
      [
        'Why doesn’t the number begin at 0?',
        'A late boat of an earlier connection would fit. A number that nobody can guess keeps strangers out, too.',
      ],
      [
        'Is closing always four messages?',
        'No. ACK and FIN may go in one boat, and FINs may cross. It is always two goodbyes.',
      ],
      [
        'Why not just send RST? It is faster.',
        'RST throws away what is still on its way, and the other program gets an error instead of the end of the file.',
      ],
      [
        'Which of the two keeps TIME_WAIT?',
        'Whoever closed first; both, if they closed at the same time. Not “the server”.',
      ],
      [
        'Does CLOSE_WAIT go away by itself?',
        'No. TCP has no clock for it: the own application has to call close(). In a real server the process ends up with “too many open files”.',
      ],
      [
        'And FIN_WAIT_2?',
        'RFC 9293 knows no clock for it. Linux gives up an orphan after 60 s (`tcp_fin_timeout`); that is Linux.',
      ],
      [
        'Why was my boat wrong? It worked!',
        'The debrief says it: what you sent, what this end could have sent, the section of RFC 9293. A legal boat that nobody needed costs 3, a wrong one 10.',
      ],
      [
        'Can we see real ones?',
        '`ss -tan` shows the states of your own computer. The game saves each match for Wireshark, and reads real captures (*Real captures*).',
      ],
    ],
  },
  trouble: {
    heading: 'If something goes wrong',
    lines: [
      [
        'The page does not open on the students’ devices.',
        'They have to be in the laptop’s network, phones with mobile data off. A guest network often keeps its devices apart: ask for another one. The laptop’s firewall may shut port 2567: allow Node.js when it asks. Does the terminal show several addresses? Try them all. For a few devices a hotspot of the laptop’s own helps; start the server again to read its address.',
      ],
      [
        'A student lost the network, or closed the lid.',
        'Nothing is lost: the same address brings the same seat back. Meanwhile a stack sails there, so that the partner is never stuck.',
      ],
      [
        'Somebody comes late.',
        'Same code. They get a stack’s seat, or begin with a stack. *Code* on the projector shows it again.',
      ],
      [
        'An odd number.',
        'One student sails with a stack; nothing is missing for them. *An odd one* has two other ways: as the weather for a pair, with boats to sink, hold and copy, or as a third who shares a harbour and agrees on every boat.',
      ],
      [
        'You closed the tab.',
        'Open your own link again, on any computer. Keep it: it is the only key to the class. A colleague can help with it.',
      ],
      [
        'It is too loud, or you want to explain.',
        '*All eyes up* stops the clock of everybody; *Go on* lets it run. *Give 1 more min* and *Give 3 more min* move the horn of all pairs, *End the round* blows it.',
      ],
      [
        'The laptop went to sleep, or the server was stopped.',
        'Wake it, or start the server again: the pages come back by themselves, the class is there, and a round goes on.',
      ],
      [
        'A name is not funny.',
        'Rename or remove it in *Students*; who was removed by mistake is let back in.',
      ],
    ],
  },
  kept: {
    heading: 'What is kept',
    lines: [
      'Names, answers and tokens, as long as the class exists. *Delete the class* removes all of it at once; by itself it goes after 30 days (`CLASS_DAYS`). The tables of answers and questions hold no names.',
      'The gain is the normalized gain: what was gained of what could be. Half of the students have the questions in the other order, so that an easier form cancels out. Below ten students it may as well be chance, and the report says so: believe it.',
      'Questions of a lecture are talked over before they are answered. They show what the class thinks, and count neither for the ideas nor for the gain.',
    ],
  },
  print: 'Print',
};

/** Every language says the same things. */
export type LessonTexts = typeof lessonEn;
