import { describe, expect, it } from '@jest/globals';
import { csvRows } from './csv-records.js';
import { ImportUnreadable } from './import-unreadable.js';
import { decoded, type Encoding } from './text-check.js';

interface Arriving {
  readonly encoding?: Encoding;
  /** In how large pieces the file arrives. */
  readonly size?: number;
  readonly separator?: string;
}

async function* pieces(content: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function titles(content: string | Uint8Array, arriving: Arriving = {}): Promise<[number, string | undefined][]> {
  const { encoding = 'utf-8', size = 64 * 1024, separator = ',' } = arriving;
  const found: [number, string | undefined][] = [];
  const rows = csvRows(decoded(pieces(content, size), encoding), { separator, needed: ['code', 'title'] });
  for await (const { number, cells } of rows) found.push([number, cells.get('title')]);
  return found;
}

/** The sentence with which a file is refused as a whole. */
async function refused(content: string | Uint8Array, arriving?: Arriving): Promise<string> {
  try {
    return `read: ${(await titles(content, arriving)).length} rows`;
  } catch (error) {
    if (error instanceof ImportUnreadable) return error.message;
    throw error;
  }
}

const latin1 = { encoding: 'latin1' as const };

describe('a CSV that people really send', () => {
  it('may begin with a byte-order mark and have blanks around its headings and cells', async () => {
    expect(await titles('\uFEFFcode , title \r\nAA-1, Spectrum \r\n')).toEqual([[2, 'Spectrum']]);
    expect(await titles('\uFEFF"code","title"\nAA-1,One\n', { size: 1 })).toEqual([[2, 'One']]);
  });

  it('may have separators, line breaks and quotation marks in a quoted cell', async () => {
    expect(await titles('code,title\nAA-1,"One, ""two""\nthree"\n')).toEqual([[2, 'One, "two"\nthree']]);
  });

  it('counts rows as a spreadsheet does: a cell of two lines is one row, an empty line is one too', async () => {
    expect(await titles('code,title\nAA-1,"over\ntwo lines"\n\nAA-2,Two\n,\nAA-3,Three')).toEqual([
      [2, 'over\ntwo lines'],
      [4, 'Two'],
      [6, 'Three'],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('may end its lines with %j', async (end) => {
    const rows = Array.from({ length: 1_200 }, (_, index) => `AA-${index},Title ${index}`);
    const found = await titles(['code,title', ...rows].join(end), { size: 1_000 });
    expect(found).toHaveLength(1_200);
    expect(found.at(-1)).toEqual([1_201, 'Title 1199']);
  });

  it('may have separators behind its last cell, and columns that nobody reads', async () => {
    expect(await titles('code,title,,other,\nAA-1,One,x,y,\nAA-2,Two,,,,,\n')).toEqual([
      [2, 'One'],
      [3, 'Two'],
    ]);
  });

  it('may be separated by semicolons or tabs when the layout says so', async () => {
    expect(await titles('code;title\nAA-1;One, two\n', { separator: ';' })).toEqual([[2, 'One, two']]);
    expect(await titles('code\ttitle\nAA-1\tOne\n', { separator: '\t' })).toEqual([[2, 'One']]);
  });

  it('is read in every script, also where a letter falls between two pieces of the file', async () => {
    const title = 'إدارة الطيف 频谱管理 Спектр 📡';
    expect(await titles(`code,title\nAA-1,${title}\n`, { size: 1 })).toEqual([[2, title]]);
  });

  it('may be in the encoding of older spreadsheet programs, when that is asked for', async () => {
    const bytes = Buffer.concat([Buffer.from('code,title\nAA-1,caf'), Buffer.from([0xe9, 0x96, 0x0a])]);
    expect(await titles(bytes, latin1)).toEqual([[2, 'café–']]);
  });
});

describe('a file that cannot be read as a whole is refused with one sentence', () => {
  it('when there is nothing in it', async () => {
    expect(await refused('')).toBe('The file is empty: there is nothing to import.');
    expect(await refused('\n\n')).toMatch(/holds no row at all/);
    expect(await refused('\uFEFF')).toMatch(/holds no row at all/);
    expect(await refused('code,title\n,\n')).toMatch(/holds headings and no row below them/);
  });

  it.each([
    ['a ZIP archive or a spreadsheet', [0x50, 0x4b, 3, 4, 20, 0]],
    ['an empty ZIP archive', [0x50, 0x4b, 5, 6, 0, 0]],
    ['a spreadsheet (.xls)', [0xd0, 0xcf, 0x11, 0xe0, 1]],
    ['a PDF document', [...Buffer.from('%PDF-1.7\n')]],
    ['a compressed file', [0x1f, 0x8b, 8]],
    ['UTF-16 text', [...Buffer.from('\uFEFFcode,title', 'utf16le')]],
    ['UTF-16 text', [0xfe, 0xff, 0, 0x63, 0, 0x6f]],
    ['UTF-32 text', [0xff, 0xfe, 0, 0, 0x63, 0, 0, 0]],
    ['UTF-32 text', [0, 0, 0xfe, 0xff, 0, 0, 0, 0x63]],
  ])('as %s by its first bytes, in every encoding and in pieces', async (name, bytes) => {
    for (const options of [{}, latin1, { size: 1 }]) {
      expect(await refused(Buffer.from(bytes), options)).toMatch(`The file is ${name}`);
    }
  });

  it('as UTF-16 without a mark, or anything else with a zero byte', async () => {
    const utf16 = Buffer.from('code,title\nAA-1,One\n', 'utf16le');
    expect(await refused(utf16)).toMatch(/zero byte \(byte 2\), so it is UTF-16 text or no text at all/);
    expect(await refused(utf16, latin1)).toMatch(/zero byte \(byte 2\)/);
    expect(await refused('code,title\nAA-1,O\0ne\n', { size: 5 })).toMatch(/zero byte \(byte 18\)/);
  });

  it('as not UTF-8, naming the byte, the line and the way out', async () => {
    const bytes = Buffer.concat([Buffer.from('code,title\nAA-1,Spectre\nAA-2,Fré'), Buffer.from([0x71, 0xe9, 0x6e])]);
    for (const size of [1, 3, 1_000]) {
      expect(await refused(bytes, { size })).toMatch(
        /^Byte 35 of the file, in line 3, is not UTF-8: .* ask for latin1/,
      );
    }
    expect(await refused(Buffer.from([0x61, 0xe2, 0x82]))).toMatch(/^Byte 2 of the file, in line 1/);
  });

  it('as not UTF-8 late in a long file', async () => {
    const good = `code,title\n${'AA-1,Fréquences\n'.repeat(20_000)}`;
    expect(await refused(Buffer.concat([Buffer.from(good), Buffer.from([0x41, 0xff, 0x0a])]))).toMatch(
      /in line 20002,/,
    );
  });

  it('as UTF-8 when latin1 was asked for: every letter beyond ASCII would become two wrong ones', async () => {
    expect(await refused('code,title\nAA-1,café\n', latin1)).toMatch(/sound UTF-8, and latin1 was asked for/);
    expect(await refused('\uFEFFcode,title\nAA-1,cafe\n', latin1)).toMatch(/says of itself that it is UTF-8/);
    expect(await titles('code,title\nAA-1,cafe\n', latin1)).toEqual([[2, 'cafe']]);
  });

  it('for a quotation mark that is never closed, with its line', async () => {
    expect(await refused('code,title\nAA-1,"One\nAA-2,Two\n')).toBe(
      'The quotation mark in line 2 is never closed: close it, or double it if it belongs to the text.',
    );
    const long = `code,title\nAA-1,"over\ntwo"\nAA-2,"Two\n${'AA-3,Three\n'.repeat(400_000)}`;
    expect(await refused(long)).toMatch(/^The quotation mark in line 4 is never closed/);
  });

  it('for a quotation mark in the middle of a cell, with its line', async () => {
    const rows = 'AA-1,One\n'.repeat(700);
    expect(await refused(`code,title\n${rows}AA-2,"One" two\n`)).toMatch(
      /^Line 702 has a quotation mark in the middle/,
    );
    expect(await refused(`code,title\n${rows}AA-2,5" or 3" disk\n`)).toMatch(
      /^Line 702 has a quotation mark in the middle/,
    );
  });

  it('for a row with too many or too few cells', async () => {
    expect(await refused('code,title\nAA-1,One\nAA-2,Two, three\n')).toMatch(/^Row 3 has 3 cells and not 2/);
    expect(await refused('code,title\nAA-1\n')).toMatch(/^Row 2 has 1 cells and not 2/);
  });

  it('for 1,000,000 columns, in a heading or in a row, without keeping them', async () => {
    const wide = Array.from({ length: 1_000_000 }, (_, index) => `c${index}`).join(',');
    expect(await refused(`${wide}\n`)).toMatch(/line 1 has more than 1000 columns/);
    expect(await refused(`code,title\nAA-1,One${','.repeat(1_000_000)}`)).toMatch(/line 2 has more than 1000 columns/);
    expect(await refused(`code,title\nAA-1,One${',\r'.repeat(1_000_000)}`)).toMatch('read: 1 rows');
  });

  it('for a cell of more than 1 MiB, and a row of more than 4', async () => {
    expect(await refused(`code,title\nAA-1,${'x'.repeat(1_100_000)}\n`)).toMatch(/line 2 is too long/);
    expect(await refused(`code,title\nAA-1,${`${'x'.repeat(900_000)},`.repeat(6)}\n`)).toMatch(/line 2 is too long/);
  });

  it('for two columns of one name, also when only blanks tell them apart', async () => {
    expect(await refused('code,title,title \nAA-1,One,Two\n')).toMatch(/^Two columns are named "title"/);
  });

  it('for a column that is read and not there', async () => {
    expect(await refused('code,name\nAA-1,One\n')).toMatch(/lacks the column "title".* it has "code", "name"/);
    expect(await refused('code;title\nAA-1;One\n')).toMatch(/separated by semicolons: save it with commas/);
    expect(await refused('toString,__proto__\nAA-1,One\n')).toMatch(/lacks the columns "code", "title"/);
  });
});
