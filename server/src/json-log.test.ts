import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLog } from './json-log.ts';

/** The one line that `facts` become, and what a reader of JSON finds in it. */
function logged(facts: Readonly<Record<string, unknown>>, message = 'a fault') {
  const lines: string[] = [];
  jsonLog('info', (line) => void lines.push(line)).warn(facts, message);
  const [line = ''] = lines;
  expect(lines).toHaveLength(1);
  const { level, time, ...rest } = JSON.parse(line) as Record<string, unknown>;
  expect([level, typeof time]).toEqual([40, 'number']);
  return { line, facts: rest };
}

/** What may be in a line: what a terminal shows as one row, without any order to it. */
const PLAIN = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u;

const NASTY: readonly (readonly [what: string, text: string])[] = [
  ['ends of line', 'one\ntwo\r\nthree\u2028four\u2029five\u0085six\u000bseven'],
  ['a line that is forged', 'x"}\n{"level":30,"msg":"a match began"}'],
  ['orders to a terminal', '\u001b[2J\u001b]0;title\u0007\u009b31m\u0008\u007f'],
  ['signs that turn the writing', '\u202eevil\u2066\u200f\u061c'],
  ['half a sign', 'a\ud800b\udc00'],
  ['zero and quotes', '\u0000"\\\'`'],
];

describe('a line of the log', () => {
  it.each(NASTY)('is one line of JSON with %s in it, wherever they stand', (_what, text) => {
    const fault = Object.assign(new TypeError(text), { code: text });
    const { line, facts } = logged(
      { [text]: text, colyseus: text, err: fault, words: [text, { [text]: text }] },
      text,
    );
    expect(line).toMatch(PLAIN);
    const said = text.toWellFormed();
    expect(facts).toMatchObject({ msg: said, colyseus: said, words: [said, { [said]: said }], [said]: said });
    expect(facts['err']).toMatchObject({ type: 'TypeError', message: said, code: said });
  });

  it('is one line of JSON, whatever is logged', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(fc.dictionary(text, fc.anything(), { maxKeys: 4 }), text, (facts, message) => {
        const { level: _level, time: _time, msg: _message, ...others } = facts;
        expect(logged(others, message).line).toMatch(PLAIN);
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  it('is short, however long what is told', () => {
    const long = 'x'.repeat(1_000_000);
    const fault = Object.assign(new Error(long), { stack: `Error\n${'  at y\n'.repeat(100_000)}` });
    const many = Array.from({ length: 10_000 }, () => long.slice(0, 100));
    const { line } = logged({ err: fault, words: long, many, record: { ...many } });
    expect(line.length).toBeLessThan(12_000);
  });

  it('tells of a fault what it is and where, and not the row that it is about', () => {
    const fault = Object.assign(new Error('null value in column "at"'), {
      code: '23502',
      detail: 'Failing row contains (1, {"kind":"joined","name":"Ada Lovelace"}).',
      where: 'Ada',
      parameters: ['Ada'],
      address: '203.0.113.7',
      cause: new Error('Ada'),
    });
    const { line, facts } = logged({ class: 'c1', err: fault });
    expect(facts).toMatchObject({
      class: 'c1',
      err: { type: 'Error', message: fault.message, code: '23502' },
    });
    expect(line).toContain('json-log.test.ts');
    expect(line).not.toMatch(/Ada|203/);
  });
});
