// Reads the play screen as a person does who hears it read: what the sockets' rows, the slips, the arrivals and the
// signals say. It knows nothing that the page does not say.
import type { Page } from 'playwright-core';
import { type AriaNode, allOf, ariaTree, named, textOf } from './aria-tree.ts';
import { numberSaid, type Words } from './words.ts';

/** What a row says beside its state. */
export type Remark = 'bell' | 'owes' | 'reset' | 'piloted' | 'anchorage' | 'notOpen' | 'done' | 'nightShift';

const REMARKS: readonly Remark[] = [
  'bell',
  'owes',
  'reset',
  'piloted',
  'anchorage',
  'notOpen',
  'done',
  'nightShift',
];

function remarkText(remark: Remark, { sockets, harbour }: Words['play']): string {
  return remark === 'nightShift' ? harbour.notices.nightShift : sockets[remark];
}

const STATES =
  'CLOSED|LISTEN|SYN_SENT|SYN_RECEIVED|ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2|CLOSE_WAIT|CLOSING|LAST_ACK|TIME_WAIT';

/** The most crates that a slip of any level names. */
const CRATES = 6;

/** One socket of the table. */
export interface SocketRow {
  /** The ship's name, or `:49153` where no slip tells it. */
  readonly label: string;
  readonly state: string;
  readonly remark: Remark | undefined;
  readonly chosen: boolean;
  /** The name of the row's button. */
  readonly name: string;
}

/** One boat that came out of the fog. */
export interface ArrivalRow {
  /** "SYN+ACK". */
  readonly flags: string;
  readonly seq: number;
  readonly ack: number | undefined;
  readonly crates: number;
  readonly label: string;
  /** The state that it led to. */
  readonly after: string;
}

/** One slip: the partner's part, and of one's own part what the partner has told. */
export interface SlipRow {
  readonly ship: string;
  readonly partnerCrates: number;
  readonly ownCrates: number | undefined;
  /** Of one's own crates those that wait for the partner's FIN. */
  readonly ownCratesAfterFin: number;
  readonly closesFirst: 'me' | 'partner' | undefined;
  /** Where the pair has to agree on the closing: on who does it first, or on the moment. */
  readonly closing: 'pair-decides' | 'both-at-once' | undefined;
  /** The moment on which both agreed has come. */
  readonly closesNow: boolean;
}

/** All that the play screen says, newest first where it lists what happened. */
export interface Sight {
  readonly rows: readonly SocketRow[];
  readonly arrivals: readonly ArrivalRow[];
  readonly slips: readonly SlipRow[];
  /** The port that this harbour's application waits on, and whether its lamp burns. */
  readonly lamp: { readonly port: number; readonly burns: boolean } | undefined;
  readonly said: { readonly mine: readonly string[]; readonly partners: readonly string[] };
  /** The port that the partner has named. */
  readonly toldPort: number | undefined;
  /** Ports that can be chosen for a SYN. */
  readonly ports: readonly number[];
  /** This end's own ISN, where the boat that is being built needs it. */
  readonly isn: number | undefined;
  /** Whether a guess is asked. */
  readonly guess: boolean;
  /** What the page objects to, if anything. */
  readonly objection: string;
}

function rowOf(button: AriaNode, { play }: Words): SocketRow {
  const [, label, state, rest] = new RegExp(`^(?:\\d )?(.*?) (${STATES})\\b ?(.*)$`).exec(button.name) ?? [];
  if (label === undefined || state === undefined) throw new Error(`No socket's row: "${button.name}"`);
  const remark = REMARKS.find((each) => remarkText(each, play) === rest);
  return { label, state, remark, chosen: button.states.includes('pressed'), name: button.name };
}

function arrivalOf(item: AriaNode, { play }: Words): ArrivalRow {
  const text = textOf(item);
  const form = new RegExp(
    `^(\\S+) seq (\\d+)(?: ack (\\d+))?(?: \\+ (.*?))? (${play.ships.join('|')}|:\\d+) · (?:.*→ )?(${STATES})\\b`,
  );
  const [, flags, seq, ack, cargo, label, after] = form.exec(text) ?? [];
  if (flags === undefined || label === undefined || after === undefined)
    throw new Error(`No boat: "${text}"`);
  return {
    flags,
    seq: Number(seq),
    ack: ack === undefined ? undefined : Number(ack),
    crates: cargo === undefined ? 0 : (numberSaid(play.crates, cargo, 1, CRATES) ?? 0),
    label,
    after,
  };
}

