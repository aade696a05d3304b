// Who is in the class, and who sails with whom.
import type { StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import type { RosterStudent, TeacherView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ClassWords, TeacherActions } from '../model/class-model.ts';
import { nameOf } from './class-wall.tsx';

interface RosterProps {
  readonly view: TeacherView;
  readonly words: ClassWords;
  readonly actions: TeacherActions;
}

function StudentRow({
  student,
  words,
  actions,
}: Omit<RosterProps, 'view'> & { readonly student: RosterStudent }) {
  const { teacher } = words.texts;
  const { id, name, removed, connected } = student;
  const rename = (): void => {
    const next = window.prompt(teacher.newName(name), name);
    if (next !== null) actions.act({ kind: 'rename', student: id, name: next });
  };
  return (
    <li class={connected ? 'taken' : 'empty'}>
      <span class="presence-dot" aria-hidden="true" />
      <strong>{name}</strong>
      <span class="quiet">{removed ? teacher.removed : connected ? '' : teacher.away}</span>
      <button type="button" class="button small plain" aria-label={teacher.rename(name)} onClick={rename}>
        ✎
      </button>
      {removed ? (
        <button
          type="button"
          class="button small"
          onClick={() => actions.act({ kind: 'let-back', student: id })}
        >
          {teacher.letBack(name)}
        </button>
      ) : (
        <button
          type="button"
          class="button small plain"
          aria-label={teacher.remove(name)}
          onClick={() => actions.act({ kind: 'remove', student: id })}
        >
          ✕
        </button>
      )}
    </li>
  );
}

/** The students, those away and removed included. */
export function Roster({ view, words, actions }: RosterProps) {
  const { teacher } = words.texts;
  const here = view.students.filter(({ removed }) => !removed);
  return (
    <section class="card">
      <h2>{teacher.roster}</h2>
      <p class="quiet">
        {here.length === 0
          ? teacher.nobody
          : teacher.count(here.filter(({ connected }) => connected).length, here.length)}
      </p>
      <ul class="roster">
        {view.students.map((student) => (
          <StudentRow key={student.id} student={student} words={words} actions={actions} />
        ))}
      </ul>
      <button
        type="button"
        class="button"
        onClick={() => actions.act({ kind: 'lock', locked: !view.locked })}
      >
        {view.locked ? teacher.unlock : teacher.lock}
      </button>
    </section>
  );
}

/** The pairs: a name dragged onto another brings the two together; so does the list beside each name. */
export function Pairs({ view, words, actions }: RosterProps) {
  const { teacher } = words.texts;
  const together = (one: number, other: number): void => {
    if (one !== other) actions.act({ kind: 'together', one: one as StudentId, other: other as StudentId });
  };
  const present = view.students.filter(({ removed }) => !removed);
  return (
    <section class="card">
      <h2>{teacher.pairs}</h2>
      <ul class="class-pairs">
        {view.pairs.map((pair, index) => (
          <li key={`${pair.client}-${pair.server}`}>
            <span class="quiet">{teacher.pair(index + 1)}</span>
            {SIDES.map((side) => {
              const id = pair[side];
              const name = nameOf(view, id, words);
              if (id === null) return <span key={side}>{name}</span>;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the list inside does the same by keyboard
                <span
                  key={side}
                  class="class-seat"
                  draggable
                  onDragStart={(event) => event.dataTransfer?.setData('text/plain', String(id))}
                  onDragOver={(event) => event.preventDefault()}
                  onDrop={(event) => {
                    event.preventDefault();
                    together(id, Number(event.dataTransfer?.getData('text/plain')));
                  }}
                >
                  <strong>{name}</strong>
                  <select
                    class="field"
                    aria-label={teacher.moveTo(name)}
                    value=""
                    onChange={(event) => together(Number(event.currentTarget.value), id)}
                  >
                    <option value="">⇄</option>
                    {present
                      .filter((other) => other.id !== id)
                      .map((other) => (
                        <option key={other.id} value={other.id}>
                          {other.name}
                        </option>
                      ))}
                  </select>
                </span>
              );
            })}
          </li>
        ))}
      </ul>
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
