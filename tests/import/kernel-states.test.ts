// States read out of the kernels' own captures, against the kernels' own traces.
import { otherEnd } from '@syn-or-swim/shared/capture/captured-connection.ts';
import { foundPlace } from '@syn-or-swim/shared/capture/own-end.ts';
import { toldConnection } from '@syn-or-swim/shared/capture/told-connection.ts';
import { describe, expect, it } from 'vitest';
import { type RecordedSide, recordedSides } from './recorded-side.ts';

const SIDES = recordedSides();

function told({ connection, me }: RecordedSide) {
  return toldConnection(connection, me);
}

describe('the captures of the kernels, each at its own end', () => {
  it('give the state of the trace after each segment that TCP saw', () => {
    let compared = 0;
    const differences: string[] = [];
    for (const side of SIDES) {
      const { segments } = told(side);
      expect(segments.length, side.name).toBe(side.moments.length);
      for (const [index, { after, seen }] of side.moments.entries()) {
        if (!seen) continue;
        compared += 1;
        const state = segments[index]?.states[side.me].proven;
        if (state !== after) differences.push(`${side.name}, ${index + 1}: ${state}, not ${after}`);
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBe(1795);
    console.log(`measured: import: ${compared} states of ${SIDES.length} connections, all as traced`);
  });

  it('list every change that no segment showed, in the state from which it went', () => {
    let silent = 0;
    const missing: string[] = [];
    for (const side of SIDES) {
      const { unseen } = told(side);
      const listed = unseen.flatMap((one) =>
        'state' in one && one.end === side.me ? [`${one.kind} ${one.state}`] : [],
      );
      const last = side.moments.at(-1)?.after ?? 'CLOSED';
      if (last !== side.atEnd) {
        silent += 1;
        if (!listed.includes(`may-have-ended ${last}`))
          missing.push(`${side.name}: ${last} to ${side.atEnd}`);
      }
      for (const [index, { event, before, after }] of side.moments.entries()) {
        const was = side.moments[index - 1]?.after ?? 'CLOSED';
        // What an end sends shows its change; what arrives can't show one that came before it.
        if (event.kind === 'tx' || was === before) continue;
        silent += 1;
        if (!listed.some((one) => one.endsWith(` ${was}`))) {
          missing.push(`${side.name}, ${index + 1}: ${was} to ${before}, then ${after}`);
        }
      }
    }
    expect(missing).toEqual([]);
    console.log(`measured: import: ${silent} silent changes, all listed`);
  });

  it('list what came by and was never answered', () => {
    const dropped = SIDES.flatMap((side) => {
      const { unseen } = told(side);
      return side.moments.flatMap(({ event, seen }, index) => {
        if (seen) return [];
        const listed = unseen.some((one) => one.kind === 'unanswered' && one.index === index);
        return [`${side.name.split(',')[0]} ${event.flags} ${listed}`];
      });
    });
    expect(new Set(dropped)).toEqual(
      new Set(['firewall-drop S true', 'firewall-reject-icmp S true', 'firewall-reject-rst S false']),
    );
  });

  it('tell of the other end what it was in when it sent', () => {
    let compared = 0;
    let proven = 0;
    for (const side of SIDES) {
      const { segments } = told(side);
      for (const [index, { event }] of side.moments.entries()) {
        const truth = event.of === undefined ? undefined : side.sentByPeer.get(event.of);
        if (event.kind !== 'rx' || truth === undefined) continue;
        compared += 1;
        if (segments[index]?.states[otherEnd(side.me)].proven === truth) proven += 1;
      }
    }
    console.log(`measured: import: the far end's state proven in ${proven} of ${compared} segments it sent`);
    expect(proven).toBeGreaterThanOrEqual(797);
  });

  it('know at which end they were made', () => {
    const found = SIDES.map((side) => ({ side, found: foundPlace(side.connection) }));
    const sure = found.filter((one) => one.found.by !== 'guess');
    const wrong = sure.filter((one) => one.found.place !== one.side.me);
    console.log(
      `measured: import: own end found in ${sure.length} of ${found.length}, ${wrong.length} of them wrongly`,
    );
    expect(wrong.map(({ side, found: { by } }) => `${side.name}: ${by}`)).toEqual([]);
  });
});
