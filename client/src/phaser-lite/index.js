// The parts of Phaser that the game uses, from Phaser's own sources: half of what the whole weighs.
// Everywhere else `import { Game } from 'phaser'` means this file (client/vite.config.ts), with the types of the
// whole Phaser: a game object or plugin that is missing here type-checks and fails at run time. Add its line.

import 'phaser-src/polyfills/requestVideoFrame.js';
// Before all others: the renderers and their batch handlers need each other in this order.
import 'phaser-src/renderer/index.js';

// Plugins of a scene, which register themselves: Phaser does not start without these.
import 'phaser-src/cameras/2d/index.js';
import 'phaser-src/events/index.js';
import 'phaser-src/gameobjects/DisplayList.js';
import 'phaser-src/gameobjects/GameObjectCreator.js';
import 'phaser-src/gameobjects/GameObjectFactory.js';
import 'phaser-src/gameobjects/UpdateList.js';
import 'phaser-src/scene/ScenePlugin.js';

// Game objects: one line for each `this.add.NAME`.
import 'phaser-src/gameobjects/image/ImageFactory.js';

import constants from 'phaser-src/const.js';
import Game from 'phaser-src/core/Game.js';
import Scale from 'phaser-src/scale/index.js';
import Scene from 'phaser-src/scene/Scene.js';

export const { AUTO, CANVAS, WEBGL, HEADLESS, VERSION } = constants;
export { Game, Scale, Scene };
