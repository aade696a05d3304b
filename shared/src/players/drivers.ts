import type { DriverAct, DriverSight, Drivers } from '../game/rules.ts';
import { answer, question } from './conversation.ts';
import { holderMove, pilotMove, stackMove } from './stack.ts';

/** A partner's stack: it answers first, then plays, then asks for what it must be told. */
function partnerMove(sight: DriverSight): DriverAct | undefined {
  return answer(sight) ?? stackMove(sight) ?? question(sight);
}

/** A person's pace for the partner in a solo match, so that one sees what happens, ms. */
const PARTNER_REACTION = 900;
const SLOW_REACTION = 3_000;
const PILOT_REACTION = 1_500;

/** The stacks as every match of the product uses them. */
export const DRIVERS: Drivers = {
  stacks: {
    perfect: { reaction: PARTNER_REACTION, knowsAll: false, decide: partnerMove },
    slow: { reaction: SLOW_REACTION, knowsAll: false, decide: partnerMove },
    holder: {
      reaction: PARTNER_REACTION,
      knowsAll: true,
      decide: (sight) => answer(sight) ?? holderMove(sight),
    },
  },
  pilot: { reaction: PILOT_REACTION, decide: pilotMove },
};

/** The stacks that set par: they know the whole slip and their hands take no time (rules.md section 6). */
export const PAR_DRIVERS: Drivers = {
  stacks: {
    perfect: { reaction: 0, knowsAll: true, decide: stackMove },
    slow: { reaction: SLOW_REACTION, knowsAll: true, decide: stackMove },
    holder: { reaction: 0, knowsAll: true, decide: holderMove },
  },
  pilot: { reaction: PILOT_REACTION, decide: pilotMove },
};
