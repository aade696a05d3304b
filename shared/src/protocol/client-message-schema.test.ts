import { describe, expect, it } from 'vitest';
import { CLIENT_MESSAGE_SCHEMAS } from './client-message-schema.ts';

const KEY = { clientPort: 50_000, serverPort: 80 };

function parsed(command: unknown) {
  return CLIENT_MESSAGE_SCHEMAS.command.safeParse({ id: 1, match: 1, command });
}

describe('the command of a hint', () => {
  it('names a connection and the view on which it was asked', () => {
    const command = { kind: 'hint', key: KEY, seen: 7 };
    expect(parsed(command).data).toEqual({ id: 1, match: 1, command });
  });

  it.each([
    ['a connection', { kind: 'hint', seen: 7 }],
    ['its view', { kind: 'hint', key: KEY }],
    ['a port that exists', { kind: 'hint', key: { ...KEY, clientPort: 70_000 }, seen: 7 }],
    ['nothing else', { kind: 'hint', key: KEY, seen: 7, cost: 0 }],
  ])('is refused where it does not hold %s', (_what, command) => {
    expect(parsed(command).success).toBe(false);
  });
});

describe('the answer to a guess', () => {
  it('names the guess and one of its answers by number', () => {
    const command = { kind: 'guess', guess: 2, answer: 0, seen: 7 };
    expect(parsed(command).data).toEqual({ id: 1, match: 1, command });
  });

  it.each([
    ['an answer', { kind: 'guess', guess: 2, seen: 7 }],
    ['an index', { kind: 'guess', guess: 2, answer: -1, seen: 7 }],
    ['few of them', { kind: 'guess', guess: 2, answer: 1e6, seen: 7 }],
  ])('is refused where it does not hold %s', (_what, command) => {
    expect(parsed(command).success).toBe(false);
  });
});

describe('enough', () => {
  it('says nothing else', () => {
    const command = { kind: 'enough', seen: 7 };
    expect(parsed(command).data).toEqual({ id: 1, match: 1, command });
    expect(parsed({ ...command, order: 1 }).success).toBe(false);
  });
});
