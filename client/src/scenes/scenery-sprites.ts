import type { StraitModel } from '../model/strait-model.ts';
import { mirrorX, type StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { atmosphereOf } from './moods.ts';
import { backdropPainting } from './paint/backdrop.ts';
import { headlandPainting } from './paint/headland.ts';
import { beamPainting, lighthousePainting, shimmerPainting } from './paint/light.ts';
import { glowPainting } from './paint/pier.ts';
import { portPainting } from './paint/signs.ts';
import {
  FALL_PERIOD,
  fallingPainting,
  fogPainting,
  WAVE_STRIPS,
  waveStrip,
  wavesPainting,
} from './paint/weather.ts';
import { COLOURS } from './palette.ts';
import type { Sprite } from './sprite.ts';

function waveSprites(model: StraitModel, layout: StraitLayout, page: number): readonly Sprite[] {
  const high = Math.min(2, atmosphereOf(model.mood, model.highContrast).swell);
  return Array.from({ length: WAVE_STRIPS }, (_, index) => {
    const { y, near } = waveStrip(index, layout);
    const swing = Math.sin(page / (2600 + 500 * index) + index * 1.7);
    return {
      id: `waves ${index}`,
      painting: wavesPainting(index, layout, model),
      x: layout.width / 2 + swing * (7 + 18 * near) * layout.unit,
      y: y + Math.cos(page / 2100 + index) * 1.6 * near * high,
      depth: 2,
      alpha: 0.8 + 0.2 * swing,
    };
  });
}

/** Banks of fog: middle as parts of the strait's width and of the water's height, and size likewise. */
const BANKS = [
  { x: 0.76, y: -0.02, wide: 0.62, tall: 0.62, alpha: 1 },
  { x: 0.9, y: 0.32, wide: 0.6, tall: 0.85, alpha: 0.95 },
  { x: 0.74, y: 0.5, wide: 0.5, tall: 0.8, alpha: 0.8 },
  { x: 0.88, y: 0.82, wide: 0.62, tall: 0.75, alpha: 0.9 },
] as const;

function fogSprites(model: StraitModel, layout: StraitLayout, page: number): readonly Sprite[] {
  const { fog, fogDensity } = atmosphereOf(model.mood, model.highContrast);
  const { width, height, horizon, side } = layout;
  const water = height - horizon;
  return BANKS.map((bank, index) => {
    const drift = Math.sin(page / (9000 + 1700 * index) + index * 2.3);
    return {
      id: `fog ${index}`,
      painting: fogPainting(index, Math.round(bank.wide * width), Math.round(bank.tall * water), fog),
      x: mirrorX((bank.x + 0.022 * drift) * width, width, side),
      y: horizon + bank.y * water + Math.cos(page / 11000 + index) * water * 0.02,
      depth: 60,
      alpha: Math.min(1, bank.alpha * fogDensity * (0.92 + 0.08 * drift)),
    };
  });
}

/** Milliseconds of the page in which rain or snow falls by one period of its pattern. */
const FALLING = { rain: 420, snow: 9000 } as const;

function fallingSprites(model: StraitModel, layout: StraitLayout, page: number): readonly Sprite[] {
  const { falling } = atmosphereOf(model.mood, model.highContrast);
  if (falling === 'nothing') return [];
  const fallen = (page % FALLING[falling]) / FALLING[falling];
  return [
    {
      id: 'falling',
      painting: fallingPainting(falling, layout),
      x: 0,
      y: Math.round(fallen * FALL_PERIOD * layout.height),
      depth: 62,
    },
  ];
}

function lampSprites(model: StraitModel, layout: StraitLayout): readonly Sprite[] {
  const { lighthouse, unit, side } = layout;
  const seaward = side === 'client' ? 1 : -1;
  const small = Math.max(unit, 0.62);
  return model.lamps.map((lamp, index) => ({
    id: `port ${lamp.port}`,
    painting: portPainting(lamp.port, lamp.lit, unit),
    x: lighthouse.x + seaward * (44 + 54 * index) * small,
    y: lighthouse.y - lighthouse.tall * 0.2,
    depth: 8,
  }));
}

function lightSprites(layout: StraitLayout, moment: Moment): readonly Sprite[] {
  const { lighthouse, side, width, horizon, height } = layout;
  const lamp = { x: lighthouse.x, y: lighthouse.y - lighthouse.tall };
  const sweep = moment.still ? 3 : Math.sin(moment.page / 4200) * 7 + 3;
  const length = Math.round(width * 0.72);
  const beam = { painting: beamPainting(length), ...lamp, light: true };
  const seaward = side === 'client' ? 0 : 180;
  const turn = side === 'client' ? sweep : -sweep;
  return [
    { ...beam, id: 'beam', depth: 7, angle: seaward + turn },
    { ...beam, id: 'back beam', depth: 3, angle: seaward + 180 + turn, alpha: 0.5 },
    {
      id: 'lantern',
      painting: glowPainting(COLOURS.lamp, Math.round(lighthouse.tall * 0.75)),
      ...lamp,
      depth: 8,
      light: true,
    },
    {
      id: 'shimmer',
      painting: shimmerPainting(Math.round(lighthouse.tall * 0.9), Math.round((height - horizon) * 0.5)),
      x: mirrorX(width * 0.235, width, side),
      y: horizon + 2,
      depth: 3,
      light: true,
    },
  ];
}

/** Sky, water, both lands and lighthouses, lamps and fog. */
export function scenerySprites(model: StraitModel, layout: StraitLayout, moment: Moment): readonly Sprite[] {
  const { lighthouse, farLighthouse, width, side } = layout;
  const lit = model.lamps.some((lamp) => lamp.lit);
  return [
    {
      id: 'backdrop',
      painting: backdropPainting(layout, model.mood, model.highContrast),
      x: 0,
      y: 0,
      depth: 0,
    },
    {
      id: 'far lighthouse',
      painting: lighthousePainting({ tall: farLighthouse.tall, lit: false, far: true }),
      x: farLighthouse.x,
      y: farLighthouse.y,
      depth: 1,
    },
    ...waveSprites(model, layout, moment.page),
    {
      id: 'headland',
      painting: headlandPainting(layout, model, model.dark !== undefined),
      x: side === 'client' ? 0 : width,
      y: 0,
      depth: 4,
    },
    {
      id: 'lighthouse',
      painting: lighthousePainting({ tall: lighthouse.tall, lit, far: false }),
      x: lighthouse.x,
      y: lighthouse.y,
      depth: 5,
    },
    ...(lit ? lightSprites(layout, moment) : []),
    ...lampSprites(model, layout),
    ...fogSprites(model, layout, moment.page),
    ...fallingSprites(model, layout, moment.page),
  ];
}
