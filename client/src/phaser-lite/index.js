// The parts of Phaser that the game uses, from Phaser's own sources: 40 % less to download than the whole.
// Everywhere else `import { Game } from 'phaser'` means this file (client/vite.config.ts), with Phaser's types;
// a game object whose factory is missing here type-checks and fails at run time.

import 'phaser-src/polyfills/requestVideoFrame.js';
// Before all others: the renderers and their batch handlers need each other in this order.
import 'phaser-src/renderer/index.js';

// What registers itself with Phaser when it is loaded.
import 'phaser-src/cameras/2d/index.js';
import 'phaser-src/data/DataManagerPlugin.js';
import 'phaser-src/events/index.js';
import 'phaser-src/gameobjects/DisplayList.js';
import 'phaser-src/gameobjects/GameObjectCreator.js';
import 'phaser-src/gameobjects/GameObjectFactory.js';
import 'phaser-src/gameobjects/UpdateList.js';
import 'phaser-src/input/index.js';
import 'phaser-src/loader/LoaderPlugin.js';
import 'phaser-src/loader/filetypes/ImageFile.js';
import 'phaser-src/loader/filetypes/SVGFile.js';
import 'phaser-src/scene/ScenePlugin.js';
import 'phaser-src/time/Clock.js';
import 'phaser-src/tweens/TweenManager.js';

// Game objects.
import 'phaser-src/gameobjects/container/ContainerFactory.js';
import 'phaser-src/gameobjects/graphics/GraphicsCreator.js';
import 'phaser-src/gameobjects/graphics/GraphicsFactory.js';
import 'phaser-src/gameobjects/image/ImageFactory.js';
import 'phaser-src/gameobjects/layer/LayerFactory.js';
import 'phaser-src/gameobjects/nineslice/NineSliceFactory.js';
import 'phaser-src/gameobjects/particles/ParticleEmitterFactory.js';
import 'phaser-src/gameobjects/shape/arc/ArcFactory.js';
import 'phaser-src/gameobjects/shape/line/LineFactory.js';
import 'phaser-src/gameobjects/shape/rectangle/RectangleFactory.js';
import 'phaser-src/gameobjects/sprite/SpriteFactory.js';
import 'phaser-src/gameobjects/text/TextFactory.js';
import 'phaser-src/gameobjects/tilesprite/TileSpriteFactory.js';
import 'phaser-src/gameobjects/zone/ZoneFactory.js';

import constants from 'phaser-src/const.js';
import Game from 'phaser-src/core/Game.js';
import CubicBezier from 'phaser-src/curves/CubicBezierCurve.js';
import QuadraticBezier from 'phaser-src/curves/QuadraticBezierCurve.js';
import Spline from 'phaser-src/curves/SplineCurve.js';
import Path from 'phaser-src/curves/path/Path.js';
import Color from 'phaser-src/display/color/index.js';
import Container from 'phaser-src/gameobjects/container/Container.js';
import Graphics from 'phaser-src/gameobjects/graphics/Graphics.js';
import Image from 'phaser-src/gameobjects/image/Image.js';
import Sprite from 'phaser-src/gameobjects/sprite/Sprite.js';
import Text from 'phaser-src/gameobjects/text/Text.js';
import Zone from 'phaser-src/gameobjects/zone/Zone.js';
import Circle from 'phaser-src/geom/circle/index.js';
import Rectangle from 'phaser-src/geom/rectangle/index.js';
import Math from 'phaser-src/math/index.js';
import TintModes from 'phaser-src/renderer/TintModes.js';
import Scale from 'phaser-src/scale/index.js';
import Scene from 'phaser-src/scene/Scene.js';
import SceneEvents from 'phaser-src/scene/events/index.js';
import TextureEvents from 'phaser-src/textures/events/index.js';

export const { AUTO, CANVAS, WEBGL, HEADLESS, VERSION } = constants;
export const Curves = { CubicBezier, Path, QuadraticBezier, Spline };
export const Display = { Color };
export const GameObjects = { Container, Graphics, Image, Sprite, Text, Zone };
export const Geom = { Circle, Rectangle };
export const Scenes = { Events: SceneEvents };
export const Textures = { Events: TextureEvents };
export { Game, Math, Scale, Scene, TintModes };
