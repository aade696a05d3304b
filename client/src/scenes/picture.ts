import type { StraitModel } from '../model/strait-model.ts';
import { harbourOf } from './berths.ts';
import { boatSprites } from './boat-sprites.ts';
import { draftSprites } from './draft-sprites.ts';
import { flareSprites } from './flare-sprites.ts';
import type { Hand } from './hand.ts';
import { harbourSprites } from './harbour-sprites.ts';
import type { StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { anchoredSprites, pierSprites } from './pier-sprites.ts';
import { scenerySprites } from './scenery-sprites.ts';
import type { Sprite } from './sprite.ts';

/** All that is to be seen at `moment`, in no order: a sprite's depth says what lies above what. */
export function pictureOf(
  model: StraitModel,
  layout: StraitLayout,
  moment: Moment,
  hand: Hand | undefined,
): readonly Sprite[] {
  const { piers, anchored } = harbourOf(model);
  const sprites: Sprite[] = [...scenerySprites(model, layout, moment)];
  for (const [index, pier] of piers.entries()) {
    const place = layout.piers[index];
    if (place !== undefined) sprites.push(...pierSprites(pier, place, index, layout, moment));
  }
  for (const [index, pier] of anchored.entries()) {
    const place = layout.anchorage[index];
    if (place !== undefined)
      sprites.push(...anchoredSprites(pier, place, layout.anchorageGap, layout, moment));
  }
  sprites.push(...harbourSprites(model, layout, moment));
  sprites.push(...draftSprites(model, layout, moment, hand));
  for (const boat of model.boats) sprites.push(...boatSprites(boat, model, layout, moment));
  for (const flare of model.flares) sprites.push(...flareSprites(flare, model, layout, moment));
  return sprites;
}
