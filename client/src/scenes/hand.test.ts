import { expect, test } from 'vitest';
import { sampleModel } from '../../dev/strait-sample.ts';
import type { StraitGestures } from '../model/strait-model.ts';
import { type Hand, letGo, type Touched, touchedAt } from './hand.ts';
import { type Box, straitLayout } from './layout.ts';

const model = sampleModel('crossing', 'client', false);
const layout = straitLayout(820, 500, { side: 'client', piers: 3, anchored: 0 });
const berth = layout.piers[1]?.berth ?? { x: 0, y: 0 };

function middleOf(box: Box | undefined) {
  if (box === undefined) throw new Error('no such box');
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** What a hand asks for that takes `holds` and moves by `dx`, `dy`, in words. */
function asked(holds: Touched, dx: number, dy: number, from = { x: 300, y: 300 }): string[] {
  const said: string[] = [];
  const gestures: StraitGestures = {
    selectSocket: (key) => said.push(`select ${key.clientPort}`),
    toggleFlag: (flag) => said.push(`toggle ${flag}`),
    send: () => said.push('send'),
  };
  const hand: Hand = { holds, from, at: { x: from.x + dx, y: from.y + dy } };
  letGo(hand, model, layout, gestures);
  return said;
}

test('plaques, decks, chest and the boat being made ready can be touched, the open sea not', () => {
  const place = layout.piers[0];
  expect(touchedAt(middleOf(place?.plaque), model, layout)).toEqual({ what: 'pier', id: 'order 1' });
  expect(touchedAt(middleOf(place?.deck), model, layout)).toEqual({ what: 'pier', id: 'order 1' });
  expect(touchedAt(middleOf(layout.chest?.[2]), model, layout)).toEqual({ what: 'flag', flag: 'fin' });
  expect(touchedAt({ x: berth.x, y: berth.y - 20 }, model, layout)).toEqual({ what: 'boat' });
  expect(touchedAt({ x: 700, y: 250 }, model, layout)).toBeUndefined();
});

test('a socket at anchor is selected by its hull', () => {
  const crowd = sampleModel('crowd', 'client', false);
  const places = straitLayout(820, 500, { side: 'client', piers: 8, anchored: 2 });
  const [first] = places.anchorage;
  expect(first && touchedAt(first, crowd, places)).toEqual({ what: 'pier', id: 'order 9' });
});

test('a tap on a pier selects its socket; a hand that slips away does not', () => {
  expect(asked({ what: 'pier', id: 'order 3' }, 2, 1)).toEqual(['select 49155']);
  expect(asked({ what: 'pier', id: 'order 3' }, 40, 0)).toEqual([]);
  expect(asked({ what: 'pier', id: 'gone' }, 0, 0)).toEqual([]);
});

test('a flag is hoisted or struck by a tap, or by a drag on to the boat, not by a drag elsewhere', () => {
  expect(asked({ what: 'flag', flag: 'syn' }, 0, 0)).toEqual(['toggle syn']);
  const from = { x: berth.x + 300, y: berth.y - 20 };
  expect(asked({ what: 'flag', flag: 'ack' }, -300, 0, from)).toEqual(['toggle ack']);
  expect(asked({ what: 'flag', flag: 'ack' }, -40, 90, from)).toEqual([]);
});

test('the boat is sent by a flick towards the sea only', () => {
  expect(asked({ what: 'boat' }, 60, 5)).toEqual(['send']);
  expect(asked({ what: 'boat' }, 4, 0)).toEqual([]);
  expect(asked({ what: 'boat' }, -60, 0)).toEqual([]);
});
