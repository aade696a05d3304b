import { type Signal, signal } from '@preact/signals';
import type { Token } from '@syn-or-swim/shared/game/token.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import type { SequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import {
  type Draft,
  EMPTY_DRAFT,
  isBare,
  loadedCrates,
  NO_FLAGS,
  NO_NUMBERS,
  type PlateField,
  stepped,
} from './draft.ts';

/** The hand at the boat that is made ready: it raises flags, loads crates, writes numbers. */
export class DraftHand {
  readonly draft: Signal<Draft> = signal(EMPTY_DRAFT);

  toggleFlag(flag: keyof Flags): void {
    const { flags } = this.draft.value;
    this.draft.value = { ...this.draft.value, flags: { ...flags, [flag]: !flags[flag] } };
  }

  /** Loads `crates` crates, as many as a boat carries at most. */
  setCrates(crates: number): void {
    this.draft.value = { ...this.draft.value, crates: loadedCrates(crates) };
  }

  /** Puts `number` on the plate: one of Mate's, or what Captain has written. */
  setNumber(field: PlateField, number: SequenceNumber | undefined): void {
    const { numbers } = this.draft.value;
    this.draft.value = { ...this.draft.value, numbers: { ...numbers, [field]: number } };
  }

  /** Moves a number of Captain's plate on by `by`, or back where negative. */
  stepNumber(field: PlateField, by: number): void {
    this.setNumber(field, stepped(this.draft.value.numbers[field], by));
  }

  /** Chooses the port on which the client's next SYN knocks. */
  choosePort(port: number): void {
    this.draft.value = { ...this.draft.value, port };
  }

  /** Another socket: the mast is bare, the plate begins with `numbers`. */
  begin(numbers: Draft['numbers']): void {
    this.draft.value = { ...EMPTY_DRAFT, port: this.draft.value.port, numbers };
  }

  /** Fills the fields of a plate that is still empty, while no boat is being built. */
  offer(numbers: Draft['numbers']): void {
    const draft = this.draft.value;
    if (!isBare(draft)) return;
    const { seq = numbers.seq, ack = numbers.ack } = draft.numbers;
    if (seq !== draft.numbers.seq || ack !== draft.numbers.ack) {
      this.draft.value = { ...draft, numbers: { seq, ack } };
    }
  }

  /** The boat is away. Captain's plate keeps its numbers, to be moved on from there. */
  clear({ seq, ack, flags }: Token, keepsNumbers: boolean): void {
    const kept = { seq, ack: flags.ack ? ack : this.draft.value.numbers.ack };
    const numbers = keepsNumbers ? kept : NO_NUMBERS;
    this.draft.value = { ...this.draft.value, flags: NO_FLAGS, crates: 0, numbers };
  }

  /** A boat has come back: it lies ready as it was, unless the hand has gone on. */
  restore({ flags, crates, seq, ack }: Token): void {
    if (!isBare(this.draft.value)) return;
    this.draft.value = { ...this.draft.value, flags, crates, numbers: { seq, ack } };
  }
}
