/** Where the fifteen stops lie on the chart, 1200 by 640. */
export const STOPS: readonly (readonly [number, number])[] = [
  [112, 92],
  [352, 128],
  [596, 82],
  [842, 132],
  [1074, 92],
  [1092, 292],
  [858, 318],
  [610, 276],
  [368, 320],
  [122, 290],
  [112, 492],
  [350, 528],
  [598, 480],
  [846, 530],
  [1080, 490],
];

/** A smooth way through `points`: each bend lies on the line between its neighbours (Catmull-Rom). */
function smoothWay(points: readonly (readonly [number, number])[]): string {
  const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const [x, y] = at(0);
  let path = `M${x} ${y}`;
  for (let index = 0; index < points.length - 1; index += 1) {
    const [x0, y0] = at(index - 1);
    const [x1, y1] = at(index);
    const [x2, y2] = at(index + 1);
    const [x3, y3] = at(index + 2);
    path += `C${x1 + (x2 - x0) / 6} ${y1 + (y2 - y0) / 6} ${x2 - (x3 - x1) / 6} ${y2 - (y3 - y1) / 6} ${x2} ${y2}`;
  }
  return path;
}

const ROUTE = smoothWay(STOPS);

const WAVES: readonly (readonly [number, number])[] = [
  [230, 60],
  [470, 200],
  [730, 40],
  [960, 210],
  [230, 400],
  [500, 400],
  [740, 400],
  [980, 420],
  [230, 600],
  [480, 610],
  [720, 600],
  [970, 610],
];

/** The sea chart behind the stops: land, shoals, the route, a compass. It means nothing by itself. */
export function ChartPicture() {
  return (
    <svg class="chart-picture" viewBox="0 0 1200 640" preserveAspectRatio="none" aria-hidden="true">
      <path class="chart-land" d="M0 150Q60 180 40 240 20 270 0 262z" />
      <path class="chart-land" d="M1200 150Q1150 190 1168 226 1180 244 1200 240z" />
      <path class="chart-land" d="M460 0Q500 44 560 20 590 8 600 0z" />
      <path class="chart-land" d="M700 640Q720 596 790 606 830 620 836 640z" />
      <path class="chart-land" d="M0 372Q52 376 70 412 60 440 0 430z" />
      <path class="chart-shoal" d="M700 196Q760 168 812 204 770 236 716 224z" />
      <path class="chart-shoal" d="M220 196Q262 176 306 204 266 226 226 216z" />
      <path class="chart-shoal" d="M960 372Q1010 350 1056 386 1010 408 966 396z" />
      {WAVES.map(([x, y]) => (
        <path key={`${x}-${y}`} class="chart-wave" d={`M${x} ${y}q9-8 18 0t18 0 18 0`} />
      ))}
      <path class="chart-route" d={ROUTE} />
    </svg>
  );
}
