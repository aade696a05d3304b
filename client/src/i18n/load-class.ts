import type { InventoryTexts } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import type { ClassTexts } from './class-en.ts';
import type { Language } from './language.ts';

/** The texts of a class's pages in `language`; the other language is not loaded. */
export async function loadClassTexts(language: Language): Promise<ClassTexts> {
  switch (language) {
    case 'en':
      return (await import('./class-en.ts')).classEn;
    case 'ko':
      return (await import('./class-ko.ts')).classKo;
  }
}

/** The questions in `language`. */
export async function loadInventory(language: Language): Promise<InventoryTexts> {
  switch (language) {
    case 'en':
      return (await import('@syn-or-swim/shared/classroom/inventory/en.ts')).inventoryEn;
    case 'ko':
      return (await import('@syn-or-swim/shared/classroom/inventory/ko.ts')).inventoryKo;
  }
}
