// A room made for a level from a file: the server checks it as the page has. No page loads this.
import type { z } from 'zod';
import { OWN_LEVEL_SHAPE } from '../levels/own-level.ts';
import { MAKE_ROOM_SCHEMA } from './client-message-schema.ts';
import type { MakeRoom } from './messages.ts';

/** Body of `POST /api/rooms`, where it may bring a level of its own. */
export const MAKE_OWN_ROOM_SCHEMA = MAKE_ROOM_SCHEMA.extend({
  own: OWN_LEVEL_SHAPE.exactOptional(),
}).refine(({ level, own }) => own === undefined || own.level.id === level, {
  path: ['level'],
}) satisfies z.ZodType<MakeRoom>;
