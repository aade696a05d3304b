const STARS: readonly (readonly [number, number, number])[] = [
  [92, 64, 1.4],
  [188, 130, 1],
  [262, 40, 1.7],
  [344, 104, 1.1],
  [418, 58, 1],
  [508, 150, 1.2],
  [566, 36, 1.5],
  [640, 92, 1],
  [706, 48, 1.3],
  [790, 128, 1],
  [848, 30, 1.2],
  [934, 84, 1.6],
  [1010, 140, 1],
  [1088, 52, 1.3],
  [1146, 110, 1],
];

const WAVES: readonly (readonly [number, number, number])[] = [
  [180, 452, 90],
  [420, 470, 60],
  [700, 462, 84],
  [930, 486, 70],
  [300, 520, 110],
  [610, 534, 80],
  [840, 556, 120],
  [120, 574, 96],
  [480, 588, 100],
  [1040, 596, 90],
];

function Gradients() {
  return (
    <defs>
      <linearGradient id="hp-sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#0b1020" />
        <stop offset="0.55" stop-color="#16204c" />
        <stop offset="1" stop-color="#33407f" />
      </linearGradient>
      <linearGradient id="hp-sea" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#2a3674" />
        <stop offset="0.4" stop-color="#172150" />
        <stop offset="1" stop-color="#0b1020" />
      </linearGradient>
      <linearGradient id="hp-beam" x1="0" y1="0" x2="1" y2="0">
        <stop offset="0" stop-color="#ffd166" stop-opacity="0.55" />
        <stop offset="1" stop-color="#ffd166" stop-opacity="0" />
      </linearGradient>
      <linearGradient id="hp-beam-back" x1="1" y1="0" x2="0" y2="0">
        <stop offset="0" stop-color="#ffd166" stop-opacity="0.55" />
        <stop offset="1" stop-color="#ffd166" stop-opacity="0" />
      </linearGradient>
      <radialGradient id="hp-glow">
        <stop offset="0" stop-color="#fff1c4" stop-opacity="0.95" />
        <stop offset="0.25" stop-color="#ffd166" stop-opacity="0.5" />
        <stop offset="1" stop-color="#ffd166" stop-opacity="0" />
      </radialGradient>
      <radialGradient id="hp-fog">
        <stop offset="0" stop-color="#c3ccf7" stop-opacity="0.5" />
        <stop offset="0.6" stop-color="#aab6ee" stop-opacity="0.2" />
        <stop offset="1" stop-color="#aab6ee" stop-opacity="0" />
      </radialGradient>
    </defs>
  );
}

/** A lighthouse 120 high that stands on (0, 0), its lamp at the top. */
function Lighthouse({ stripe }: { readonly stripe: string }) {
  return (
    <g>
      <circle cx="0" cy="-112" r="64" fill="url(#hp-glow)" />
      <path d="M-17 0 -11-98h22L17 0z" fill="#e8ecff" />
      <path d="M-15.6-22h31.2l-1.3-22h-28.6zM-13-66h26l-1.2-20h-23.6z" fill={stripe} />
      <path d="M-15-98h30v5h-30z" fill="#0b1020" />
      <rect x="-8" y="-118" width="16" height="20" rx="2" fill="#ffe9b0" />
      <path d="M-11-118h22L0-132z" fill={stripe} />
      <path d="M-4 0v-12a4 4 0 0 1 8 0V0z" fill="#1d2757" />
    </g>
  );
}

