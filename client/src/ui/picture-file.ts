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

/** The attribute `name` of `element` as a number; 0 where there is none. */
function numberOf(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}

/** The nearest `name` of `element` and those around it. */
function inherited(element: Element, name: string): string {
  return element.closest(`[${name}]`)?.getAttribute(name) ?? '';
}

/** `translate(x y) rotate(degrees)`, as pictures of this page have it. */
function applyTransform(context: CanvasRenderingContext2D, element: Element): void {
  const transform = element.getAttribute('transform') ?? '';
  const [, x = '0', y = '0'] = /translate[(](\S+) (\S+?)[)]/.exec(transform) ?? [];
  const [, degrees = '0'] = /rotate[(](\S+?)[)]/.exec(transform) ?? [];
  context.translate(Number(x), Number(y));
  context.rotate((Number(degrees) * Math.PI) / 180);
}

function strokeAndFill(context: CanvasRenderingContext2D, element: Element, path: Path2D): void {
  const fill = element.getAttribute('fill');
  const stroke = element.getAttribute('stroke');
  const dash = element.getAttribute('stroke-dasharray');
  if (fill !== null && fill !== 'none') {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke === null) return;
  context.strokeStyle = stroke;
  context.lineWidth = numberOf(element, 'stroke-width');
  context.setLineDash(dash === null ? [] : dash.split(' ').map(Number));
  context.stroke(path);
}

function pathOf(element: Element): Path2D {
  const number = (name: string): number => numberOf(element, name);
  const path = new Path2D(element.getAttribute('d') ?? '');
  if (element.tagName === 'circle') path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  if (element.tagName === 'rect') path.rect(0, 0, number('width'), number('height'));
  if (element.tagName === 'line') {
    path.moveTo(number('x1'), number('y1'));
    path.lineTo(number('x2'), number('y2'));
  }
  return path;
}

/** Where each value of SVG's `text-anchor` puts the text. */
const ALIGNMENTS: Readonly<Record<string, CanvasTextAlign>> = {
  start: 'left',
  middle: 'center',
  end: 'right',
};

function drawText(context: CanvasRenderingContext2D, text: Element): void {
  const family = inherited(text, 'font-family');
  context.font = `${text.getAttribute('font-weight') ?? 400} ${numberOf(text, 'font-size')}px ${family}`;
  context.textAlign = ALIGNMENTS[text.getAttribute('text-anchor') ?? 'start'] ?? 'left';
  context.lineJoin = 'round';
  context.setLineDash([]);
  let y = numberOf(text, 'y');
  for (const row of text.children.length === 0 ? [text] : text.children) {
    y += numberOf(row, 'dy');
    const said = row.textContent ?? '';
    const stroke = text.getAttribute('stroke');
    if (stroke !== null) {
      context.strokeStyle = stroke;
      context.lineWidth = numberOf(text, 'stroke-width');
      context.strokeText(said, numberOf(row, 'x'), y);
    }
    context.fillStyle = text.getAttribute('fill') ?? '';
    context.fillText(said, numberOf(row, 'x'), y);
  }
}

/** Draws `element` and what is in it: of SVG only what `ladderSvg` makes. */
function draw(context: CanvasRenderingContext2D, element: Element): void {
  context.save();
  applyTransform(context, element);
  const opacity = element.getAttribute('opacity');
  if (opacity !== null) context.globalAlpha = Number(opacity);
  if (element.tagName === 'text') drawText(context, element);
  else if (element.tagName === 'g' || element.tagName === 'svg') {
    for (const child of element.children) draw(context, child);
  } else if (element.tagName !== 'style') strokeAndFill(context, element, pathOf(element));
  context.restore();
}

/**
 * `picture` drawn as PNG. It is drawn shape by shape: a browser that draws an SVG as an image does not wait for the font
 * inside it. @throws where the browser can't draw it
 */
export async function pngFile(picture: Picture): Promise<Blob> {
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const { documentElement } = new DOMParser().parseFromString(picture.svg, 'image/svg+xml');
  const weights = [400, 650, 700, 750].map((weight) => `${weight} 12px '${PICTURE_FONT}'`);
  const texts = documentElement.textContent ?? '';
  await Promise.all(weights.map((font) => document.fonts.load(font, texts)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser gives no canvas.');
  context.scale(scale, scale);
  draw(context, documentElement);
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (png === null) throw new Error('The browser gave no picture.');
  return png;
}
