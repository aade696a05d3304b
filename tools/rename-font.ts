/** Numbers in a font file are big-endian; a table directory of 16-byte entries follows the 12-byte header. */
const HEADER_BYTES = 12;
const ENTRY_BYTES = 16;

/** Entries of the `name` table that state copyright and licence: they keep the author's words. */
const LEGAL_NAMES = new Set([0, 7, 13, 14]);
const WINDOWS = 3;

/**
 * A copy of a TrueType font under another name, since the SIL Open Font Licence reserves the original's name
 * for the original (condition 3). Copyright and licence entries stay as they are.
 *
 * @param font the bytes of a .ttf file
 * @param from the reserved name, as it occurs in family, full and PostScript names
 * @throws if the font has no `name` table
 */
export function renameFont(font: Buffer, from: string, to: string): Buffer {
  const entry = nameTableEntry(font);
  const table = font.subarray(
    font.readUInt32BE(entry + 8),
    font.readUInt32BE(entry + 8) + font.readUInt32BE(entry + 12),
  );
  const renamed = renameTable(table, from, to);
  const padding = Buffer.alloc((4 - (font.length % 4)) % 4);
  const result = Buffer.concat([font, padding, renamed]);
  result.writeUInt32BE(font.length + padding.length, entry + 8);
  result.writeUInt32BE(renamed.length, entry + 12);
  return result;
}

function nameTableEntry(font: Buffer): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    if (font.toString('latin1', entry, entry + 4) === 'name') return entry;
  }
  throw new Error('The font has no table of names.');
}

function renameTable(table: Buffer, from: string, to: string): Buffer {
  const strings = table.readUInt16BE(4);
  const records: Buffer[] = [];
  const texts: Buffer[] = [];
  let offset = 0;
  for (let index = 0; index < table.readUInt16BE(2); index += 1) {
    const record = Buffer.from(table.subarray(6 + index * 12, 18 + index * 12));
    const start = strings + record.readUInt16BE(10);
    const utf16 = [0, WINDOWS].includes(record.readUInt16BE(0));
    const text = Buffer.from(table.subarray(start, start + record.readUInt16BE(8)));
    const nameId = record.readUInt16BE(6);
    const name = nameId === 6 ? to.replaceAll(' ', '') : to;
    const renamed = LEGAL_NAMES.has(nameId) ? text : replaceText(text, utf16, from, name);
    record.writeUInt16BE(renamed.length, 8);
    record.writeUInt16BE(offset, 10);
    offset += renamed.length;
    records.push(record);
    texts.push(renamed);
  }
  const header = Buffer.alloc(6);
  header.writeUInt16BE(records.length, 2);
  header.writeUInt16BE(header.length + records.length * 12, 4);
  return Buffer.concat([header, ...records, ...texts]);
}

function replaceText(text: Buffer, utf16: boolean, from: string, to: string): Buffer {
  if (!utf16) return Buffer.from(text.toString('latin1').replaceAll(from, to), 'latin1');
  const decoded = Buffer.from(text).swap16().toString('utf16le');
  return Buffer.from(decoded.replaceAll(from, to), 'utf16le').swap16();
}
