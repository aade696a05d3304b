import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { BLANK, FIGURES, STUCK, WINDOWS } from '@syn-or-swim/shared/replay/sandbox-set-ups.ts';
import { ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { connectionKey, type SandboxChoice } from '../model/sandbox-model.ts';
import { AroundBar } from './around-bar.tsx';
import { LadderPicture } from './ladder-picture.tsx';
import { LadderTable } from './ladder-table.tsx';
import { levelWords, shipName, usePlay } from './play-context.ts';
import { SandboxHarbour } from './sandbox-harbour.tsx';
import { SandboxSea } from './sandbox-sea.tsx';
import { pressSandboxKey, type SandboxProps, SandboxTime } from './sandbox-time.tsx';
import './around.css';
import './debrief.css';
import './token.css';
import './sandbox.css';

const GROUPS = [
  ['blank', [BLANK]],
  ['figures', FIGURES],
  ['stuck', STUCK],
  ['windows', WINDOWS],
] as const;

/** Which set-up or level is open. */
export function SetUpChoice({ model, words }: SandboxProps) {
  const language = usePlay();
  return (
    <label class="sandbox-setup">
      <span class="quiet">{words.setUp}</span>
      <select
        class="field"
        value={model.choice.value}
        onChange={(event) => model.open(event.currentTarget.value as SandboxChoice)}
      >
        {model.choice.value === 'link' && <option value="link">{words.fromLink}</option>}
        {GROUPS.map(([group, setUps]) => (
          <optgroup key={group} label={words.groups[group]}>
            {setUps.map(({ id }) => (
              <option key={id} value={id}>
                {words.setUps[id]}
              </option>
            ))}
          </optgroup>
        ))}
        <optgroup label={words.groups.levels}>
          {LEVELS.map((level) => (
            <option key={level.id} value={`level-${level.number}`}>
              {levelWords(level, language).name}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

/** Which connection is looked at. */
export function Connections({ model, words }: SandboxProps) {
  const { texts } = usePlay();
  const all = model.connections.value;
  const selected = model.selected.value;
  if (all.length === 0) return <p class="quiet">{words.none}</p>;
  return (
    <label class="sandbox-setup">
      <span class="quiet">{words.connection}</span>
      <select
        class="field"
        value={selected === undefined ? '' : connectionKey(selected)}
        onChange={(event) => {
          const chosen = all.find((each) => connectionKey(each) === event.currentTarget.value);
          if (chosen !== undefined) model.select(chosen.key);
        }}
      >
        {all.map((each) => (
          <option key={connectionKey(each)} value={connectionKey(each)}>
            {each.name === undefined ? '' : `${shipName(texts, each.name)} `}:{each.key.clientPort} → :
            {each.key.serverPort}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Makes a link to the present moment, puts it on the clipboard where the browser lets it, and shows it. */
function LinkButton({ model, words }: SandboxProps) {
  const [said, setSaid] = useState<{ readonly link: string | undefined; readonly copied: boolean }>();
  const make = async (): Promise<void> => {
    const packed = await model.link();
    if (packed === undefined) {
      setSaid({ link: undefined, copied: false });
      return;
    }
    const link = `${location.origin}/#sandbox=${packed}`;
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    setSaid({ link, copied: copied ?? false });
  };
  return (
    <div class="sandbox-link">
      <button type="button" class="button small" onClick={() => void make()}>
        {words.link}
      </button>
      {said?.link !== undefined && (
        <input class="field" readOnly aria-label={words.linkField} value={said.link} />
      )}
      <span role="status" class="quiet">
        {said !== undefined && said.link === undefined && words.linkTooLong}
        {said?.copied && words.copied}
      </span>
    </div>
  );
}

/** The ladder of the connection that is looked at. */
export function Ladder({ model, words }: SandboxProps) {
  const { texts } = usePlay();
  const { match } = model.sandbox.value;
  const selected = model.selected.value;
  const ladder = useMemo(
    () => ladders(match).find(({ key }) => key.clientPort === selected?.key.clientPort),
    [match, selected],
  );
  if (ladder === undefined) return <p class="quiet sandbox-ladder">{words.noLadder}</p>;
  const ship = ladder.name === undefined ? `:${ladder.key.clientPort}` : shipName(texts, ladder.name);
  return (
    <section class="card sandbox-ladder" aria-labelledby="sandbox-ladder">
      <h2 id="sandbox-ladder">{words.ladder(ship)}</h2>
      <LadderPicture ladder={ladder} label={texts.debrief.ladderOf(ship)} />
      <LadderTable ladder={ladder} />
    </section>
  );
}

/** One person, both harbours, no fog: what every boat does is decided, time goes by steps, back and forward. */
export function SandboxScreen(props: SandboxProps & { readonly onBack: () => void }) {
  const { model, words, onBack } = props;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (pressSandboxKey(event, model)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [model]);
  const { now, last } = model.position;
  return (
    <main class={`around sandbox ${model.projector.value ? 'projector' : ''}`}>
      <AroundBar label={words.back} onBack={onBack} />
      <div class="sandbox-head">
        <div>
          <h1>{words.heading}</h1>
          <p class="quiet sandbox-intro">{now < last ? words.setUpHint : words.intro}</p>
        </div>
        <div class="sandbox-choices">
          <SetUpChoice {...props} />
          <Connections {...props} />
          <label class="choice">
            <input
              type="checkbox"
              checked={model.projector.value}
              onChange={(event) => {
                model.projector.value = event.currentTarget.checked;
              }}
            />
            {words.projector}
          </label>
        </div>
      </div>
      <SandboxTime {...props} />
      <div class="sandbox-columns">
        {SIDES.map((side) => (
          <SandboxHarbour key={side} {...props} side={side} />
        ))}
        <SandboxSea {...props} />
        <Ladder {...props} />
      </div>
      <LinkButton {...props} />
    </main>
  );
}
