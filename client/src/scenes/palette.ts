/** Colours of the night on the strait: the flags' and panels' own first, then what only the picture needs. */
export const COLOURS = {
  syn: '#4CC9F0',
  ack: '#80ED99',
  fin: '#FF7AB8',
  rst: '#FF9F1C',
  crate: '#B8C0FF',
  ink: '#0B1020',
  board: '#10162F',
  panel: '#1D2757',
  line: '#5A6ACF',
  text: '#E8ECFF',
  soft: '#A9B4F0',
  skyTop: '#070B1F',
  skyMiddle: '#111B48',
  skyLow: '#2B3C86',
  seaFar: '#24367F',
  seaMiddle: '#14215A',
  seaNear: '#0A1136',
  glint: '#8FA2FF',
  fog: '#A3B3EA',
  lamp: '#FFE3A3',
  lampHeart: '#FFF7DF',
  window: '#FFCF85',
  wood: '#5B5582',
  woodLight: '#8D86B8',
  woodDark: '#332F57',
  rust: '#C9672F',
  rustDark: '#7F3A22',
  barnacle: '#B9C3A6',
  brass: '#E6B655',
  flare: '#FF5A4D',
} as const;

/** `colour` (`#RRGGBB`) with `alpha` from 0 to 1, as a canvas takes it. */
export function withAlpha(colour: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255);
  return colour + byte.toString(16).padStart(2, '0');
}

/** The font family that the page loads; what follows stands in where it could not be loaded. */
export const FONT_FAMILY = '"Game KR", Pretendard, system-ui, sans-serif';
