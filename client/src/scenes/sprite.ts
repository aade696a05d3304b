/** A canvas of the browser: every painting is drawn with it once and shown many times. */
export type Context = CanvasRenderingContext2D;

/** A picture that is drawn once and kept as a texture. Equal keys must mean equal pictures. */
export interface Painting {
  readonly key: string;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly height: number;
  /** The point of the picture that is put at a sprite's place, CSS pixels from its left upper corner. */
  readonly origin: { readonly x: number; readonly y: number };
  /** Draws it; the canvas is clear and scaled so that one unit is one CSS pixel. */
  paint(context: Context): void;
}

/** One thing to be seen in one frame. A frame is a list of these, drawn from the lowest `depth` to the highest. */
export interface Sprite {
  /** Stable while the thing lives, so that its object in the scene is kept. */
  readonly id: string;
  readonly painting: Painting;
  /** CSS pixels from the left upper corner of the strait. */
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  /** 0 to 1; 1 where it is left out. */
  readonly alpha?: number;
  /** 1 where left out. */
  readonly scaleX?: number;
  readonly scaleY?: number;
  /** Degrees, clockwise; 0 where left out. */
  readonly angle?: number;
  /** Part of the picture that is shown, each edge from 0 to 1: rust that creeps, numbers that roll. */
  readonly show?: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** Light adds to what it falls on. */
  readonly light?: boolean;
}
