import type { Socket } from '../game/harbour.ts';
import type { Driver, DriverAct, DriverSight, Drivers } from '../game/rules.ts';
import { answer, enough, question } from './conversation.ts';
import { deafMove } from './deaf.ts';
import { chosenMistake } from './mistakes.ts';
import { NETWORK_STACK } from './network-stack.ts';
import { handMove } from './playing-hand.ts';
import { GOOD, type HandSkill, NOVICE, PRACTISED } from './skill.ts';
import { holderMove, initiative, payment, pilotMove, stackMove } from './stack.ts';
import { wildMove } from './wild.ts';

/** A partner's stack: it answers first, then plays, then asks for what it must be told. */
function partnerMove(sight: DriverSight): DriverAct | undefined {
  return answer(sight) ?? stackMove(sight) ?? question(sight);
}

/** A stack that errs as bad stacks do: every so often it sends what no TCP would, or what nobody needs. */
function sloppyMove(sight: DriverSight): DriverAct | undefined {
  const act = partnerMove(sight) ?? enough(sight);
  if (act?.kind !== 'token' || sight.draw('wrong', sight.now) % 1000 >= SLOPPY_PER_MILLE) return act;
  const token = chosenMistake(sight, act.token);
  return token === undefined ? act : { kind: 'token', token };
}

/** What a partner's stack would do next on `socket` alone: what is owed first, then what the order asks for. */
function advise(sight: DriverSight, socket: Socket): DriverAct | undefined {
  return payment(sight, socket) ?? initiative(sight, socket);
}

function hand(skill: HandSkill): Driver {
  return { reaction: TAP, knowsAll: false, isHand: true, decide: (sight) => handMove(sight, skill) };
}

/** A person's pace for the partner in a solo match, so that one sees what happens, ms. */
const PARTNER_REACTION = 900;
const SLOW_REACTION = 3_000;
const PILOT_REACTION = 1_500;
/** Of 1000 tokens of a sloppy stack so many are wrong. */
const SLOPPY_PER_MILLE = 120;
/** How long a hand needs to see that something is new, and to say what is said with one tap. */
const TAP = 700;
const WILD_REACTION = 2_000;

/** The stacks and hands as every match of the product uses them. */
export const DRIVERS: Drivers = {
  stacks: {
    perfect: { reaction: PARTNER_REACTION, knowsAll: false, decide: partnerMove },
    slow: { reaction: SLOW_REACTION, knowsAll: false, decide: partnerMove },
    sloppy: { reaction: PARTNER_REACTION, knowsAll: false, isHand: true, decide: sloppyMove },
    holder: {
      reaction: PARTNER_REACTION,
      knowsAll: true,
      decide: (sight) => answer(sight) ?? holderMove(sight),
    },
    novice: hand(NOVICE),
    practised: hand(PRACTISED),
    good: hand(GOOD),
    leaver: hand(PRACTISED),
    deaf: {
      reaction: PARTNER_REACTION,
      knowsAll: false,
      isHand: true,
      decide: (sight) => deafMove(sight) ?? enough(sight),
    },
    wild: { reaction: WILD_REACTION, knowsAll: false, isHand: true, decide: wildMove },
  },
  pilot: { reaction: PILOT_REACTION, decide: pilotMove },
  network: NETWORK_STACK,
  advise,
};

/** The stacks that set par: they know the whole slip and their hands take no time (rules.md section 6). */
export const PAR_DRIVERS: Drivers = {
  stacks: {
    ...DRIVERS.stacks,
    perfect: { reaction: 0, knowsAll: true, decide: stackMove },
    slow: { reaction: SLOW_REACTION, knowsAll: true, decide: stackMove },
    holder: { reaction: 0, knowsAll: true, decide: holderMove },
  },
  pilot: { reaction: PILOT_REACTION, decide: pilotMove },
  network: NETWORK_STACK,
  advise,
};
