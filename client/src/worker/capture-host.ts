import {
  type CapturedConnection,
  capturedConnections,
} from '@syn-or-swim/shared/capture/captured-connection.ts';
import { ladderRows, octetsSent } from '@syn-or-swim/shared/capture/ladder-rows.ts';
import { type CapturePlace, foundPlace } from '@syn-or-swim/shared/capture/own-end.ts';
import { toldConnection } from '@syn-or-swim/shared/capture/told-connection.ts';
import { LARGEST_CAPTURE, readCapture } from '@syn-or-swim/shared/network/capture-file.ts';
import type { CaptureReply, CaptureRequest, ListedConnection } from '../model/capture-messages.ts';

/** At most so many connections are listed: those with the most segments. */
const MOST_LISTED = 500;
/** A match of the game is JSON: it begins with a brace. */
const BRACE = 0x7b;

function listed(connection: CapturedConnection): ListedConnection {
  const { ends, seenAt, segments } = connection;
  const found = foundPlace(connection);
  const told = toldConnection(connection, found.place);
  return {
    ends,
    seenAt,
    count: segments.length,
    octets: [octetsSent(told.segments, 0), octetsSent(told.segments, 1)],
    from: segments[0]?.at ?? 0,
    until: segments.at(-1)?.at ?? 0,
    ending: told.ending,
    joined: told.joined,
    retransmissions: told.retransmissions,
    found,
  };
}

/** The connections that are listed of all, in their own order. */
function chosen(all: readonly CapturedConnection[]): readonly CapturedConnection[] {
  if (all.length <= MOST_LISTED) return all;
  const longest = all.toSorted((one, other) => other.segments.length - one.segments.length);
  const kept = new Set(longest.slice(0, MOST_LISTED));
  return all.filter((connection) => kept.has(connection));
}

/** Reads captures and tells of their connections. It keeps the last file that it has read. */
export function createCaptureHost(reply: (reply: CaptureReply) => void): (request: CaptureRequest) => void {
  let connections: readonly CapturedConnection[] = [];

  function show(index: number, place: CapturePlace, whole: boolean): void {
    const connection = connections[index];
    if (connection === undefined) return;
    const told = toldConnection(connection, place);
    const { segments, ...rest } = told;
    const rows = ladderRows(told, whole);
    const shown = { ...rest, rows, count: segments.length, began: segments[0]?.at ?? 0 };
    reply({ kind: 'shown', index, shown });
  }

  async function read(file: Blob): Promise<void> {
    // Before the memory is filled with it.
    if (file.size > LARGEST_CAPTURE) {
      return reply({
        kind: 'problem',
        problem: { kind: 'too-big', octets: file.size, most: LARGEST_CAPTURE },
      });
    }
    const octets = new Uint8Array(await file.arrayBuffer());
    if (octets[0] === BRACE) return reply({ kind: 'match', text: new TextDecoder().decode(octets) });
    const capture = readCapture(octets);
    if (!capture.ok) return reply({ kind: 'problem', problem: capture.problem });
    const found = capturedConnections(capture.value);
    connections = chosen(found.connections);
    const { others, unknownLinks, interfaces } = found;
    reply({
      kind: 'capture',
      capture: {
        connections: connections.map(listed),
        more: found.connections.length - connections.length,
        packets: capture.value.packets.length,
        cutOff: capture.value.cutOff,
        others,
        unknownLinks,
        interfaces,
      },
    });
  }

  return (request) => {
    if (request.kind === 'show') show(request.index, request.place, request.whole);
    else read(request.file).catch(() => reply({ kind: 'problem', problem: { kind: 'failed' } }));
  };
}
