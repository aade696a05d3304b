// A bare Colyseus room, with everything as Colyseus has it by itself: it answers each command and sends both seats the
// same messages that the game would send, without a thought, a state or a store.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Client, defineRoom, defineServer, Room } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { peerOf, type Side } from '../../../shared/src/game/seat.ts';
import { present } from '../../../shared/src/kernel/assert.ts';
import { playScript, WINDOWS_MAX } from './script.ts';

const STEPS = playScript(WINDOWS_MAX).flat();
const ofSeat = (seat: Side) =>
  new Map(STEPS.filter((step) => step.seat === seat).map((step) => [step.command.id, step]));
const SCRIPT = { client: ofSeat('client'), server: ofSeat('server') };

class Relay extends Room {
  override maxClients = 2;
  private readonly seats: Partial<Record<Side, Client>> = {};

  override messages = {
    command: (client: Client, { id }: { readonly id: number }) => {
      const seat = this.seats.client === client ? 'client' : 'server';
      const { answer, views } = present(SCRIPT[seat].get(id), `command ${id} of ${seat}`);
      for (const { to, view } of views) {
        if (to === seat) client.send('view', view);
        else this.seats[peerOf(seat)]?.send('view', view);
      }
      return answer;
    },
  };

  override onJoin(client: Client): void {
    this.seats[this.seats.client === undefined ? 'client' : 'server'] = client;
  }
}

const http = createServer();
const server = defineServer({
  rooms: { relay: defineRoom(Relay) },
  transport: new WebSocketTransport({ server: http, maxPayload: 2048 }),
  greet: false,
});
await server.listen(0, '127.0.0.1');
console.log(`http://localhost:${(http.address() as AddressInfo).port}`);
