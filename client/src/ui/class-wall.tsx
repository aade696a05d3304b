// The live wall, the heat map, and how to join.
import type { PairSeats, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { HeatCell } from '@syn-or-swim/shared/classroom/wall.ts';
import type { LeftSockets } from '@syn-or-swim/shared/game/level.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import type { TeacherView, WallTile, WallView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ClassWords, TeacherPage } from '../model/class-model.ts';
import { usePlay } from './play-context.ts';
import { QrPicture } from './qr-picture.tsx';

/** The name of a student, or that of a stack. */
export function nameOf(view: TeacherView, student: StudentId | null, words: ClassWords): string {
  if (student === null) return words.texts.teacher.stack;
  return view.students.find(({ id }) => id === student)?.name ?? '';
}

/** The names of all who sit in one match. */
export function namesOf(view: TeacherView, seats: PairSeats, words: ClassWords): string {
  const all = [
    ...SIDES.map((side) => seats[side]),
    ...(seats.third === undefined ? [] : [seats.third.student]),
  ];
  return all.map((student) => nameOf(view, student, words)).join(' · ');
}

/** How many sockets in CLOSE_WAIT a pair inherits, on both sides. */
export function leftSockets({ client, server }: LeftSockets): number {
  return client + server;
}

interface TileProps {
  readonly wall: WallTile;
  readonly view: TeacherView;
  readonly words: ClassWords;
}

function TileCard({ wall, view, words }: TileProps) {
  const { texts, tcp } = usePlay();
  const { teacher } = words.texts;
  const { tile, seats, connected } = wall;
  const open = tile.connections.filter(({ states }) => SIDES.some((side) => states[side] !== 'CLOSED'));
  return (
    <li class={tile.ended ? 'class-tile is-over' : 'class-tile'}>
      <h3>
        {SIDES.map((side) => (
          <span key={side}>
            {nameOf(view, seats[side], words)}
            {seats[side] !== null && !connected[side] && <em> ({teacher.away})</em>}
          </span>
        ))}
      </h3>
      {seats.third !== undefined && (
        <p class="quiet">
          {nameOf(view, seats.third.student, words)}: {teacher.thirds[seats.third.seat]}
          {connected.third === false && <em> ({teacher.away})</em>}
        </p>
      )}
      {wall.inherited !== undefined && (
        <p class="quiet">
          {teacher.inherits(
            leftSockets(wall.inherited.left),
            namesOf(view, wall.inherited.from.seats, words),
          )}
        </p>
      )}
      <p class="number">
        {teacher.share(tile.share)}
        {tile.ended
          ? ` · ${teacher.over}`
          : tile.quietFor > 20_000 && ` · ${teacher.quiet(Math.floor(tile.quietFor / 1000))}`}
      </p>
      <ul class="class-states">
        {open.map(({ clientPort, states }) => (
          <li key={clientPort}>
            {SIDES.map((side) => (
              <code key={side} title={texts.sides[side]}>
                {states[side]}
              </code>
            ))}
          </li>
        ))}
      </ul>
      <p class="class-berths quiet number">
        {teacher.berths}
        {SIDES.map((side) => (
          <span key={side} class="whole">
            {teacher.berthsOf(texts.sides[side], tile.berths[side].taken, tile.berths[side].all)}
          </span>
        ))}
      </p>
      {tile.lastMistake !== undefined && (
        <p class="quiet">
          {teacher.lastMistake}: {teacher.quoted(tcp.misconceptions[tile.lastMistake.misconception].belief)}
        </p>
      )}
    </li>
  );
}

/** All pairs; the one that needs help most comes first. */
export function LiveWall({
  wall,
  view,
  words,
}: { readonly wall: WallView } & Pick<TileProps, 'view' | 'words'>) {
  const { teacher } = words.texts;
  return (
    <section class="card">
      <h2>{teacher.wall}</h2>
      <p class="quiet">{teacher.wallHint}</p>
      <ul class="class-wall">
        {wall.tiles.map((tile) => (
          <TileCard key={tile.match} wall={tile} view={view} words={words} />
        ))}
      </ul>
      <HeatMap cells={wall.heatMap} words={words} />
    </section>
  );
}

/** The ten ideas, each with what share went right; the beliefs behind the mistakes unfold. */
export function HeatMap({
  cells,
  words,
}: {
  readonly cells: readonly HeatCell[];
  readonly words: ClassWords;
}) {
  const { tcp } = usePlay();
  const { teacher, idea: names } = words.texts;
  return (
    <>
      <h3>{teacher.heatMap}</h3>
      <ul class="class-heat">
        {cells.map(({ idea, tried, right, mistakes }) => {
          const share = tried === 0 ? undefined : Math.round((right * 100) / tried);
          return (
            <li key={idea} class={share === undefined ? 'untried' : `heat-${Math.floor(share / 25)}`}>
              <details>
                <summary>
                  <strong>{names[idea as keyof typeof names]}</strong>
                  <span class="number">
                    {share === undefined ? teacher.noTries : teacher.heatCell(right, tried)}
                  </span>
                </summary>
                <ul>
                  {mistakes.map(({ misconception, times }) => (
                    <li key={misconception}>
                      {times} × {teacher.quoted(tcp.misconceptions[misconception].belief)}
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The address as somebody types it: without its scheme, without the code. */
export function shownAddress(link: string): string {
  return link.replace(/^https?:\/\//, '').replace(/\?.*$/, '');
}

/** True of an address by which no other computer comes in. */
export function isOnlyHere(link: string): boolean {
  return /^https?:\/\/(localhost|127\.[\d.]+|\[::1\])(:|\/|$)/.test(link);
}

/** True of an address without a name, as computers have in a local network: not every device may reach it. */
export function isByNumber(link: string): boolean {
  return /^https?:\/\/(\d+\.){3}\d+(:|\/|$)/.test(link) && !isOnlyHere(link);
}

/** The code, the address and its picture, large enough for the last row. */
export function JoinPanel({ page, view }: { readonly page: TeacherPage; readonly view: TeacherView }) {
  const words = page.words.value;
  if (words === undefined) return null;
  const { teacher } = words.texts;
  return (
    <section class="card class-join">
      <div>
        <p>{teacher.joinAt}</p>
        <p class="class-address">{shownAddress(page.joinLink)}</p>
        <p class="code number class-code">{view.code}</p>
        {isOnlyHere(page.joinLink) && <p class="class-only-here">{teacher.onlyHere}</p>}
        {view.locked && <p role="status">{teacher.locked}</p>}
      </div>
      <QrPicture text={page.joinLink} label={teacher.qr} />
    </section>
  );
}
