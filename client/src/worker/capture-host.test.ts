import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LARGEST_CAPTURE } from '@syn-or-swim/shared/network/capture-file.ts';
import { expect, it } from 'vitest';
import type { CaptureReply, CaptureRequest } from '../model/capture-messages.ts';
import { createCaptureHost } from './capture-host.ts';

const CAPTURES = join(import.meta.dirname, '../../../tests/data/tcp/captures');

/** A host, and what it answers to one request. */
function asked() {
  let heard: (reply: CaptureReply) => void = () => undefined;
  const handle = createCaptureHost((reply) => heard(reply));
  return (request: CaptureRequest): Promise<CaptureReply> =>
    new Promise((resolve) => {
      heard = resolve;
      handle(request);
    });
}

function captured(name: string): Blob {
  return new Blob([new Uint8Array(readFileSync(join(CAPTURES, name)))]);
}

it('lists the connections of a capture and shows each, from any end', async () => {
  const ask = asked();
  const read = await ask({ kind: 'read', file: captured('backlog-overflow/b.pcap') });
  if (read.kind !== 'capture') throw new Error(read.kind);
  const { connections } = read.capture;
  expect(connections.length).toBeGreaterThan(1);
  for (const [index, { found, count }] of connections.entries()) {
    for (const place of [found.place, 0, 1, 'both'] as const) {
      const reply = await ask({ kind: 'show', index, place, whole: true });
      if (reply.kind !== 'shown') throw new Error(reply.kind);
      expect([reply.index, reply.shown.rows.length]).toEqual([index, count]);
    }
  }
});

it('puts long runs of data and ACKs into one row unless every segment is asked for', async () => {
  const ask = asked();
  await ask({ kind: 'read', file: captured('burst-exchange-default-options/a.pcap') });
  const rowsOf = async (whole: boolean) => {
    const reply = await ask({ kind: 'show', index: 0, place: 0, whole });
    if (reply.kind !== 'shown') throw new Error(reply.kind);
    return reply.shown;
  };
  const [some, all] = [await rowsOf(false), await rowsOf(true)];
  expect(all.rows.every(({ kind }) => kind === 'segment')).toBe(true);
  const counted = some.rows.reduce((sum, row) => sum + (row.kind === 'run' ? row.count : 1), 0);
  expect([counted, some.rows.length < all.rows.length]).toEqual([all.count, true]);
});

it('hands a match of the game on, and refuses what is too big before it reads it', async () => {
  const ask = asked();
  expect(await ask({ kind: 'read', file: new Blob(['{"a":1}']) })).toEqual({
    kind: 'match',
    text: '{"a":1}',
  });
  const unread = { size: LARGEST_CAPTURE + 1, arrayBuffer: () => Promise.reject(new Error('was read')) };
  expect(await ask({ kind: 'read', file: unread as unknown as Blob })).toEqual({
    kind: 'problem',
    problem: { kind: 'too-big', octets: LARGEST_CAPTURE + 1, most: LARGEST_CAPTURE },
  });
  const gone = { size: 100, arrayBuffer: () => Promise.reject(new Error('its drive is gone')) };
  expect(await ask({ kind: 'read', file: gone as unknown as Blob })).toEqual({
    kind: 'problem',
    problem: { kind: 'failed' },
  });
  expect(await ask({ kind: 'read', file: new Blob([]) })).toEqual({
    kind: 'problem',
    problem: { kind: 'empty' },
  });
});
