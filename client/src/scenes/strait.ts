import { AUTO, CANVAS, Game, Scale, Scene } from 'phaser';
import type { MountStrait, StraitGestures, StraitModel } from '../model/strait-model.ts';
import { harbourOf } from './berths.ts';
import { type Hand, letGo, touchedAt } from './hand.ts';
import { type Point, type StraitLayout, straitLayout } from './layout.ts';
import { PACE_GAP, paceOf } from './pace.ts';
import { FONT_FAMILY } from './palette.ts';
import { pictureOf } from './picture.ts';
import { createStage, type Stage } from './stage.ts';

/** Textures and canvas have at most this many device pixels to a CSS pixel. */
const SHARPEST = 2;

/** What the picture is drawn from at any moment. */
interface Strait {
  readonly element: HTMLElement;
  readonly gestures: StraitGestures;
  readonly ratio: number;
  /** Size of the element, CSS pixels. Asking the element each frame would make the page lay itself out. */
  size: { readonly width: number; readonly height: number };
  model: StraitModel;
  hand: Hand | undefined;
  /** The last layout, and what it was made for. */
  laidOut:
    | { readonly model: StraitModel; readonly size: Strait['size']; readonly layout: StraitLayout }
    | undefined;
}

function sizeOf(element: HTMLElement): Strait['size'] {
  return { width: element.clientWidth, height: element.clientHeight };
}

function devicePixels(size: Strait['size'], ratio: number): [width: number, height: number] {
  return [Math.max(1, Math.round(size.width * ratio)), Math.max(1, Math.round(size.height * ratio))];
}

/** The layout for the model and size of the moment; it is made anew only where one of them has changed. */
function layoutOf(strait: Strait): StraitLayout {
  const { model, size, laidOut } = strait;
  if (laidOut?.model === model && laidOut.size === size) return laidOut.layout;
  const { piers, anchored } = harbourOf(model);
  const layout = straitLayout(size.width, size.height, {
    side: model.side,
    piers: piers.length,
    anchored: Math.max(anchored.length, model.queue),
  });
  strait.laidOut = { model, size, layout };
  return layout;
}

/** The one scene: each frame it shows the picture of the present moment. */
class StraitScene extends Scene {
  readonly #strait: Strait;
  readonly #ready: (stage: Stage) => void;
  #stage: Stage | undefined;

  constructor(strait: Strait, ready: (stage: Stage) => void) {
    super('strait');
    this.#strait = strait;
    this.#ready = ready;
  }

