import type { Mood } from '../model/strait-model.ts';

/** Colours of one stretch, from its upper to its lower edge, `#RRGGBB`. */
export type Run = readonly [top: string, middle: string, low: string];

/** The moon: its middle in parts of the picture's width and of the horizon's height, and how much of it is lit, 0 to 1. */
export interface Moon {
  readonly x: number;
  readonly y: number;
  readonly lit: number;
}

/** What the air does: all that a mood changes of the picture. */
export interface Atmosphere {
  readonly sky: Run;
  /** What is left of the day, or comes of it, behind the peer's land. */
  readonly glow: { readonly colour: string; readonly heart: string; readonly strength: number };
  /** Share of the stars that shine. */
  readonly stars: number;
  readonly moon: Moon | undefined;
  /** Cloud banks, from their lit edge to their belly. */
  readonly clouds: { readonly edge: string; readonly belly: string; readonly cover: number } | undefined;
  readonly aurora: boolean;
  readonly sea: Run;
  /** Light on the water under the glow. */
  readonly sheen: string;
  readonly glint: string;
  /** 1 is the usual sea; still water is less, a storm more. */
  readonly swell: number;
  /** Hills far off, and the peer's two ridges. */
  readonly far: Run;
  /** The own land, from its ridge to its foot. */
  readonly land: Run;
  readonly rim: string;
  readonly fog: string;
  /** 1 is the usual bank. */
  readonly fogDensity: number;
  readonly falling: 'nothing' | 'rain' | 'snow';
}

const NIGHT: Atmosphere = {
  sky: ['#070B1F', '#111B48', '#2B3C86'],
  glow: { colour: '#6F7FE0', heart: '#8EA2FF', strength: 0.42 },
  stars: 1,
  moon: undefined,
  clouds: undefined,
  aurora: false,
  sea: ['#24367F', '#14215A', '#0A1136'],
  sheen: '#7F92F2',
  glint: '#8FA2FF',
  swell: 1,
  far: ['#3A4B9C', '#2A3A82', '#1C2A68'],
  land: ['#22307A', '#131D4F', '#090F2C'],
  rim: '#8FA2FF',
  fog: '#A3B3EA',
  fogDensity: 1,
  falling: 'nothing',
};

