import type { Explanations } from './items.ts';

/** Why the right answers are right, in English. Pages get them from the server, once they can spoil nothing. */
export const explanationsEn: Explanations = {
  'stray-handshake-a':
    'The handshake agrees on both first numbers. An ack for a number that the client does not use now betrays the old SYN, and RST ends it.',
  'stray-handshake-b':
    'The ack has to be 701. Any other belongs to something old: the client answers with RST and keeps waiting for the right SYN+ACK.',
  'established-when-a':
    'SYN+ACK makes the client ESTABLISHED. The server becomes it only when the ACK arrives.',
  'established-when-b': 'Having answered a SYN, the server is SYN_RECEIVED until the client’s ACK arrives.',
  'ack-next-a': 'The octets are 500 to 599. ack names the next one that is wanted: 600.',
  'ack-next-b': 'The octets are 2000 to 2249. ack names the next one that is wanted: 2250.',
  'number-of-a-flag-a': 'FIN uses up one number, 900, so the next one wanted is 901.',
  'number-of-a-flag-b': 'SYN uses up 4000. The ACK of the handshake uses no number, so data begins at 4001.',
  'half-close-a': 'CLOSE is one-way. Your end goes on receiving until the other end has sent its FIN too.',
  'half-close-b': 'Either end may close first, and each closes only its own direction.',
  'passive-close-a': 'Both FINs are acknowledged. The end that closed second has nothing left to wait for.',
  'passive-close-b':
    'From LAST_ACK the ACK leads to CLOSED. TIME_WAIT is for the end that closed first, or for both if their FINs crossed.',
  'close-returned-a':
    'close() only queues the FIN behind the data. TCP sends and repeats both afterwards, and where that fails the close turns into an abort.',
  'close-returned-b':
    'close() comes back before TCP has done its work. That the other application has the data, only its own answer proves.',
  'lost-ack-a':
    'An ACK alone is never repeated by itself. The end that misses it repeats what was not acknowledged.',
  'lost-ack-b':
    'The sender’s RTO runs, since its octets are not acknowledged. Repeating them brings a new ACK.',
  'duplicate-a':
    'A duplicate is no error. The ACK tells the sender, whose own ACK may have been lost, where you are.',
  'duplicate-b':
    'The FIN came again, so its ACK was probably lost. It is acknowledged again; nothing else changes.',
  'damaged-a':
    'The checksum only detects. What was dropped stays without an ACK, and that is why the sender repeats it.',
  'damaged-b':
    'The checksum does not fit, so the segment counts for nothing. Retransmission corrects it, as it corrects a loss.',
  'close-wait-a': 'CLOSE_WAIT waits for its own application to call close(). It has no timer.',
  'close-wait-b': 'TCP acknowledges a FIN by itself. Its own FIN leaves only when its application closes.',
  'silent-port-a':
    'A host answers a SYN for a port without a listener by RST. Silence means that the SYN or its answer was dropped somewhere.',
  'silent-port-b': 'CLOSED answers a SYN with RST. A dropped SYN or a cut cable would mean silence.',
  'cut-cable-a':
    'A connection is memory at two ends. Without traffic nothing is missed, and keep-alive is off by default.',
  'cut-cable-b':
    'Nobody sent a FIN or RST, and nothing is owed. The end learns of the crash only when it sends.',
  'fin-wait-2-a':
    'RFC 9293 has no timer for FIN_WAIT_2. Linux has one, for sockets that no application holds any more.',
  'fin-wait-2-b':
    'Its own FIN is acknowledged. What is missing is the other end’s FIN, so that application has to close.',
  'time-wait-owner-a':
    'TIME_WAIT is where the end goes that closed first. Had the FINs crossed, it would be both.',
  'time-wait-owner-b':
    'The browser closed first, so its end waits for 2 MSL. The server’s end was CLOSED by the last ACK.',
  'time-wait-purpose-a':
    'The last ACK was probably lost. It is sent again, and 2 MSL start over, since it may be lost again.',
  'time-wait-purpose-b':
    'If the last ACK is lost, somebody has to be there to repeat it; and no old segment may fall into a new connection.',
  'reset-arrives-a': 'A valid RST aborts the connection at once, and is not answered.',
  'reset-arrives-b':
    'An RST counts only if its number lies in the window, by RFC 5961 only if it is the one wanted next. Else anybody could cut any connection.',
  'restarted-host-a':
    'The memory of the connection is gone. Data for a connection that does not exist is answered by RST.',
  'restarted-host-b': 'The old connection is gone at both ends. A new one begins with new numbers.',
  'crossing-a':
    'A FIN that arrives in FIN_WAIT_1 leads to CLOSING, and the ACK of the own FIN from there to TIME_WAIT.',
  'crossing-b':
    'A SYN that arrives in SYN_SENT leads to SYN_RECEIVED and is answered by SYN+ACK. RFC 9293 requires that this works.',
  'syn-flood-a':
    'Each SYN leaves a half-open connection in SYN_RECEIVED behind, and there is room for only so many.',
  'syn-flood-b': 'With SYN cookies the server’s first number itself holds what it would have to remember.',
};