  create(): void {
    const { ratio } = this.#strait;
    this.cameras.main.setOrigin(0, 0).setZoom(ratio);
    this.#stage = createStage(this, ratio);
    // Now the game's loop has started and can be put to sleep.
    this.events.once('update', () => this.#stage !== undefined && this.#ready(this.#stage));
  }

  override update(): void {
    const { model, hand } = this.#strait;
    const page = model.reducedMotion ? 0 : performance.now();
    const moment = { game: model.clock.now(), page, still: model.reducedMotion };
    this.#stage?.show(pictureOf(model, layoutOf(this.#strait), moment, hand));
  }
}

/** `?r=canvas` in the page's address asks for the Canvas renderer. */
function renderer(): typeof AUTO | typeof CANVAS {
  return new URLSearchParams(globalThis.location.search).get('r') === 'canvas' ? CANVAS : AUTO;
}

function createGame(strait: Strait, ready: (stage: Stage) => void): Game {
  const { element, ratio, size } = strait;
  const [width, height] = devicePixels(size, ratio);
  return new Game({
    type: renderer(),
    parent: element,
    scale: {
      mode: Scale.NONE,
      width,
      height,
      zoom: 1 / ratio,
    },
    scene: new StraitScene(strait, ready),
    backgroundColor: '#0A1136',
    audio: { noAudio: true },
    banner: false,
    autoFocus: false,
    disableContextMenu: false,
    input: { keyboard: false, gamepad: false, mouse: false, touch: false },
    // One texture a draw call: with several, software WebGL loses parts of pictures that are turned by an angle.
    render: { antialias: true, antialiasGL: false, stencil: false, maxTextures: 1 },
  });
}

/** Draws as often as {@link paceOf} says and whenever asked to, at most once a frame, never while the page is hidden. */
function keepPace(game: Game, strait: Strait): { draw(): void; stop(): void } {
  let frame: number | undefined;
  let timer: number | undefined;
  let drawnAt: number | undefined;
  let stopped = false;
  const ask = (): void => {
    window.clearTimeout(timer);
    if (!stopped) frame ??= requestAnimationFrame(show);
  };
  const show = (): void => {
    frame = undefined;
    if (stopped || document.hidden) return;
    game.loop.tick();
    const now = strait.model.clock.now();
    const gap = strait.hand === undefined ? PACE_GAP[paceOf(strait.model, now, now === drawnAt)] : 0;
    drawnAt = now;
    if (gap === 0) ask();
    else if (Number.isFinite(gap)) timer = window.setTimeout(ask, gap);
  };
  document.addEventListener('visibilitychange', ask);
  return {
    draw: ask,
    stop() {
      stopped = true;
      window.clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
      document.removeEventListener('visibilitychange', ask);
    },
  };
}

/** Reads the pointer on the water: what it takes, holds and lets go. Each gesture has its twin among the page's buttons. */
function readHand(strait: Strait, draw: () => void, until: AbortSignal): void {
  const { element } = strait;
  // A flick goes sideways; up and down the page still scrolls.
  element.style.touchAction = 'pan-y pinch-zoom';
  const at = (event: PointerEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const hold = (hand: Hand | undefined): void => {
    strait.hand = hand;
    draw();
  };
  const listen = (
    type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    heard: (event: PointerEvent) => void,
  ) => element.addEventListener(type, heard, { signal: until });
  listen('pointerdown', (event) => {
    const from = at(event);
    const holds = touchedAt(from, strait.model, layoutOf(strait));
    if (holds === undefined || !event.isPrimary) return;
    element.setPointerCapture(event.pointerId);
    hold({ holds, from, at: from });
  });
  listen('pointermove', (event) => {
    const { hand } = strait;
    if (hand !== undefined) return hold({ ...hand, at: at(event) });
    const over = touchedAt(at(event), strait.model, layoutOf(strait));
    element.style.cursor = over === undefined ? '' : 'pointer';
  });
  listen('pointerup', (event) => {
    const { hand } = strait;
    if (hand === undefined) return;
    hold(undefined);
    letGo({ ...hand, at: at(event) }, strait.model, layoutOf(strait), strait.gestures);
  });
  listen('pointercancel', () => hold(undefined));
}

/** All that the picture may have to write, so that the fonts' parts for it are fetched at once. */
function wordsOf(model: StraitModel): string {
  return `ABCDEFINRSTVWY_0123456789+:${model.piers.map((pier) => pier.label).join('')}`;
}

/**
 * Mounts the strait into `element`, which has a width and a height of its own, and redraws it as `model` changes.
 * The canvas is decoration: it is hidden from the accessibility tree, and `element` itself is left to the page to name.
 */
export const mountStrait: MountStrait = (element, model, gestures) => {
  const ratio = Math.min(SHARPEST, Math.max(1, globalThis.devicePixelRatio));
  const size = sizeOf(element);
  const strait: Strait = {
    element,
    gestures,
    ratio,
    size,
    model: model.value,
    hand: undefined,
    laidOut: undefined,
  };
  const ended = new AbortController();
  let stage: Stage | undefined;
  const game = createGame(strait, (made) => {
    stage = made;
    // From here on the strait's own pace drives the loop.
    game.loop.sleep();
    game.canvas.setAttribute('aria-hidden', 'true');
    element.dataset['strait'] = 'ready';
    resize();
    draw();
  });
  const pace = keepPace(game, strait);
  const draw = (): void => {
    if (stage !== undefined) pace.draw();
  };
  const rewrite = (): void => {
    stage?.clear();
    draw();
  };
  const resize = (): void => {
    const now = sizeOf(element);
    if (stage === undefined || (now.width === strait.size.width && now.height === strait.size.height)) return;
    strait.size = now;
    game.scale.resize(...devicePixels(now, ratio));
    rewrite();
  };
  readHand(strait, draw, ended.signal);
  const unsubscribe = model.subscribe((changed) => {
    strait.model = changed;
    draw();
  });
  const sizes = new ResizeObserver(resize);
  sizes.observe(element);
  // What was written before its part of the font came is written again.
  document.fonts.addEventListener('loadingdone', rewrite, { signal: ended.signal });
  void document.fonts.load(`700 16px ${FONT_FAMILY}`, wordsOf(strait.model)).catch(rewrite);
  return {
    destroy() {
      ended.abort();
      unsubscribe();
      sizes.disconnect();
      pace.stop();
      delete element.dataset['strait'];
      game.destroy(true);
      // The sleeping loop does it at its next step.
      game.loop.tick();
    },
  };
};
