import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  [['ko-KR', 'en-US'], 'ko'],
  [['fr-FR', 'ko'], 'ko'],
  [['en-GB', 'ko'], 'en'],
  [['de'], 'en'],
  [[], 'en'],
  [['kok-IN'], 'en'],
])('%j speaks %s', (preferred, language) => {
  expect(languageOf(preferred)).toBe(language);
});
