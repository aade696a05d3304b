import type { GameObjects, Scene, Textures } from 'phaser';
import type { Painting, Sprite } from './sprite.ts';

/** Frames for which a texture that nothing shows is kept. */
const KEPT = 240;

/** Textures larger than this, in device pixels a side, are baked at a lower ratio. */
const LARGEST = 3072;

interface Baked {
  readonly texture: Textures.CanvasTexture;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  seen: number;
}

/** Shows lists of sprites in a Phaser scene: bakes each painting once, and keeps one image for each sprite's id. */
export interface Stage {
  /** Makes the scene look as `sprites` say. */
  show(sprites: readonly Sprite[]): void;
  /** Forgets all textures: the strait has another size, or the fonts have come. */
  clear(): void;
}

function bake(scene: Scene, painting: Painting, ratio: number): Baked | undefined {
  const sharp = Math.min(ratio, LARGEST / Math.max(painting.width, painting.height));
  const width = Math.max(1, Math.ceil(painting.width * sharp));
  const height = Math.max(1, Math.ceil(painting.height * sharp));
  const texture = scene.textures.createCanvas(painting.key, width, height);
  if (texture === null) return undefined;
  const context = texture.getContext();
  context.save();
  context.scale(sharp, sharp);
  painting.paint(context);
  context.restore();
  texture.refresh();
  return { texture, ratio: sharp, seen: 0 };
}

function place(image: GameObjects.Image, sprite: Sprite, ratio: number): void {
  const { painting, show } = sprite;
  image.setPosition(sprite.x, sprite.y);
  // A depth that is set again, even to the same, has the whole scene sorted.
  if (image.depth !== sprite.depth) image.setDepth(sprite.depth);
  image.setAlpha(sprite.alpha ?? 1);
  image.setScale((sprite.scaleX ?? 1) / ratio, (sprite.scaleY ?? 1) / ratio);
  image.setAngle(sprite.angle ?? 0);
  image.setBlendMode(sprite.light === true ? 'ADD' : 'NORMAL');
  if (show === undefined) {
    if (image.isCropped) image.setCrop();
    return;
  }
  const wide = painting.width * ratio;
  const high = painting.height * ratio;
  image.setCrop(
    show.left * wide,
    show.top * high,
    (show.right - show.left) * wide,
    (show.bottom - show.top) * high,
  );
}

/** A stage in `scene`, whose textures have `ratio` device pixels to a CSS pixel. */
export function createStage(scene: Scene, ratio: number): Stage {
  const textures = new Map<string, Baked>();
  const images = new Map<string, GameObjects.Image>();
  let frame = 0;

  const textureOf = (painting: Painting): Baked | undefined => {
    const known = textures.get(painting.key) ?? bake(scene, painting, ratio);
    if (known === undefined) return undefined;
    textures.set(painting.key, known);
    known.seen = frame;
    return known;
  };

  const imageOf = (sprite: Sprite, baked: Baked): GameObjects.Image => {
    const key = baked.texture.key;
    const image = images.get(sprite.id) ?? scene.add.image(0, 0, key);
    images.set(sprite.id, image);
    if (image.texture.key !== key) image.setTexture(key);
    const { origin, width, height } = sprite.painting;
    image.setOrigin(origin.x / width, origin.y / height);
    return image;
  };

  const forgetOld = (): void => {
    for (const [key, baked] of textures) {
      if (frame - baked.seen < KEPT) continue;
      textures.delete(key);
      scene.textures.remove(key);
    }
  };

  return {
    show(sprites) {
      frame += 1;
      const shown = new Set<string>();
      for (const sprite of sprites) {
        if (sprite.alpha !== undefined && sprite.alpha <= 0) continue;
        const baked = textureOf(sprite.painting);
        if (baked === undefined) continue;
        place(imageOf(sprite, baked), sprite, baked.ratio);
        shown.add(sprite.id);
      }
      for (const [id, image] of images) {
        if (shown.has(id)) continue;
        image.destroy();
        images.delete(id);
      }
      if (frame % 60 === 0) forgetOld();
    },
    clear() {
      for (const image of images.values()) image.destroy();
      images.clear();
      for (const key of textures.keys()) scene.textures.remove(key);
      textures.clear();
    },
  };
}
