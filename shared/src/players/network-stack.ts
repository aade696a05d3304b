import type { BoatHeader, NetworkAct } from '../game/network-act.ts';
import type { NetworkDriver, NetworkSight } from '../game/rules.ts';

/** How often this stack looks at the water, ms: it leaves a pair time to answer. */
const LOOKS_EVERY = 2_500;

/** Of 1000 looks at a boat it lets so many pass, so that nobody can reckon with it. */
const PASSES_PER_MILLE = 450;

/**
 * How much the loss of a boat hurts who does not know TCP: a FIN most, then its ACK and the handshake, where states
 * differ at both ends; a crate least.
 */
function weightOf({ flags, crates }: BoatHeader): number {
  if (flags.fin) return 5;
  if (flags.syn) return 3;
  return crates > 0 ? 1 : 4;
}

function chosenBoat({ view, draw }: NetworkSight): BoatHeader | undefined {
  const whole = view.boats.reduce((sum, boat) => sum + weightOf(boat), 0);
  if (whole === 0) return undefined;
  let left = draw('boat') % whole;
  return view.boats.find((boat) => {
    left -= weightOf(boat);
    return left < 0;
  });
}

/** What it may do with `boat`, the dearest first; two boats of one direction may change places. */
function actsOn({ boat, from }: BoatHeader, { view }: NetworkSight): readonly NetworkAct[] {
  const behind = view.boats.find((other) => other.from === from && other.boat > boat);
  const swap: readonly NetworkAct[] =
    behind === undefined ? [] : [{ kind: 'swap', boats: [boat, behind.boat] }];
  return [{ kind: 'sink', boat }, ...swap, { kind: 'copy', boat }, { kind: 'hold', boat }];
}

/** The stack that can be the network: it sinks, swaps, copies and holds, and saves no energy for long. */
export const NETWORK_STACK: NetworkDriver = {
  every: LOOKS_EVERY,
  decide: (sight) => {
    const boat = chosenBoat(sight);
    if (boat === undefined || sight.draw('passes') % 1000 < PASSES_PER_MILLE) return undefined;
    const possible = actsOn(boat, sight).filter(sight.may);
    return possible[sight.draw('act') % Math.max(1, possible.length)];
  },
};
