// Works the page by its accessible names, with the keyboard alone or with a finger alone.
import type { Locator, Page } from 'playwright-core';

/** The ways in which a person works a control. */
export interface Controls {
  /** Presses a button, a tab, a summary. */
  readonly press: (control: Locator) => Promise<void>;
  /** Presses a button of the match that has a key of its own, by that key where this hand uses such keys. */
  readonly pressKeyed: (key: string, control: Locator) => Promise<void>;
  /** Chooses a radio button. */
  readonly choose: (radio: Locator) => Promise<void>;
  /** Chooses what a list says `text` for. */
  readonly select: (list: Locator, text: string) => Promise<void>;
  /** Writes into a field. */
  readonly write: (field: Locator, text: string) => Promise<void>;
}

/** More stops than any screen of the game has. */
const TAB_STOPS = 150;

/** What is to be pressed next to come closer to the element; whether it has the focus, or is on the page no more. */
function wayTo(element: Element): 'Tab' | 'Shift+Tab' | 'there' | 'gone' {
  const { activeElement } = document;
  if (activeElement === element) return 'there';
  if (!element.isConnected) return 'gone';
  const before = activeElement?.compareDocumentPosition(element) ?? 0;
  return (before & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'Shift+Tab' : 'Tab';
}

/** Tabs to `control` as somebody does who has no pointer. */
async function focusByTab(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let stop = 0; stop < TAB_STOPS; stop += 1) {
    // To find it by its name takes longer than a key does: once before the first key, and once where that leads to.
    const element = await control.evaluateHandle((found) => found);
    let way = await element.evaluate(wayTo);
    if (way === 'there') return;
    for (; (way === 'Tab' || way === 'Shift+Tab') && stop < TAB_STOPS; stop += 1) {
      await page.keyboard.press(way);
      way = await element.evaluate(wayTo);
    }
    await element.dispose();
  }
  throw new Error(`The Tab key does not reach ${control}`);
}

/** Tabs to a control and presses it with the space bar. */
function tabTo(page: Page): Controls['press'] {
  return async (control) => {
    await focusByTab(page, control);
    await page.keyboard.press('Space');
  };
}

/** A keyboard without a pointer; `singleKeys` says whether it plays with S A F R, D, the digits and Enter. */
export function keyboard(page: Page, singleKeys: boolean): Controls {
  const press = tabTo(page);
  return {
    press,
    pressKeyed: (key, control) => (singleKeys ? page.keyboard.press(key) : press(control)),
    choose: async (radio) => {
      // Tab stops at one radio button of a group; the arrow keys go on from there.
      const group = radio.locator('xpath=ancestor::fieldset[1]').getByRole('radio');
      const checked = group.and(page.locator(':checked'));
      const stop = (await checked.count()) > 0 ? checked : group.first();
      await press(stop);
      for (let turn = await group.count(); turn > 0 && !(await radio.isChecked()); turn -= 1) {
        await page.keyboard.press('ArrowDown');
      }
    },
    select: async (list, text) => {
      await focusByTab(page, list);
      const said = () => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text);
      await page.keyboard.press('Home');
      for (let turn = await list.locator('option').count(); turn > 0 && (await said()) !== text; turn -= 1) {
        await page.keyboard.press('ArrowDown');
      }
    },
    write: async (field, text) => {
      await focusByTab(page, field);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
  };
}

/** A finger without keys; only a field gets letters, from the keyboard on the screen. */
export function finger(page: Page): Controls {
  return {
    press: (control) => control.tap(),
    pressKeyed: (_key, control) => control.tap(),
    // The finger hits what stands for the radio button: its label.
    choose: (radio) => radio.locator('xpath=ancestor::label[1]').tap(),
    // The list that opens is the system's own, outside the page.
    select: async (list, text) => {
      await list.tap();
      await list.selectOption(text);
    },
    write: async (field, text) => {
      await field.tap();
      // What a long press offers: select all.
      await field.selectText();
      await page.keyboard.insertText(text);
    },
  };
}
