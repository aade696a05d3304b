// A picture with its font inside, so that it looks the same on every machine, and the same as pixels.
import hangulFont from '../../generated/game-kr-hangul.woff2?url';
import latinFont from '../../generated/game-kr-latin.woff2?url';
import menuFont from '../../generated/game-kr-menu.woff2?url';
import { PICTURE_FONT, type Picture } from '../model/ladder-svg.ts';

/** Pixels for each unit of a picture: enough for a poster. */
const SCALE = 3;
/** No browser draws a canvas that is longer than this, pixels. */
const LONGEST_SIDE = 12_000;

async function dataUrl(content: Blob): Promise<string> {
  const octets = new Uint8Array(await content.arrayBuffer());
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return `data:${content.type};base64,${btoa(text)}`;
}

async function fontFace(url: string): Promise<string> {
  const response = await fetch(url);
  const font = new Blob([await response.arrayBuffer()], { type: 'font/woff2' });
  const source = `src:url(${await dataUrl(font)}) format('woff2')`;
  return `@font-face{font-family:'${PICTURE_FONT}';font-weight:400 800;${source}}`;
}

/** The style that brings the font to a picture whose texts are `text`: Hangul only where there is some. */
export async function pictureStyle(text: string): Promise<string> {
  const urls = /\p{Script=Hangul}/u.test(text) ? [latinFont, menuFont, hangulFont] : [latinFont];
  // Files of one family, each with its own characters: a browser asks the last one first.
  const faces = await Promise.all(urls.map(fontFace));
  return faces.map((face, index) => face.replaceAll(PICTURE_FONT, familyOf(index))).join('');
}

function familyOf(index: number): string {
  return index === 0 ? PICTURE_FONT : `${PICTURE_FONT} ${index + 1}`;
}

/** `picture` as a file. */
export function svgFile({ svg }: Picture): Blob {
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** `picture` drawn as PNG. @throws where the browser can't draw it */
export async function pngFile(picture: Picture): Promise<Blob> {
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const image = new Image();
  image.src = await dataUrl(svgFile(picture));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (png === null) throw new Error('The browser gave no picture.');
  return png;
}
