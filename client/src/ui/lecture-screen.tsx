// A lecture: the sandbox on the projector, and before a step the class says what comes.
import { sendPoll, statePoll } from '@syn-or-swim/shared/classroom/poll-question.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { TeacherView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { useEffect, useState } from 'preact/hooks';
import type { SandboxTexts } from '../i18n/sandbox-en.ts';
import type { ClassWords, TeacherPage } from '../model/class-model.ts';
import { type OpenLane, sandboxBoat } from '../model/open-strait.ts';
import type { SandboxModel } from '../model/sandbox-model.ts';
import { AroundBar } from './around-bar.tsx';
import { PollPanel } from './class-poll.tsx';
import { OpenStrait } from './open-strait.tsx';
import { SandboxHarbour } from './sandbox-harbour.tsx';
import { Connections, Ladder, SetUpChoice } from './sandbox-screen.tsx';
import { SandboxSea } from './sandbox-sea.tsx';
import { pressSandboxKey, SandboxTime } from './sandbox-time.tsx';
import './around.css';
import './class.css';
import './debrief.css';
import './token.css';
import './sandbox.css';

interface LectureProps {
  readonly page: TeacherPage;
  readonly model: SandboxModel;
  readonly words: ClassWords;
  readonly sandboxWords: SandboxTexts;
  readonly onBack: () => void;
}

/** The one connection that is looked at, as a lane; a state for which the class is asked is covered. */
function laneOf(model: SandboxModel, covered: (side: Side) => boolean): readonly OpenLane[] {
  const connection = model.selected.value;
  if (connection === undefined) return [];
  const { boats, now } = model.view.value;
  const { clientPort } = connection.key;
  const stateOf = (side: Side) => (covered(side) ? undefined : model.stateAt(side));
  return [
    {
      id: String(clientPort),
      name: connection.name,
      clientPort,
      states: { client: stateOf('client'), server: stateOf('server') },
      boats: boats.filter(({ key }) => key.clientPort === clientPort).map((boat) => sandboxBoat(boat, now)),
    },
  ];
}

/** What may be asked now: of either end what it sends, and in which state it is. */
function Asks({ page, model, words, view }: LectureProps & { readonly view: TeacherView }) {
  const { poll: texts } = words.texts;
  const key = model.selected.value?.key;
  const sandbox = model.sandbox.value;
  const round = view.rounds.at(-1);
  const busy = view.asking !== undefined || (round !== undefined && !round.ended);
  if (busy) return <p class="card">{texts.busy}</p>;
  if (key === undefined) return null;
  // Every question of a class has an order of its choices of its own.
  const seed = sandbox.position + 1000 * (view.poll?.poll ?? 0) + view.students.length;
  const asks = SIDES.flatMap((side) => [
    {
      id: `send-${side}`,
      text: texts.asks.send(texts.sides[side]),
      make: () => sendPoll(sandbox, side, key, seed),
    },
    {
      id: `state-${side}`,
      text: texts.asks.state(texts.sides[side]),
      make: () => statePoll(sandbox, side, key, seed),
    },
  ]);
  const waits = model.view.value.boats.some((boat) => boat.waits !== undefined);
  return (
    <section class="card" aria-labelledby="lecture-ask">
      <h2 id="lecture-ask">{texts.heading}</h2>
      <div class="lecture-asks">
        {asks.map(({ id, text, make }) => {
          const question = make();
          return (
            <button
              key={id}
              type="button"
              class="button"
              disabled={question === undefined}
              onClick={() => question !== undefined && page.actions.act({ kind: 'poll', question })}
            >
              {text}
            </button>
          );
        })}
      </div>
      {waits && <p class="quiet">{texts.decideFirst}</p>}
    </section>
  );
}

/** The lecture's screen, for the projector: strait, question, line of time, both harbours. */
export function LectureScreen(props: LectureProps) {
  const { page, model, words, sandboxWords, onBack } = props;
  const { poll: texts } = words.texts;
  const [cover, setCover] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (pressSandboxKey(event, model)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [model]);
  const view = page.model.teacher.value;
  if (view === undefined) return null;
  const { poll } = view;
  const asked = poll !== undefined && !poll.shown ? poll.question : undefined;
  const hidesState = (side: Side): boolean =>
    poll?.shown !== true && (cover || (asked?.kind === 'state' && asked.side === side));
  const hidesOwed = cover || asked !== undefined;
  const here = view.students.filter(({ connected, removed }) => connected && !removed).length;
  const { act } = page.actions;
  const sandbox = { model, words: sandboxWords };
  return (
    <main class="around lecture sandbox">
      <AroundBar label={texts.back} onBack={onBack} />
      <div class="sandbox-head">
        <h1>
          {texts.lecture} <span class="number quiet">{view.code}</span>
        </h1>
        <div class="sandbox-choices">
          <SetUpChoice {...sandbox} />
          <Connections {...sandbox} />
          <label class="choice">
            <input
              type="checkbox"
              checked={cover}
              onChange={(event) => setCover(event.currentTarget.checked)}
            />
            {texts.cover}
          </label>
        </div>
      </div>
      {page.model.line.value === 'reconnecting' && <p role="status">{words.texts.lineDown}</p>}
      <SandboxTime {...sandbox} />
      <OpenStrait lanes={laneOf(model, hidesState)} label={texts.strait} covered={sandboxWords.covered} />
      <div class="lecture-ask">
        {poll === undefined ? (
          <Asks {...props} view={view} />
        ) : (
          <PollPanel
            poll={poll}
            here={here}
            words={words}
            onShow={() => act({ kind: 'show-poll' })}
            onClose={() => act({ kind: 'close-poll' })}
          >
            <button
              type="button"
              class="button main"
              aria-disabled={model.isStill}
              onClick={() => {
                act({ kind: 'close-poll' });
                model.step();
              }}
            >
              {texts.step}
            </button>
          </PollPanel>
        )}
        <SandboxSea {...sandbox} />
      </div>
      <div class="sandbox-columns">
        {SIDES.map((side) => (
          <SandboxHarbour
            key={side}
            {...sandbox}
            side={side}
            hides={{ state: hidesState(side), owed: hidesOwed }}
          />
        ))}
        {!SIDES.some(hidesState) && <Ladder {...sandbox} />}
      </div>
    </main>
  );
}