/** All moods. The water stays dark in each, so that flags and plates stand out on it. */
const ATMOSPHERES: Readonly<Record<Mood, Atmosphere>> = {
  night: NIGHT,
  dawn: {
    ...NIGHT,
    sky: ['#141B4D', '#4A4390', '#E58F8A'],
    glow: { colour: '#FFB47A', heart: '#FFE3A8', strength: 0.95 },
    stars: 0.3,
    sea: ['#7A5A94', '#2A2E78', '#101747'],
    sheen: '#FFB68A',
    glint: '#D3B4E8',
    far: ['#7A5C9E', '#5B4A92', '#3C3A80'],
    land: ['#3A3A86', '#1E2560', '#0C1236'],
    rim: '#E0A9C8',
    fog: '#D9B9DC',
    fogDensity: 0.85,
  },
  moonlight: {
    ...NIGHT,
    moon: { x: 0.56, y: 0.36, lit: 1 },
    stars: 0.7,
    sheen: '#C9D6FF',
    glint: '#B7C6FF',
    swell: 1.35,
  },
  dusk: {
    ...NIGHT,
    sky: ['#0E1440', '#3A2F7C', '#A85C9A'],
    glow: { colour: '#E07FA8', heart: '#FFC0A8', strength: 0.7 },
    stars: 0.5,
    sea: ['#5B4690', '#26286E', '#0E143F'],
    sheen: '#D98AC0',
    glint: '#B79BEA',
    far: ['#5C4A98', '#463C88', '#2F3076'],
    land: ['#302F7C', '#1A2058', '#0B1032'],
    rim: '#C79AD8',
    fog: '#BFA6DE',
  },
  sunset: {
    ...NIGHT,
    sky: ['#1A1B52', '#7A3F83', '#F08A5E'],
    glow: { colour: '#FF9A55', heart: '#FFE29A', strength: 1 },
    stars: 0.15,
    clouds: { edge: '#F2A07E', belly: '#6A3F80', cover: 0.35 },
    sea: ['#8C4F7C', '#33296C', '#12153F'],
    sheen: '#FFA468',
    glint: '#F0B39A',
    swell: 0.9,
    far: ['#7C4A86', '#5A3F80', '#3D3474'],
    land: ['#3A2F72', '#221F56', '#0F1033'],
    rim: '#F0A78A',
    fog: '#E0AFC0',
    fogDensity: 0.7,
  },
  starlight: { ...NIGHT, moon: { x: 0.44, y: 0.26, lit: 0.5 }, stars: 1.5 },
  'thick-fog': {
    ...NIGHT,
    sky: ['#1B2450', '#3A4678', '#7583AE'],
    glow: { colour: '#A7B4DC', heart: '#C4CFEE', strength: 0.3 },
    stars: 0,
    sea: ['#5A699A', '#2C386F', '#141D49'],
    sheen: '#A4B2DA',
    glint: '#9AA8D4',
    swell: 0.6,
    far: ['#6C7AA8', '#5D6B9A', '#4B588A'],
    land: ['#3A4678', '#222C5C', '#10173C'],
    rim: '#A9B6DC',
    fog: '#B9C4E4',
    fogDensity: 1.5,
  },
  aurora: {
    ...NIGHT,
    sky: ['#050A1E', '#0C2148', '#1F4C7C'],
    glow: { colour: '#3FA9B8', heart: '#7CE0D0', strength: 0.3 },
    aurora: true,
    sea: ['#1E4A7C', '#112A5E', '#08133A'],
    sheen: '#6FD8CF',
    glint: '#86C8E8',
    far: ['#2C4F90', '#20407C', '#162F68'],
    rim: '#7FC4DC',
    fog: '#9CC3E2',
  },
  'late-night': {
    ...NIGHT,
    sky: ['#04060F', '#0A1030', '#1A2558'],
    glow: { colour: '#4C5AA8', heart: '#6A78C8', strength: 0.3 },
    stars: 1.2,
    moon: { x: 0.68, y: 0.5, lit: 0.18 },
    sea: ['#18255F', '#0E1846', '#070D2A'],
    sheen: '#5F70C8',
    far: ['#2A3878', '#1E2B66', '#152052'],
    land: ['#182260', '#0E163E', '#060A20'],
    fog: '#8C9CD6',
    fogDensity: 0.9,
  },
  overcast: {
    ...NIGHT,
    sky: ['#10162F', '#232D58', '#4A5788'],
    glow: { colour: '#7E8BBC', heart: '#A3AEDA', strength: 0.35 },
    stars: 0,
    clouds: { edge: '#5C689A', belly: '#1C2547', cover: 1 },
    sea: ['#38457A', '#1D2859', '#0E1638'],
    sheen: '#8C9ACA',
    glint: '#9AA6D6',
    swell: 1.3,
    far: ['#44518A', '#354178', '#283466'],
    land: ['#28346C', '#172048', '#0A1029'],
    rim: '#92A0D0',
    fog: '#A3AED4',
    fogDensity: 1.15,
  },
  snow: {
    ...NIGHT,
    sky: ['#121A3E', '#2A3668', '#67749E'],
    glow: { colour: '#9DA9CF', heart: '#C6CFEA', strength: 0.4 },
    stars: 0,
    clouds: { edge: '#77839F', belly: '#2C3761', cover: 0.7 },
    sea: ['#4A5A8E', '#24316A', '#101945'],
    sheen: '#A9B6DC',
    glint: '#AEBBE6',
    swell: 0.55,
    far: ['#8A97BE', '#7481AE', '#5B6899'],
    land: ['#8894BC', '#3A4679', '#141C46'],
    rim: '#E6ECFF',
    fog: '#C3CDE8',
    falling: 'snow',
  },
  mirror: {
    ...NIGHT,
    sky: ['#081030', '#17296A', '#4A63B4'],
    glow: { colour: '#8FA8F0', heart: '#C3D4FF', strength: 0.6 },
    moon: { x: 0.52, y: 0.44, lit: 0.92 },
    stars: 0.8,
    sea: ['#3C55A8', '#1A2C70', '#0A1440'],
    sheen: '#C3D2FF',
    swell: 0.22,
  },
  'before-dawn': {
    ...NIGHT,
    sky: ['#071334', '#124068', '#4C9AA6'],
    glow: { colour: '#7FD0C4', heart: '#F3E3B0', strength: 0.7 },
    stars: 0.45,
    sea: ['#2F6E92', '#163E70', '#0A1A46'],
    sheen: '#8FDCD0',
    glint: '#93CBE6',
    far: ['#3A6E98', '#2A5684', '#1D4070'],
    land: ['#1F3C74', '#122451', '#08112F'],
    rim: '#8CCBDC',
    fog: '#A8D2DE',
    fogDensity: 0.9,
  },
  rain: {
    ...NIGHT,
    sky: ['#0A1026', '#182148', '#34406F'],
    glow: { colour: '#5E6CA4', heart: '#7F8CC4', strength: 0.3 },
    stars: 0,
    clouds: { edge: '#4A5688', belly: '#141B3A', cover: 1 },
    sea: ['#2C3A70', '#172251', '#0A1232'],
    sheen: '#7C8AC4',
    glint: '#93A0D6',
    swell: 1.8,
    far: ['#36427A', '#28346A', '#1D2858'],
    land: ['#202B62', '#121A42', '#080D26'],
    fog: '#98A5D0',
    fogDensity: 1.1,
    falling: 'rain',
  },
  eerie: {
    ...NIGHT,
    sky: ['#06101C', '#10303C', '#3D6E6C'],
    glow: { colour: '#6FB59C', heart: '#B4E0B8', strength: 0.4 },
    stars: 0.35,
    moon: { x: 0.42, y: 0.34, lit: 0.75 },
    clouds: { edge: '#4F7F7C', belly: '#142C3A', cover: 0.45 },
    sea: ['#2C5E70', '#143550', '#081830'],
    sheen: '#9AD8C0',
    glint: '#8AC4C8',
    swell: 0.7,
    far: ['#34666E', '#28505E', '#1B3C50'],
    land: ['#1F4456', '#11283C', '#071420'],
    rim: '#86C0B8',
    fog: '#A6CFC6',
    fogDensity: 1.25,
  },
  storm: {
    ...NIGHT,
    sky: ['#05070F', '#121733', '#3A3C66'],
    glow: { colour: '#8A7A9E', heart: '#C9B090', strength: 0.45 },
    stars: 0,
    clouds: { edge: '#595C8A', belly: '#0C1024', cover: 1 },
    sea: ['#2A3164', '#161D4A', '#080C26'],
    sheen: '#8C86B4',
    glint: '#A4AADA',
    swell: 2.4,
    far: ['#30376E', '#242B5E', '#1A204C'],
    land: ['#1C2456', '#10163A', '#070A1E'],
    fog: '#9097C2',
    fogDensity: 1.1,
    falling: 'rain',
  },
};

/** Nothing but land, water and what has a meaning. */
const HIGH_CONTRAST: Atmosphere = {
  ...NIGHT,
  sky: ['#000000', '#000000', '#05070F'],
  glow: { colour: '#000000', heart: '#000000', strength: 0 },
  stars: 0,
  sea: ['#05091C', '#05091C', '#05091C'],
  sheen: '#05091C',
  glint: '#2A3566',
  swell: 0.4,
  far: ['#0A0F26', '#0F1634', '#141C40'],
  land: ['#000000', '#000000', '#000000'],
  rim: '#FFFFFF',
  fog: '#5A6494',
  fogDensity: 0.7,
};

/** The air of `mood`; with high contrast the same plain one for all. */
export function atmosphereOf(mood: Mood, highContrast: boolean): Atmosphere {
  return highContrast ? HIGH_CONTRAST : ATMOSPHERES[mood];
}

/** What tells the paintings of one air from those of another. */
export function airName(mood: Mood, highContrast: boolean): string {
  return highContrast ? 'contrast' : mood;
}
