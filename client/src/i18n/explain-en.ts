/** The page that explains TCP's opening and closing. */
export const explainEn = {
  heading: 'How a TCP connection opens and closes',
  intro:
    'A connection is state at two ends. Between them is a network that may lose, delay or repeat what is sent. Six boats suffice to open it and to close it cleanly.',
  back: 'Back',
  print: 'Print',
  opening: 'Opening',
  closing: 'Closing',
  client: 'client',
  server: 'server',
  /** Titles and sentences of the six pictures. */
  pictures: [
    {
      title: 'SYN: may I?',
      text: 'The client chooses a random first number, its ISN, and sends it with SYN. It is in SYN_SENT now. SYN uses up one number.',
    },
    {
      title: 'SYN+ACK: yes, and here is mine',
      text: 'The server listens. It answers in one boat: ack 4101 says “I want 4101 next”, and SYN carries its own ISN.',
    },
    {
      title: 'ACK: then we are open',
      text: 'SYN+ACK makes the client ESTABLISHED. The server is so only when this ACK arrives. If it gets lost, the next boat does its work.',
    },
    {
      title: 'FIN: I have nothing more to send',
      text: 'Either end may begin. FIN uses up one number and closes one direction only. TCP acknowledges at once; data may still come the other way.',
    },
    {
      title: 'The second FIN is a call of its own',
      text: 'CLOSE_WAIT waits for the application: nothing is owed any more until it calls close(). Only then does the second FIN leave.',
    },
    {
      title: 'The last ACK, and a wait',
      text: 'Whoever closed first stays in TIME_WAIT for 2MSL: it acknowledges a FIN that comes again, and lets old boats sink. The other end is done.',
    },
  ],
  diagram: 'All states and ways between them',
  diagramPicture: 'State diagram of a TCP connection after RFC 9293 figure 5. The list below says the same.',
  legend: {
    call: 'the application calls',
    arrives: 'a segment arrives',
    time: 'time has passed',
    sends: 'what is sent then',
  },
  list: 'The diagram as a list',
  arrives: (segment: string) => `${segment} arrives`,
  calls: (call: string) => `call ${call}`,
  passes: (timer: string) => `${timer} is over`,
  sending: (segment: string) => `sends ${segment}`,
  hangs: 'Where it hangs, and who can end it',
  table: { state: 'State', missing: 'What is missing', cause: 'Whose turn it is' },
  stuck: [
    {
      state: 'FIN_WAIT_1',
      missing: 'the ACK of my FIN',
      cause: 'The network: FIN or ACK was lost, or the other host is gone. The RTO repeats the FIN.',
    },
    {
      state: 'CLOSE_WAIT',
      missing: 'my own close()',
      cause: 'This application. TCP has done its part; no clock ends it.',
    },
    {
      state: 'FIN_WAIT_2',
      missing: 'the peer’s FIN',
      cause: 'The peer’s application. The ACK came, so the road is fine.',
    },
    {
      state: 'TIME_WAIT',
      missing: 'nothing',
      cause: 'Nobody: this is normal and ends by itself after 2MSL.',
    },
  ],
  source: 'After RFC 9293, sections 3.3.2, 3.5 and 3.6.',
};

/** Every language says the same things. */
export type ExplainTexts = typeof explainEn;
