import type { ExplainTexts } from '../i18n/explain-en.ts';
import { STATE_TRANSITIONS, type StateTransition } from '../model/state-transitions.ts';
import { AroundBar } from './around-bar.tsx';
import { SeaPicture, type SeaScene } from './sea-picture.tsx';
import { StateDiagram } from './state-diagram.tsx';
import './around.css';
import './explain.css';

/** The numbers of the rules' own example: ISNs 4100 and 5200. */
const SCENES: readonly SeaScene[] = [
  {
    states: { client: ['CLOSED', 'SYN_SENT'], server: ['LISTEN'] },
    boats: [{ from: 'client', flags: ['syn'], seq: 4100 }],
  },
  {
    states: { client: ['SYN_SENT'], server: ['LISTEN', 'SYN_RECEIVED'] },
    boats: [{ from: 'server', flags: ['syn', 'ack'], seq: 5200, ack: 4101 }],
  },
  {
    states: { client: ['ESTABLISHED'], server: ['SYN_RECEIVED', 'ESTABLISHED'] },
    boats: [{ from: 'client', flags: ['ack'], seq: 4101, ack: 5201 }],
  },
  {
    states: { client: ['FIN_WAIT_1', 'FIN_WAIT_2'], server: ['CLOSE_WAIT'] },
    boats: [
      { from: 'client', flags: ['ack', 'fin'], seq: 4101, ack: 5201 },
      { from: 'server', flags: ['ack'], seq: 5201, ack: 4102 },
    ],
  },
  {
    states: { client: ['FIN_WAIT_2'], server: ['CLOSE_WAIT', 'LAST_ACK'] },
    boats: [{ from: 'server', flags: ['ack', 'fin'], seq: 5201, ack: 4102 }],
  },
  {
    states: { client: ['TIME_WAIT'], server: ['LAST_ACK', 'CLOSED'] },
    boats: [{ from: 'client', flags: ['ack'], seq: 4102, ack: 5202 }],
  },
];

/** How many of the pictures are about opening. */
const OPENING = 3;

/** What a picture shows, in TCP's own words. */
function sceneText({ states, boats }: SeaScene, texts: ExplainTexts): string {
  const side = (name: 'client' | 'server') => `${texts[name]}: ${states[name].join(' → ')}`;
  const sent = boats.map(({ from, flags, seq, ack }) => {
    const names = flags.map((flag) => flag.toUpperCase()).join('+');
    return `${texts[from]}: ${names} seq ${seq}${ack === undefined ? '' : ` ack ${ack}`}`;
  });
  return [side('client'), side('server'), ...sent].join('. ');
}

function Pictures({ texts, from, until }: { texts: ExplainTexts; from: number; until: number }) {
  return (
    <ol class="pictures" start={from + 1}>
      {SCENES.slice(from, until).map((scene, index) => {
        const words = texts.pictures[from + index];
        return (
          <li key={words?.title} class="card">
            <SeaPicture scene={scene} label={sceneText(scene, texts)} names={texts} />
            <h3>
              <span class="picture-number" aria-hidden="true">
                {from + index + 1}
              </span>{' '}
              {words?.title}
            </h3>
            <p>{words?.text}</p>
          </li>
        );
      })}
    </ol>
  );
}

function triggerSaid({ on }: StateTransition, texts: ExplainTexts): string {
  switch (on.kind) {
    case 'call':
      return texts.calls(on.call);
    case 'arrives':
      return texts.arrives(on.segment);
    case 'time':
      return texts.passes(on.timer);
  }
}

function Diagram({ texts }: { readonly texts: ExplainTexts }) {
  return (
    <section class="card diagram-card">
      <h2>{texts.diagram}</h2>
      <div class="diagram-columns">
        <StateDiagram label={texts.diagramPicture} />
        <div class="diagram-notes">
          <ul class="diagram-legend">
            <li class="call">{texts.legend.call}</li>
            <li class="arrives">{texts.legend.arrives}</li>
            <li class="time">{texts.legend.time}</li>
            <li class="sends">→ {texts.legend.sends}</li>
          </ul>
          <details open>
            <summary>{texts.list}</summary>
            <ol>
              {STATE_TRANSITIONS.map((transition) => (
                <li key={`${transition.from} ${transition.to}`}>
                  <strong>
                    {transition.from} → {transition.to}
                  </strong>{' '}
                  <span class="quiet">
                    {triggerSaid(transition, texts)}
                    {transition.sends !== undefined && `, ${texts.sending(transition.sends)}`}
                  </span>
                </li>
              ))}
            </ol>
          </details>
        </div>
      </div>
    </section>
  );
}

function Stuck({ texts }: { readonly texts: ExplainTexts }) {
  return (
    <section class="card">
      <h2>{texts.hangs}</h2>
      <table class="stuck-states">
        <thead>
          <tr>
            <th scope="col">{texts.table.state}</th>
            <th scope="col">{texts.table.missing}</th>
            <th scope="col">{texts.table.cause}</th>
          </tr>
        </thead>
        <tbody>
          {texts.stuck.map(({ state, missing, cause }) => (
            <tr key={state}>
              <th scope="row">{state}</th>
              <td>{missing}</td>
              <td>{cause}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">{texts.source}</p>
    </section>
  );
}

/** TCP's opening and closing in six pictures, the state diagram, and where a connection hangs. It prints on A4. */
export function ExplainScreen({
  texts,
  onBack,
}: {
  readonly texts: ExplainTexts;
  readonly onBack: () => void;
}) {
  return (
    <main class="around explain">
      <AroundBar label={texts.back} onBack={onBack} />
      <div class="explain-head">
        <h1>{texts.heading}</h1>
        <button type="button" class="button" onClick={() => window.print()}>
          {texts.print}
        </button>
      </div>
      <p class="lead">{texts.intro}</p>
      <h2>{texts.opening}</h2>
      <Pictures texts={texts} from={0} until={OPENING} />
      <h2>{texts.closing}</h2>
      <Pictures texts={texts} from={OPENING} until={SCENES.length} />
      <Diagram texts={texts} />
      <Stuck texts={texts} />
    </main>
  );
}