function slipOf(item: AriaNode, next: string, { play }: Words): SlipRow {
  const text = textOf(item);
  const ship = play.ships.find((name) => text.includes(name));
  if (ship === undefined) throw new Error(`No slip: "${text}"`);
  const own = allOf(item, 'paragraph').map(textOf).at(-1) ?? '';
  const told = own.startsWith(play.slips.yourPart);
  return {
    ship,
    partnerCrates: numberSaid((number) => play.slips.sends(ship, number), text, 0, CRATES) ?? 0,
    ownCrates: told ? numberSaid(play.slips.yourCrates, own, 0, CRATES) : undefined,
    ownCratesAfterFin: numberSaid(play.harbour.slips.yourCratesAfter, own, 1, CRATES) ?? 0,
    closing: closingIn(text, play),
    closesNow: next.includes(play.harbour.steps.closeAt(ship, '', 0)),
    closesFirst: told ? closerIn(own, play) : undefined,
  };
}

function closingIn(text: string, { harbour }: Words['play']): SlipRow['closing'] {
  if (text.includes(harbour.slips.bothAtOnce)) return 'both-at-once';
  return text.includes(harbour.slips.pairDecides) ? 'pair-decides' : undefined;
}

function closerIn(own: string, play: Words['play']): SlipRow['closesFirst'] {
  if (own.includes(play.slips.youClose)) return 'me';
  return own.includes(play.slips.partnerCloses) ? 'partner' : undefined;
}

function lampOf(sockets: AriaNode, { play }: Words): Sight['lamp'] {
  const lamps = named(sockets, 'region', play.lamps.heading);
  const port = /\d+/.exec(allOf(lamps, 'paragraph').map(textOf).join(' '))?.[0];
  if (port === undefined) return undefined;
  const stop = play.lamps.stop(Number(port));
  return { port: Number(port), burns: allOf(lamps, 'button').some(({ name }) => name === stop) };
}

function saidIn(signals: AriaNode, { play }: Words): Sight['said'] {
  const lines = allOf(named(signals, 'region', play.signals.log), 'listitem').map(textOf);
  const { me, partner } = play.signals.from;
  return {
    mine: lines.filter((line) => line.startsWith(me)),
    partners: lines.filter((line) => line.startsWith(partner)),
  };
}

function isnIn(tree: AriaNode, { play }: Words): number | undefined {
  const builder = allOf(tree, 'region').find(({ name }) => name.startsWith(play.token.heading));
  const lines = builder === undefined ? [] : allOf(builder, 'paragraph').map(textOf);
  const line = lines.find((text) => text.startsWith(play.harbour.numbers.isn));
  const number = /\d+$/.exec(line ?? '')?.[0];
  return number === undefined ? undefined : Number(number);
}

/** Reads the play screen. */
export async function readPlay(page: Page, words: Words): Promise<Sight> {
  const { play } = words;
  const tree = await ariaTree(page.locator('body'));
  const sockets = named(tree, 'region', play.sockets.heading);
  const said = saidIn(named(tree, 'region', play.signals.heading), words);
  const next = textOf(named(tree, 'main', ''));
  const portNames = new Map([80, 443, 8080].map((port) => [play.token.portChoice(port), port]));
  const portOf = (text: string): number | undefined =>
    [...portNames.values()].find((port) => text.endsWith(play.signals.said.port(port)));
  return {
    rows: allOf(sockets, 'button')
      .filter(({ name }) => new RegExp(` (${STATES})\\b`).test(name))
      .map((button) => rowOf(button, words)),
    arrivals: allOf(named(tree, 'region', play.arrived.heading), 'listitem').map((item) =>
      arrivalOf(item, words),
    ),
    slips: allOf(named(tree, 'region', play.slips.heading), 'listitem').map((item) =>
      slipOf(item, next, words),
    ),
    lamp: lampOf(sockets, words),
    said,
    toldPort: said.partners.map(portOf).find((port) => port !== undefined),
    ports: allOf(tree, 'radio').flatMap(({ name }) => portNames.get(name) ?? []),
    isn: isnIn(tree, words),
    guess: allOf(tree, 'region').some(({ name }) => name === play.guess.heading),
    objection: allOf(tree, 'alert').map(textOf).join(' '),
  };
}
