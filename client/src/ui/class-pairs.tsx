// Who sails with whom. A name is dragged onto another, or touched and then the other, or chosen from the list beside it.
import {
  ODD_ONES,
  type StudentId,
  THIRD_SEATS,
  type Third,
} from '@syn-or-swim/shared/classroom/class-event.ts';
import type { SeatPlace } from '@syn-or-swim/shared/classroom/pairs.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { TeacherView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { useState } from 'preact/hooks';
import type { ClassWords, TeacherActions } from '../model/class-model.ts';
import { nameOf } from './class-wall.tsx';
import { usePlay } from './play-context.ts';

interface PairsProps {
  readonly view: TeacherView;
  readonly words: ClassWords;
  readonly actions: TeacherActions;
}

interface SeatProps extends PairsProps {
  readonly place: SeatPlace;
  readonly student: StudentId | null;
  /** Who was touched and waits for a place. */
  readonly picked: StudentId | undefined;
  readonly pick: (student: StudentId | undefined) => void;
}

/** All places to which a student can be moved, and all whom they can sail with. */
function MoveList({ view, words, actions, student, place }: SeatProps & { readonly student: StudentId }) {
  const { texts } = usePlay();
  const { teacher } = words.texts;
  const name = nameOf(view, student, words);
  const present = view.students.filter(({ id, removed }) => !removed && id !== student);
  const places = [...view.pairs.keys(), view.pairs.length].flatMap((pair) =>
    SIDES.map((side) => ({ pair, side, text: `${teacher.pair(pair + 1)}: ${texts.sides[side]}` })),
  );
  const choose = (value: string): void => {
    const [kind, one = '', side = ''] = value.split(' ');
    if (kind === 'with') actions.act({ kind: 'together', one: student, other: Number(one) as StudentId });
    if (kind === 'to') {
      actions.act({ kind: 'move', student, place: { pair: Number(one), side: side as Side } });
    }
  };
  return (
    <select
      class="field"
      aria-label={teacher.moveTo(name)}
      value=""
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">⇄</option>
      <optgroup label={teacher.sailWith}>
        {present.map((other) => (
          <option key={other.id} value={`with ${other.id}`}>
            {other.name}
          </option>
        ))}
      </optgroup>
      <optgroup label={teacher.sitAt}>
        {places
          .filter(({ pair, side }) => pair !== place.pair || side !== place.side)
          .map(({ pair, side, text }) => (
            <option key={text} value={`to ${pair} ${side}`}>
              {text}
            </option>
          ))}
      </optgroup>
    </select>
  );
}

/** One place of a pair: who has it, and what is dropped there or touched next. */
function Seat(props: SeatProps) {
  const { view, words, actions, place, student, picked, pick } = props;
  const { texts } = usePlay();
  const { teacher } = words.texts;
  const take = (other: StudentId): void => {
    if (other !== student && student !== null && place.side !== 'third') {
      actions.act({ kind: 'together', one: student, other });
    } else if (other !== student) {
      actions.act({ kind: 'move', student: other, place });
    }
    pick(undefined);
  };
  const touch = (): void => {
    if (picked === undefined) pick(student ?? undefined);
    else take(picked);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard and touch
    <span
      class={student === null ? 'class-seat is-stack' : 'class-seat'}
      draggable={student !== null}
      onDragStart={(event) => event.dataTransfer?.setData('text/plain', String(student))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(Number(event.dataTransfer?.getData('text/plain')) as StudentId);
      }}
    >
      {place.side !== 'third' && <small class="quiet">{texts.sides[place.side]}</small>}
      <button
        type="button"
        class="class-seat-name"
        aria-pressed={student !== null && picked === student}
        disabled={student === null && picked === undefined}
        onClick={touch}
      >
        {nameOf(view, student, words)}
      </button>
      {student !== null && <MoveList {...props} student={student} />}
      {student === null && <span class="unseen">{teacher.pair(place.pair + 1)}</span>}
    </span>
  );
}

function ThirdSeat({
  third,
  pair,
  words,
  view,
  actions,
}: PairsProps & { readonly third: Third; readonly pair: number }) {
  const { teacher } = words.texts;
  return (
    <select
      class="field"
      aria-label={teacher.thirdOf(nameOf(view, third.student, words))}
      value={third.seat}
      onChange={(event) => {
        const seat = THIRD_SEATS.find((each) => each === event.currentTarget.value);
        if (seat !== undefined) actions.act({ kind: 'third', pair, seat });
      }}
    >
      {THIRD_SEATS.map((seat) => (
        <option key={seat} value={seat}>
          {teacher.thirds[seat]}
        </option>
      ))}
    </select>
  );
}

/** What becomes of the odd one of an odd class. */
function OddChoice({ view, words, actions }: PairsProps) {
  const { teacher } = words.texts;
  const { settings } = view;
  return (
    <label class="class-odd">
      {teacher.odd}
      <select
        class="field"
        value={settings.odd ?? 'stack'}
        onChange={(event) => {
          const odd = ODD_ONES.find((each) => each === event.currentTarget.value);
          if (odd !== undefined) actions.act({ kind: 'settings', settings: { ...settings, odd } });
        }}
      >
        {ODD_ONES.map((odd) => (
          <option key={odd} value={odd}>
            {teacher.odds[odd]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The pairs of the next round. */
export function Pairs(props: PairsProps) {
  const { view, words, actions } = props;
  const [picked, pick] = useState<StudentId | undefined>(undefined);
  const { teacher } = words.texts;
  const seatProps = { ...props, picked, pick };
  return (
    <section class="card">
      <h2>{teacher.pairs}</h2>
      <p class="quiet" role="status">
        {picked === undefined ? teacher.pairsHint : teacher.pickedHint(nameOf(view, picked, words))}
      </p>
      <ul class="class-pairs">
        {view.pairs.map((seats, pair) => (
          <li key={`${seats.client}-${seats.server}`}>
            <span class="quiet">{teacher.pair(pair + 1)}</span>
            {SIDES.map((side) => (
              <Seat key={side} {...seatProps} place={{ pair, side }} student={seats[side]} />
            ))}
            {seats.third !== undefined && (
              <>
                <Seat {...seatProps} place={{ pair, side: 'third' }} student={seats.third.student} />
                <ThirdSeat {...props} third={seats.third} pair={pair} />
              </>
            )}
          </li>
        ))}
      </ul>
      <OddChoice {...props} />
      <div class="class-row">
        <button type="button" class="button" onClick={() => actions.act({ kind: 'pair' })}>
          {teacher.pairAgain}
        </button>
        <button type="button" class="button" onClick={() => actions.act({ kind: 'swap-seats' })}>
          {teacher.swap}
        </button>
      </div>
    </section>
  );
}
