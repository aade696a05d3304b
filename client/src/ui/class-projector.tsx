// What the whole class sees on the wall: how to join, how far it is, one pair's strait, the pairs by share of par, the ideas.
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import type {
  StraitAnswer,
  TeacherView,
  WallTile,
  WallView,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import { useEffect, useState } from 'preact/hooks';
import type { ClassWords, TeacherPage } from '../model/class-model.ts';
import { lanesAt } from '../model/open-strait.ts';
import { HeatMap, JoinPanel, leftSockets, namesOf } from './class-wall.tsx';
import { OpenStrait } from './open-strait.tsx';
import { levelWords, usePlay } from './play-context.ts';
import { QrPicture } from './qr-picture.tsx';
import { clockText } from './time-text.ts';
import './class-projector.css';

/** What is on the wall, by the teacher's choice. */
export interface ProjectorChoice {
  readonly names: boolean;
  /** How to join, also while the class is at work: for who comes late. */
  readonly join: boolean;
  readonly table: boolean;
  readonly heat: boolean;
  /** Whose strait is shown: the room of the match. */
  readonly strait: string | undefined;
}

/** What is on the wall unless the teacher chooses otherwise. */
export const USUAL_PROJECTOR: ProjectorChoice = {
  names: false,
  join: true,
  table: true,
  heat: true,
  strait: undefined,
};

interface ProjectorProps {
  readonly page: TeacherPage;
  readonly view: TeacherView;
  readonly words: ClassWords;
  readonly choice: ProjectorChoice;
}

/** How a pair is called on the wall. */
function pairName(
  { pair, seats }: Pick<WallTile, 'pair' | 'seats'>,
  { view, words, choice }: ProjectorProps,
): string {
  if (!choice.names) return words.texts.teacher.pair(pair);
  return namesOf(view, seats, words);
}

const byPair = (one: WallTile, other: WallTile): number => one.pair - other.pair;

/** The switches of the projector. */
export function ProjectorSwitches({
  wall,
  onChoose,
  ...props
}: ProjectorProps & {
  readonly wall: WallView | undefined;
  readonly onChoose: (choice: ProjectorChoice) => void;
}) {
  const { choice, words } = props;
  const { projector } = words.texts;
  const switches = ['join', 'table', 'heat', 'names'] as const;
  return (
    <div class="projector-switches">
      {switches.map((name) => (
        <label key={name} class="class-check">
          <input
            type="checkbox"
            checked={choice[name]}
            onChange={(event) => onChoose({ ...choice, [name]: event.currentTarget.checked })}
          />
          {projector.switches[name]}
        </label>
      ))}
      {wall !== undefined && (
        <label class="class-check">
          {projector.strait}
          <select
            class="field"
            value={choice.strait ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onChoose({ ...choice, strait: value === '' ? undefined : value })
            }
          >
            <option value="">{projector.noStrait}</option>
            {wall.tiles.toSorted(byPair).map((tile) => (
              <option key={tile.match} value={tile.match}>
                {pairName(tile, props)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** How often the strait is asked for, and drawn anew, ms. */
const ASK_EVERY = 1000;
const DRAW_EVERY = 100;

type Strait = NonNullable<StraitAnswer['strait']>;

/** The strait of `match`, asked for again and again, and the moment that is to be shown of it. */
function useStrait(
  ask: TeacherPage['actions']['strait'],
  match: string,
): { readonly strait: Strait; readonly now: number } | undefined {
  const [shown, setShown] = useState<{ readonly strait: Strait; readonly now: number }>();
  useEffect(() => {
    let last: { readonly strait: Strait; readonly from: number; readonly since: number } | undefined;
    const fetch = (): void => {
      ask(match).then(
        ({ strait }) => {
          if (strait === undefined) return;
          // What has passed since the last answer passes again before the eyes until the next one.
          last = {
            strait,
            from: Math.max(last?.strait.at ?? strait.at, strait.at - 2500),
            since: performance.now(),
          };
        },
        // The line is down: the page says so, and asks again.
        () => undefined,
      );
    };
    const draw = (): void => {
      if (last === undefined) return;
      const { strait, from, since } = last;
      const share = Math.min(1, (performance.now() - since) / ASK_EVERY);
      setShown({ strait, now: Math.round(from + (strait.at - from) * share) });
    };
    fetch();
    const asking = setInterval(fetch, ASK_EVERY);
    const drawing = setInterval(draw, DRAW_EVERY);
    return () => {
      clearInterval(asking);
      clearInterval(drawing);
      setShown(undefined);
    };
  }, [ask, match]);
  return shown;
}

function PairStraitPart({
  tile,
  wall,
  ...props
}: ProjectorProps & { readonly tile: WallTile; readonly wall: WallView }) {
  const { page, words } = props;
  const { projector } = words.texts;
  const shown = useStrait(page.actions.strait, tile.match);
  const crossing = LEVELS.find(({ id }) => id === wall.level)?.timing.crossing ?? 1200;
  const name = pairName(tile, props);
  return (
    <section class="card">
      <h2>{projector.straitOf(name)}</h2>
      {shown === undefined || shown.strait.at < 0 ? (
        <p class="class-waits" role="status">
          {shown === undefined
            ? projector.straitWaits
            : projector.straitComes(Math.ceil(-shown.strait.at / 1000))}
        </p>
      ) : (
        <>
          <OpenStrait
            lanes={lanesAt(shown.strait, shown.now, crossing)}
            label={projector.straitOf(name)}
            covered=""
          />
          <p class="quiet">{shown.strait.ended ? projector.straitOver : projector.straitLate}</p>
        </>
      )}
    </section>
  );
}

function Table({ wall, ...props }: ProjectorProps & { readonly wall: WallView }) {
  const { teacher } = props.words.texts;
  const rows = wall.tiles.toSorted((one, other) => other.tile.share - one.tile.share || byPair(one, other));
  return (
    <section class="card">
      <h2>{teacher.table}</h2>
      <ol class="class-table" style={{ '--rows': rows.length }}>
        {rows.map((tile) => (
          <li key={tile.match}>
            <span>
              {pairName(tile, props)}
              {tile.inherited !== undefined && (
                <small class="quiet">
                  {teacher.inherits(leftSockets(tile.inherited.left), pairName(tile.inherited.from, props))}
                </small>
              )}
            </span>
            <meter min={0} max={100} value={tile.tile.share} aria-label={teacher.share(tile.tile.share)} />
            <span class="number">{teacher.share(tile.tile.share)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How far the class is: who is there, what was answered, which pairs are done. */
function Progress({
  view,
  words,
  wall,
}: Omit<ProjectorProps, 'page' | 'choice'> & { readonly wall: WallView | undefined }) {
  const language = usePlay();
  const { teacher, forms, projector } = words.texts;
  const here = view.students.filter(({ removed }) => !removed);
  const { asking } = view;
  if (asking !== undefined) {
    const all = here.length * view.settings.questions;
    const given = here.reduce((sum, { answered }) => sum + answered[asking], 0);
    return (
      <section class="card projector-progress">
        <h2>{forms[asking]}</h2>
        <progress max={Math.max(1, all)} value={given} aria-label={teacher.answered(given, all)} />
        <p class="class-big number">{teacher.answered(given, all)}</p>
      </section>
    );
  }
  if (wall === undefined) {
    return (
      <p class="class-big">
        {here.length === 0
          ? teacher.nobody
          : teacher.count(here.filter(({ connected }) => connected).length, here.length)}
      </p>
    );
  }
  const level = LEVELS.find(({ id }) => id === wall.level);
  const done = wall.tiles.filter(({ tile }) => tile.ended).length;
  const closed = wall.tiles.reduce((sum, { tile }) => sum + tile.share, 0);
  const share = wall.tiles.length === 0 ? 0 : Math.round(closed / wall.tiles.length);
  return (
    <section class="card projector-progress">
      <h2 class="projector-level">
        {level === undefined ? projector.round(wall.round) : levelWords(level, language).name}
        {wall.left !== undefined && <span class="number">{clockText(wall.left)}</span>}
      </h2>
      <progress max={100} value={share} aria-label={projector.classShare(share)} />
      <p class="number">
        {projector.classShare(share)} · {projector.done(done, wall.tiles.length)}
      </p>
    </section>
  );
}

/** What the whole class sees; names only where wanted. */
export function ProjectorScreen(props: ProjectorProps) {
  const { page, view, words, choice } = props;
  const { student } = words.texts;
  const wall = page.model.wall.value;
  if (view.frozen) return <p class="card class-frozen">{student.frozen}</p>;
  const watched = wall?.tiles.find(({ match }) => match === choice.strait);
  const joining = view.rounds.length === 0 || view.asking !== undefined;
  return (
    <>
      {choice.join && joining && <JoinPanel page={page} view={view} />}
      <div class="projector-top">
        <Progress view={view} words={words} wall={wall} />
        {choice.join && !joining && <QrPicture text={page.joinLink} label={words.texts.teacher.qr} />}
      </div>
      {wall !== undefined && view.asking === undefined && (
        <>
          {watched !== undefined && (
            <PairStraitPart key={watched.match} {...props} tile={watched} wall={wall} />
          )}
          <div class="projector-columns">
            {choice.table && <Table {...props} wall={wall} />}
            {choice.heat && (
              <section class="card">
                <HeatMap cells={wall.heatMap} words={words} />
              </section>
            )}
          </div>
        </>
      )}
    </>
  );
}
