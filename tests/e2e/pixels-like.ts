// Looks at pictures of pages: how much of a colour is in one, and how much two differ.
import type { Page } from 'playwright-core';

/** How many pixels of the page are about as each of `colours` (`#RRGGBB`). */
export async function pixelsLike(page: Page, colours: readonly string[]): Promise<number[]> {
  const picture = (await page.screenshot({ timeout: 90_000 })).toString('base64');
  return page.evaluate(
    async ([data, wanted]) => {
      // The page's policy lets it fetch from nowhere else, not even a data address.
      const blob = new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]);
      const bitmap = await createImageBitmap(blob);
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (context === null) throw new Error('no 2d context');
      context.drawImage(bitmap, 0, 0);
      const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
      return wanted.map((colour) => {
        const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
        let count = 0;
        for (let at = 0; at < pixels.length; at += 4) {
          if (parts.every((part, index) => Math.abs(part - (pixels[at + index] ?? 0)) < 26)) count += 1;
        }
        return count;
      });
    },
    [picture, colours] as const,
  );
}

/** The page in 40 by 24 squares, the mean red, green and blue of each. */
async function squares(page: Page): Promise<number[]> {
  const picture = (await page.screenshot({ timeout: 90_000 })).toString('base64');
  return page.evaluate(async (data) => {
    // The page's policy lets it fetch from nowhere else, not even a data address.
    const blob = new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]);
    const bitmap = await createImageBitmap(blob, {
      resizeWidth: 40,
      resizeHeight: 24,
      resizeQuality: 'high',
    });
    const context = new OffscreenCanvas(40, 24).getContext('2d');
    if (context === null) throw new Error('no 2d context');
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(0, 0, 40, 24).data].filter((_, index) => index % 4 !== 3);
  }, picture);
}

/** The largest difference between any square of two pages, 0 (alike) to 255. */
export async function unlikeness(one: Page, other: Page): Promise<number> {
  const [first, second] = await Promise.all([squares(one), squares(other)]);
  return Math.max(...first.map((value, index) => Math.abs(value - (second[index] ?? 255))));
}
