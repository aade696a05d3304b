// The barest relay: `ws` alone. What comes in on a socket goes by the script: the same octets, ready made, to both seats.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { present } from '../../../shared/src/kernel/assert.ts';
import { FRAME } from '../../../tests/rooms/raw-seat.ts';
import { answerFrame, viewFrame } from './frames.ts';
import { playScript, WINDOWS_MAX } from './script.ts';

/** What one command sends: to its own seat and to the partner. */
const REPLIES = playScript(WINDOWS_MAX)
  .flat()
  .map(({ seat, command, answer, views }) => ({
    seat,
    id: command.id,
    own: [
      ...views.filter(({ to }) => to === seat).map(({ view }) => viewFrame(view)),
      answerFrame(command.id, answer),
    ],
    partner: views.filter(({ to }) => to !== seat).map(({ view }) => viewFrame(view)),
  }));
const BY_SEAT = [
  REPLIES.filter(({ seat }) => seat === 'client'),
  REPLIES.filter(({ seat }) => seat === 'server'),
];

const rooms = new Map<string, WebSocket[]>();
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false, maxPayload: 2048 });
server.on('connection', (socket, { url = '' }) => {
  const room = rooms.get(url) ?? [];
  rooms.set(url, room);
  const replies = present(BY_SEAT[room.length], 'a third one in a room of two');
  const partner = 1 - room.length;
  room.push(socket);
  let commands = 0;
  socket.on('message', (frame: Buffer) => {
    if (frame[0] === FRAME.leave) return socket.close();
    const reply = present(replies[commands], 'a command behind the last of the script');
    commands += 1;
    for (const own of reply.own) socket.send(own);
    for (const other of reply.partner) room[partner]?.send(other);
    return undefined;
  });
});
http.listen(0, '127.0.0.1', () => {
  console.log(`http://localhost:${(http.address() as AddressInfo).port}`);
});