/** The boat that flies SYN+ACK, its waterline at (0, 0). */
function Boat() {
  return (
    <g class="bobbing">
      <path d="M-6-14v-146" stroke="#e8ecff" stroke-width="5" stroke-linecap="round" />
      <path d="M-3-156h82l-22 18 22 18H-3z" fill="#4cc9f0" />
      <text x="6" y="-130" font-size="24" font-weight="800" fill="#0b1020">
        SYN
      </text>
      <path d="M-3-112h66l22 18-22 18H-3z" fill="#80ed99" />
      <text x="6" y="-86" font-size="24" font-weight="800" fill="#0b1020">
        ACK
      </text>
      <path d="M-86-18H92L70 22c-4 7-10 10-18 10H-44c-9 0-16-4-20-11z" fill="#e8ecff" />
      <path d="M-80-6H86l-6 10H-75z" fill="#5a6acf" />
      <rect x="22" y="-44" width="28" height="26" rx="3" fill="#b8c0ff" />
      <path d="M22-31h28M36-44v26" stroke="#0b1020" stroke-opacity="0.5" stroke-width="2" />
      <path d="M-66-18v-24h40v24" fill="#27336e" stroke="#e8ecff" stroke-width="3" />
      <circle cx="-46" cy="-30" r="6" fill="#ffd166" />
    </g>
  );
}

function Land() {
  return (
    <>
      <path
        d="M0 430c70-46 150-20 220-42s130 6 190-6 120 20 180 12 130-22 200-8 150-16 220 2 130-6 190 14v60H0z"
        fill="#1b2656"
      />
      <path
        d="M0 600V352c90-16 190-22 300-12 96 8 178 8 232 34 46 22 62 62 92 98-130 8-262 40-340 128z"
        fill="#0e142c"
      />
      <path
        d="M1230 600V340h-30c-60-6-120 8-178 24-58 14-108 34-138 62-16 16-30 30-40 48 96 12 176 58 214 126z"
        fill="#0e142c"
      />
      <path d="M520 476h84v9h-84zM534 484v34M590 484v22" stroke="#0b1020" stroke-width="7" fill="#3b4a92" />
      <path d="M938 500h-76v9h76zM926 508v32M878 508v20" stroke="#0b1020" stroke-width="7" fill="#3b4a92" />
    </>
  );
}

function Fog() {
  return (
    <>
      <g class="fog">
        <ellipse cx="640" cy="420" rx="330" ry="74" fill="url(#hp-fog)" />
        <ellipse cx="820" cy="452" rx="250" ry="52" fill="url(#hp-fog)" />
      </g>
      <g class="fog second">
        <ellipse cx="560" cy="470" rx="290" ry="56" fill="url(#hp-fog)" />
        <ellipse cx="760" cy="396" rx="240" ry="60" fill="url(#hp-fog)" />
      </g>
    </>
  );
}

/** The strait at night, drawn for the title: two lighthouses, fog between them, a boat that comes out of it. */
export function HarbourPicture({ label }: { readonly label: string }) {
  return (
    <svg viewBox="25 0 1200 600" preserveAspectRatio="xMidYMid slice" role="img" aria-label={label}>
      <Gradients />
      <rect width="1230" height="600" fill="url(#hp-sky)" />
      {STARS.map(([x, y, size]) => (
        <circle key={x} cx={x} cy={y} r={size} fill="#e8ecff" opacity="0.8" />
      ))}
      <rect y="420" width="1230" height="180" fill="url(#hp-sea)" />
      <path d="M500 244 1010 150v150z" fill="url(#hp-beam)" opacity="0.5" />
      <path d="M925 280 480 190v150z" fill="url(#hp-beam-back)" opacity="0.4" />
      <Land />
      <g transform="translate(500 362)">
        <Lighthouse stripe="#4cc9f0" />
      </g>
      <g transform="translate(925 398)">
        <Lighthouse stripe="#ff7ab8" />
      </g>
      {WAVES.map(([x, y, length]) => (
        <path
          key={`${x}-${y}`}
          d={`M${x} ${y}q${length / 4}-6 ${length / 2} 0t${length / 2} 0`}
          fill="none"
          stroke="#5a6acf"
          stroke-opacity="0.55"
          stroke-width="2.5"
          stroke-linecap="round"
        />
      ))}
      <Fog />
      <g transform="translate(730 492) scale(0.84)">
        <Boat />
      </g>
      <path
        d="M630 526q50-9 100 0t100 0"
        fill="none"
        stroke="#8290e6"
        stroke-width="3"
        stroke-linecap="round"
      />
    </svg>
  );
}
