import { describe, expect, it } from 'vitest';
import { createPlaceCredentials } from './place-credential.ts';

const secret = new Uint8Array(32).fill(1);

describe('the credentials of a room', () => {
  const credentials = createPlaceCredentials(secret, 'room-1');

  it('say what they were made for', () => {
    const claims = [
      { place: 0, epoch: 0 },
      { place: 1, epoch: 17 },
    ] as const;
    expect(claims.map((claim) => credentials.open(credentials.seal(claim)))).toEqual(claims);
  });

  it('say nothing where anything of them was changed', () => {
    const text = credentials.seal({ place: 0, epoch: 3 });
    const changed = [...text].map((symbol, index) => {
      const other = symbol === 'A' ? 'E' : 'A';
      return `${text.slice(0, index)}${other}${text.slice(index + 1)}`;
    });
    expect(changed.filter((each) => credentials.open(each) !== undefined)).toEqual([]);
    expect(credentials.open(text.replace('0.3.', '0.4.'))).toBeUndefined();
    expect(credentials.open(text.replace('0.3.', '1.3.'))).toBeUndefined();
    expect(['', '0.3.', `${text}A`, ` ${text}`].map(credentials.open)).toEqual(Array(4).fill(undefined));
  });

  it('know a joining id again by a mark that does not tell it, and that is of no use elsewhere', () => {
    const joining = 'AAAAAAAAAAAAAAAAAAAAAA';
    const mark = credentials.markOf(joining);
    expect(credentials.markOf(joining)).toBe(mark);
    expect(mark).toMatch(/^[\w-]{43}$/);
    expect(mark).not.toContain(joining);
    const elsewhere = [
      credentials.markOf('BAAAAAAAAAAAAAAAAAAAAA'),
      credentials.markOf(mark),
      createPlaceCredentials(secret, 'room-2').markOf(joining),
      createPlaceCredentials(new Uint8Array(32).fill(2), 'room-1').markOf(joining),
    ];
    expect(elsewhere).not.toContain(mark);
  });

  it('are of no use in another room or to a server with another secret', () => {
    const text = credentials.seal({ place: 0, epoch: 0 });
    expect(createPlaceCredentials(secret, 'room-2').open(text)).toBeUndefined();
    expect(createPlaceCredentials(new Uint8Array(32).fill(2), 'room-1').open(text)).toBeUndefined();
    expect(createPlaceCredentials(secret, 'room-1').open(text)).toEqual({ place: 0, epoch: 0 });
  });
});
