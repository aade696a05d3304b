import type { InventoryTexts } from './items.ts';

/** The inventory in English. */
export const inventoryEn: InventoryTexts = {
  'stray-handshake-a': {
    question:
      'A SYN of a connection that is long gone was held up and reaches a server only now. The server answers SYN+ACK. What keeps a false connection from coming about?',
    options: [
      'Nothing has to: a SYN is only a greeting.',
      'The client sees an ack that fits no SYN of its own, and answers RST.',
      'The server’s checksum shows that the SYN is too old.',
      'The server waits a minute before it answers a SYN.',
    ],
  },
  'stray-handshake-b': {
    question:
      'A client has sent SYN with seq 700. A SYN+ACK with ack 301 arrives. What does the client’s TCP do?',
    options: [
      'It sends ACK: a SYN+ACK means yes, whatever its numbers are.',
      'It takes 301 as its own new number and goes on.',
      'It sends RST: this ack belongs to no SYN that it has sent now.',
      'It sends its SYN again and again until an ack fits.',
    ],
  },
  'established-when-a': {
    question:
      'The client has got SYN+ACK and has sent its ACK, which is still under way. In which states are the ends?',
    options: [
      'Both are ESTABLISHED.',
      'Both are SYN_RECEIVED.',
      'The client is SYN_SENT, the server ESTABLISHED.',
      'The client is ESTABLISHED, the server SYN_RECEIVED.',
    ],
  },
  'established-when-b': {
    question: 'The server has sent SYN+ACK, which is still under way. In which states are the ends?',
    options: [
      'The client is SYN_SENT, the server ESTABLISHED.',
      'The client is SYN_SENT, the server SYN_RECEIVED.',
      'Both are SYN_SENT.',
      'Both are ESTABLISHED.',
    ],
  },
  'ack-next-a': {
    question:
      'A segment with seq 500 and 100 octets of data arrives, and nothing is missing. Which ack goes back?',
    options: ['500', '501', '599', '600'],
  },
  'ack-next-b': {
    question:
      'A segment with seq 2000 and 250 octets of data arrives, and nothing is missing. Which ack goes back?',
    options: ['2000', '2001', '2249', '2250'],
  },
  'number-of-a-flag-a': {
    question: 'An end sends FIN with seq 900 and no data. Which ack says that the FIN has arrived?',
    options: ['899', '900', '901', '902'],
  },
  'number-of-a-flag-b': {
    question:
      'A client’s SYN has seq 4000, and the handshake ends with its ACK. Which number has its first octet of data?',
    options: ['0', '4000', '4001', '4002'],
  },
  'half-close-a': {
    question:
      'Your application has closed its own direction only and still reads; your FIN is acknowledged. Now data arrives from the other end. What does your TCP do?',
    options: [
      'It takes the data and acknowledges it: only your own direction is closed.',
      'It ignores the data: after a FIN nothing more may arrive.',
      'It answers RST, since the connection is over.',
      'It sends its FIN again.',
    ],
  },
  'half-close-b': {
    question: 'A server has nothing more to send; the client has. May the server send its FIN now?',
    options: [
      'No. Only the client may begin to close.',
      'Yes, and the client’s data can’t arrive any more then.',
      'Yes, and the client can go on sending until it closes too.',
      'No. A server that wants to end first has to use RST.',
    ],
  },
  'passive-close-a': {
    question: 'An end in LAST_ACK gets the ACK of its FIN. What happens?',
    options: [
      'It goes to TIME_WAIT and waits for 2 MSL.',
      'It sends one more ACK, so that the close has four segments.',
      'It is CLOSED at once.',
      'It goes to FIN_WAIT_2.',
    ],
  },
  'passive-close-b': {
    question:
      'An end got a FIN, and only then closed and sent its own FIN. How long does it keep the connection once that FIN is acknowledged?',
    options: [
      'Not at all: it is CLOSED then.',
      'For 2 MSL, as the other end does.',
      'Until its FIN_WAIT_2 runs out.',
      'Until the application clears it away.',
    ],
  },
  'close-returned-a': {
    question:
      'An application has sent its last data and calls close(); the call returns at once, without an error. What does the application know then of that data?',
    options: [
      'All of it has arrived: else close() would not have returned.',
      'Nothing yet: its TCP goes on sending it, and may still fail.',
      'It was dropped: close() ends the connection at once.',
      'The other application has read it.',
    ],
  },
  'close-returned-b': {
    question:
      'A program calls close() right after its last send(), and close() returns. A second later the other host loses its power for good. What has become of that last data?',
    options: [
      'It was not lost: the end noticed the crash at once, and close() would have failed.',
      'It arrived: close() returns only when everything is acknowledged.',
      'It waits in the network until the host is up again.',
      'That close() returned does not tell: it may be lost.',
    ],
  },
  'lost-ack-a': {
    question: 'Your ACK for the other end’s FIN is lost. What repairs that?',
    options: [
      'Your end sends its ACK again when its RTO has run out.',
      'The other end sends its FIN again, and your end acknowledges it again.',
      'The other end asks for the ACK.',
      'Nothing: the connection is broken.',
    ],
  },
  'lost-ack-b': {
    question:
      'Data has arrived, but the ACK for it is lost, and nobody sends anything else. What repairs that?',
    options: [
      'The sender asks whether the data has arrived.',
      'The receiver sends its ACK again when its RTO has run out.',
      'Nothing: the connection is broken.',
      'The sender sends the data again, and the receiver acknowledges it again.',
    ],
  },
  'duplicate-a': {
    question: 'A segment arrives whose octets you have had and acknowledged long ago. What does your TCP do?',
    options: [
      'It sends RST: the number is wrong.',
      'It hands the octets to the application once more.',
      'It repeats its own last data at once.',
      'It drops the segment and sends an ACK with the number that it wants next.',
    ],
  },
  'duplicate-b': {
    question:
      'Your end is in CLOSE_WAIT, and the FIN that you have acknowledged arrives once more. What does your TCP do?',
    options: [
      'It says nothing: it has acknowledged that FIN.',
      'It acknowledges it once more.',
      'It sends RST: a second FIN is an error.',
      'It sends a FIN of its own twice.',
    ],
  },
  'damaged-a': {
    question: 'A segment with data arrives, and its checksum does not fit. What does the receiving TCP do?',
    options: [
      'It repairs the octets by means of the checksum.',
      'It asks the sender for this segment again.',
      'It drops the segment, as if it had been lost; retransmission brings the data.',
      'It sends RST.',
    ],
  },
  'damaged-b': {
    question: 'On its way a bit of a segment’s data flips. How does the receiver come by the right octets?',
    options: [
      'It tells the sender which segment was damaged.',
      'It drops the segment, and the sender, who gets no ACK, sends the data again.',
      'Not at all: the application gets an error and has to ask again.',
      'The checksum says which bit it was, and it is flipped back.',
    ],
  },
  'close-wait-a': {
    question: 'On a server 400 sockets have been in CLOSE_WAIT for an hour. What is most likely wrong?',
    options: [
      'The network loses the last segments of the clients.',
      'Nothing: they will run out by themselves.',
      'The server’s application does not close its sockets.',
      'tcp_fin_timeout is too long.',
    ],
  },
  'close-wait-b': {
    question: 'Your end was ESTABLISHED, got a FIN and acknowledged it. When does it send its own FIN?',
    options: [
      'At once, by itself.',
      'When its own application calls close().',
      'When its timer in CLOSE_WAIT runs out.',
      'When the other end repeats its FIN.',
    ],
  },
  'silent-port-a': {
    question: 'A client’s SYN is not answered, nor is it when it is sent again. Which cause fits?',
    options: [
      'The host can be reached, but no program listens on that port.',
      'Another client is connected to that port already.',
      'The server has sent RST, and the client has acknowledged it.',
      'A firewall on the way drops the SYN.',
    ],
  },
  'silent-port-b': {
    question: 'A client’s SYN is answered by RST at once. Which cause fits?',
    options: [
      'No program listens on that port.',
      'A firewall on the way drops the SYN.',
      'The cable to the server is cut.',
      'The server takes its leave: RST is a quick FIN.',
    ],
  },
  'cut-cable-a': {
    question:
      'Two ends are ESTABLISHED and have nothing to send. A cable somewhere between them is cut and mended ten minutes later. What becomes of the connection?',
    options: [
      'It was CLOSED at both ends when the cable was cut.',
      'Neither end notices, and it goes on.',
      'Keep-alive found the cut at once, and it was aborted.',
      'Both ends open it again with a handshake.',
    ],
  },
  'cut-cable-b': {
    question:
      'One of two hosts loses its power while nothing is sent; it stays off. Keep-alive is off. In which state is the other end an hour later?',
    options: [
      'CLOSED: it noticed the crash at once.',
      'CLOSED: the path is gone.',
      'FIN_WAIT_2, until that runs out.',
      'ESTABLISHED.',
    ],
  },
  'fin-wait-2-a': {
    question:
      'Your end is in FIN_WAIT_2, and its application still holds the socket. The other application sleeps. How long can this last by RFC 9293?',
    options: [
      'Until the timer of FIN_WAIT_2 runs out.',
      '60 s, as tcp_fin_timeout says.',
      'As long as the other application does not close.',
      '2 MSL.',
    ],
  },
  'fin-wait-2-b': {
    question: 'An end has been in FIN_WAIT_2 for five minutes. What is it waiting for?',
    options: [
      'For the ACK of its own FIN.',
      'For its timer.',
      'For old segments to vanish from the network.',
      'For the other end’s FIN.',
    ],
  },
  'time-wait-owner-a': {
    question:
      'The client sends the first FIN; the server gets it, and closes only then. Who ends up in TIME_WAIT?',
    options: ['The server.', 'The client.', 'Both.', 'Neither, if all goes well.'],
  },
  'time-wait-owner-b': {
    question:
      'A browser has its page and closes the connection; the web server notices and closes a second later. Where does `ss` show TIME-WAIT now?',
    options: ['On both hosts.', 'On the server’s host.', 'On neither.', 'On the browser’s host.'],
  },
  'time-wait-purpose-a': {
    question: 'An end is in TIME_WAIT, and the other end’s FIN arrives once more. What does it do?',
    options: [
      'It acknowledges, and its wait goes on where it was.',
      'It is CLOSED: this is the FIN that it waited for.',
      'It acknowledges, and its wait of 2 MSL begins anew.',
      'It sends RST to be rid of the connection.',
    ],
  },
  'time-wait-purpose-b': {
    question: 'What is TIME_WAIT good for?',
    options: [
      'It waits for the other end’s FIN.',
      'The last ACK can be sent again, and old segments can vanish.',
      'It gives Linux the time that tcp_fin_timeout says.',
      'For nothing: RST avoids it without loss.',
    ],
  },
  'reset-arrives-a': {
    question:
      'An end is ESTABLISHED. An RST arrives whose seq is exactly the number wanted next. What follows?',
    options: [
      'It acknowledges the RST.',
      'It answers FIN: an RST is a quick FIN.',
      'It sends its last data once more.',
      'It is CLOSED, sends nothing, and its application is told of an error.',
    ],
  },
  'reset-arrives-b': {
    question: 'An end is ESTABLISHED. An RST arrives whose seq lies far outside of its window. What follows?',
    options: [
      'It is CLOSED: any RST ends a connection.',
      'It drops the RST and goes on.',
      'It answers RST.',
      'It sends FIN and closes in good order.',
    ],
  },
  'restarted-host-a': {
    question:
      'A host crashed and has started again. Its old partner, which noticed nothing, sends data. What does the host answer?',
    options: [
      'ACK, and it goes on where it was.',
      'RST: it knows of no such connection.',
      'Nothing: the partner knew of the crash at once.',
      'SYN, to open the connection again.',
    ],
  },
  'restarted-host-b': {
    question:
      'An end got RST, because its partner’s host has started again. How can the two applications go on talking?',
    options: [
      'With the old numbers, as soon as the host is up.',
      'The end acknowledges the RST, then both go on.',
      'Over a new connection, with a new handshake.',
      'The end sends FIN first, then its old data again.',
    ],
  },
  'crossing-a': {
    question: 'Both ends of a connection send FIN at the same moment, and the FINs cross. What follows?',
    options: [
      'One of the two is refused: only one end can close first.',
      'The end whose FIN comes later is CLOSED at once, the other waits in TIME_WAIT.',
      'Each acknowledges the other’s FIN; both go through CLOSING into TIME_WAIT.',
      'Both answer RST, and the connection is gone.',
    ],
  },
  'crossing-b': {
    question:
      'Two hosts send each other a SYN at the same moment, from and to the same pair of ports, and the SYNs cross. What follows?',
    options: [
      'One connection: both go through SYN_RECEIVED to ESTABLISHED.',
      'None: one of the two has to be the server.',
      'Two connections, one from each side.',
      'Both answer RST: a SYN is an error in SYN_SENT.',
    ],
  },
  'syn-flood-a': {
    question: 'A flood of SYNs from senders that never answer reaches a server. What fills up first?',
    options: [
      'The table of connections that are ESTABLISHED.',
      'The sockets in CLOSE_WAIT.',
      'The queue of handshakes that are not finished.',
      'The path through the network, which is reserved for each SYN.',
    ],
  },
  'syn-flood-b': {
    question: 'During a SYN flood, what lets real clients in although the queue of handshakes stays full?',
    options: [
      'A higher limit for connections that are ESTABLISHED.',
      'SYN cookies: the server keeps nothing until the ACK comes.',
      'Clients that repeat their SYN at once and often.',
      'tcp_tw_reuse on the server.',
    ],
  },
};
