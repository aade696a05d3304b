// Who is in the class.
import type { RosterStudent, TeacherView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ClassWords, TeacherActions } from '../model/class-model.ts';
import { isByNumber } from './class-wall.tsx';

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
      {here.length === 0 && isByNumber(location.href) && <p class="quiet">{teacher.nobodyHint}</p>}
      <ul class="roster class-roster">
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
