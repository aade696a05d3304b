import { expect, test } from 'vitest';
import { announcedMss, effectiveSendMss, sendMss } from './maximum-segment-size.ts';

test('MUST-14, MUST-67: our SYN announces the packet that we take less the fixed headers', () => {
  expect(announcedMss(1500, 4)).toEqual({ kind: 'maximum-segment-size', octets: 1460 });
  expect(announcedMss(1500, 6)).toEqual({ kind: 'maximum-segment-size', octets: 1440 });
  expect(announcedMss(70_000, 4)).toEqual({ kind: 'maximum-segment-size', octets: 65_535 });
});

test('MUST-14: the option of the peer counts, behind others too', () => {
  const options = [
    { kind: 'unknown', number: 4, data: [] },
    { kind: 'maximum-segment-size', octets: 1000 },
  ] as const;
  expect(sendMss(options, 4)).toBe(1000);
});

test('MUST-15: without the option 536 octets are assumed, 1220 with IPv6', () => {
  expect(sendMss([], 4)).toBe(536);
  expect(sendMss([{ kind: 'unknown', number: 8, data: [] }], 6)).toBe(1220);
});

test('MUST-16: the lesser of what the peer and the way take, less the options', () => {
  expect(effectiveSendMss(1460, { mtu: 1500, version: 4 })).toBe(1460);
  expect(effectiveSendMss(9000, { mtu: 1500, version: 4 })).toBe(1460);
  expect(effectiveSendMss(536, { mtu: 1500, version: 4 }, 12, 4)).toBe(520);
  expect(effectiveSendMss(1460, { mtu: 1280, version: 6 }, 12)).toBe(1208);
});
