// Finds by script what one would not show around: text that is cut off, covered, dead or beyond the edge, and controls
// too small for a finger. `findLayoutFaults` runs in the page, so it uses nothing from outside itself.
import type { Page } from 'playwright-core';

/** What the check looks for besides overlaps and edges. */
interface Wanted {
  /** Smallest width and height of a control, in CSS pixels; 0 where a pointer is used. */
  readonly target: number;
}

/** WCAG 2.5.5 and the project's look: what a finger hits. */
const FINGER = 44;

/** Screens narrower than this are taken for a phone in a hand. */
const PHONE_WIDTH = 640;

/** Everything on the present screen that is not fit to be shown, one line each. */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  const width = page.viewportSize()?.width ?? 0;
  return await page.evaluate(findLayoutFaults, { target: width < PHONE_WIDTH ? FINGER : 0 });
}

function findLayoutFaults({ target }: Wanted): string[] {
  const faults: string[] = [];
  /** Of the longest sequence number. */
  const DIGITS = 10;
  const root = document.documentElement;
  const said = (text: string): string => `"${text.replaceAll(/\s+/g, ' ').trim().slice(0, 50)}"`;
  const dialog = document.querySelector('dialog[open]');

  /** What is left of a box after all that cuts it off; undefined where nothing can be seen. */
  const visiblePart = (box: DOMRect, start: Element): DOMRect | undefined => {
    if (!start.checkVisibility()) return undefined;
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let at: Element | null = start; at !== null && at !== root; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.visibility === 'hidden' || style.opacity === '0' || style.clipPath !== 'none')
        return undefined;
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
        const edge = at.getBoundingClientRect();
        [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
        [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
      }
    }
    return right - left > 1 && bottom - top > 1
      ? new DOMRect(left, top, right - left, bottom - top)
      : undefined;
  };

  /** What lies over the rest is allowed to cover it: each such layer is compared with itself alone. */
  const layerOf = (element: Element): Element => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { position, zIndex } = getComputedStyle(at);
      if (at === dialog || Number(zIndex) > 0 || position === 'fixed' || position === 'sticky') return at;
    }
    return root;
  };

  /** A text that is drawn at a slant, as squares along its line: one box around it would hold much besides. */
  const slantedBoxes = (element: Element): DOMRect[] | undefined => {
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
    if (!(element instanceof SVGGraphicsElement) || matrix === null || matrix.b === 0) return undefined;
    const { x, y, width, height } = element.getBBox();
    const count = Math.max(1, Math.round(width / height));
    const side = height * Math.hypot(matrix.a, matrix.b);
    return Array.from({ length: count }, (_none, index) => {
      const middle = new DOMPoint(x + ((index + 0.5) * width) / count, y + height / 2).matrixTransform(
        matrix,
      );
      return new DOMRect(middle.x - side / 2, middle.y - side / 2, side, side);
    });
  };

  if (root.scrollWidth > window.innerWidth) {
    faults.push(`the page is ${root.scrollWidth} px wide, the screen ${window.innerWidth}`);
  }

  const texts: { text: string; element: Element; layer: Element; boxes: DOMRect[] }[] = [];
  const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const element = node.parentElement;
    if (text.trim() === '' || element === null || element.closest('script, style, option') !== null) continue;
    if (/undefined|\bNaN\b|\[object |\bnull\b|\$\{/.test(text)) faults.push(`dead text ${said(text)}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const drawn = slantedBoxes(element) ?? [...range.getClientRects()];
    const boxes = drawn.flatMap((box) => visiblePart(box, element) ?? []);
    if (boxes.length > 0) texts.push({ text, element, layer: layerOf(element), boxes });
  }

  for (const { text, element, boxes } of texts) {
    const scrolls = element.closest('.table-scroll, pre') !== null;
    const beyond = boxes.some((box) => box.right > window.innerWidth + 1 || box.left < -1);
    if (beyond && !scrolls) faults.push(`beyond the edge: ${said(text)}`);
    const style = getComputedStyle(element);
    const cut = element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden';
    if (cut && element.clientWidth > 0) faults.push(`cut off: ${said(text)}`);
  }

  for (const field of (dialog ?? document).querySelectorAll<HTMLInputElement>('input.field')) {
    const cut = field.scrollWidth > field.clientWidth + 1;
    // What somebody may write or copy scrolls; what is filled in is to be read.
    const read = field.readOnly && field.value.length <= DIGITS;
    if (cut && read && field.checkVisibility()) faults.push(`cut off: ${said(field.value)}`);
  }

  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      if (one.layer !== other.layer || one.element.contains(other.element)) continue;
      if (other.element.contains(one.element)) continue;
      const overlap = one.boxes.some((a) =>
        other.boxes.some((b) => {
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          // Boxes of lines are taller than their letters.
          return wide > 2 && high > 0.35 * Math.min(a.height, b.height);
        }),
      );
      if (overlap) faults.push(`overlap: ${said(one.text)} and ${said(other.text)}`);
    }
  }

  const controls = (dialog ?? document).querySelectorAll('button, a[href], input, select, summary');
  for (const control of controls) {
    const hit = control.matches('[type=radio], [type=checkbox]')
      ? (control.closest('label') ?? control)
      : control;
    const box = visiblePart(hit.getBoundingClientRect(), hit);
    if (box === undefined) continue;
    const name = said(control.getAttribute('aria-label') ?? hit.textContent ?? '');
    const full = hit.getBoundingClientRect();
    if (full.width < target - 0.5 || full.height < target - 0.5) {
      faults.push(
        `${Math.round(full.width)} by ${Math.round(full.height)} px is too small for a finger: ${name}`,
      );
    }
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) continue;
    const top = document.elementFromPoint(x, y);
    // On the very edge of the screen there is nothing at all.
    const reached = top === null || hit.contains(top) || top.contains(hit);
    if (!reached && layerOf(hit) === layerOf(top ?? hit)) faults.push(`covered: ${name}`);
  }
  return faults;
}
