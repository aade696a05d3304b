import { type ClassEvent, studentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { classAfter } from '@syn-or-swim/shared/classroom/class-state.ts';
import { expect, it } from 'vitest';
import { createClassCredentials } from './class-credentials.ts';
import { comingIn } from './class-host.ts';

const credentials = createClassCredentials(new Uint8Array(32), 'class-1');
const [MINE, OTHERS] = ['A'.repeat(22), 'B'.repeat(22)];
const ONE = studentId(1);
const joined: ClassEvent = {
  kind: 'joined',
  student: ONE,
  name: 'Brave Puffin',
  joining: credentials.markOf(MINE),
};
const comes = (events: readonly ClassEvent[], options: Parameters<typeof comingIn>[1]) =>
  comingIn({ credentials, state: classAfter(events) }, options);

it('knows by the joining id whom it has let in, and lets others in as newcomers', () => {
  expect(comes([], { joining: MINE })).toBe('newcomer');
  expect(comes([joined], { joining: MINE })).toBe(1);
  expect(comes([joined], { joining: OTHERS })).toBe('newcomer');
  expect(comes([joined], {})).toBe('newcomer');
  expect(comes([joined], { joining: joined.joining ?? '' })).toBe('newcomer');
  expect(comes([joined], { studentToken: credentials.sealStudent(ONE), joining: OTHERS })).toBe(1);
  expect(comes([joined], { studentToken: 'forged', joining: MINE })).toBe('stale-seat');
});

it('keeps a locked class open for who was let in, and closed for who was removed', () => {
  const locked: ClassEvent = { kind: 'locked', locked: true };
  expect(comes([joined, locked], { joining: MINE })).toBe(1);
  expect(comes([joined, locked], { joining: OTHERS })).toBe('class-locked');
  expect(comes([joined, { kind: 'removed', student: ONE }], { joining: MINE })).toBe('removed');
});

it('has another mark for the same id in another class', () => {
  expect(createClassCredentials(new Uint8Array(32), 'class-2').markOf(MINE)).not.toBe(joined.joining);
});
