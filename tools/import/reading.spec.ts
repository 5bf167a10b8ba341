import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Row, readRows } from './csv-rows.js';
import { checkFile, type Encoding } from './file-check.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capdev-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  const path = join(folder, 'list.csv');
  writeFileSync(path, content);
  return path;
}

async function read(
  content: string | Buffer,
  { encoding = 'utf-8' as Encoding, needed = ['code', 'title'] } = {},
): Promise<Row[]> {
  const path = file(content);
  await checkFile(path, encoding);
  const rows: Row[] = [];
  for await (const row of readRows(path, encoding, needed)) rows.push(row);
  return rows;
}

const refused = async (content: string | Buffer) =>
  read(content).then(
    () => 'read',
    (error: Error) => error.message,
  );

describe('a list that people really send', () => {
  it('may begin with a byte-order mark and have blanks around its headings and cells', async () => {
    expect(await read('\uFEFFcode , title \r\nA-1, Spectrum \r\n')).toEqual([
      { number: 2, cells: { code: 'A-1', title: 'Spectrum' } },
    ]);
  });

  it('may have its headings in quotation marks, after a byte-order mark too', async () => {
    expect((await read('\uFEFF"code","title"\nA-1,One\n'))[0]?.cells).toEqual({ code: 'A-1', title: 'One' });
  });

  it('may have commas, line breaks and quotation marks in a quoted cell', async () => {
    const [row] = await read('code,title\nA-1,"One, ""two""\nthree"\n');
    expect(row?.cells.title).toBe('One, "two"\nthree');
  });

  it('may have empty lines, rows of empty cells and no line break at its end', async () => {
    const rows = await read('code,title\n\nA-1,One\n,\n\nA-2,Two');
    expect(rows.map(({ cells }) => cells.code)).toEqual(['A-1', 'A-2']);
  });

  it('counts rows as a spreadsheet does', async () => {
    const rows = await read('code,title\nA-1,"over\ntwo lines"\nA-2,Two\n');
    expect(rows.map(({ number }) => number)).toEqual([2, 3]);
  });

  it('may be in the encoding of older spreadsheet programs, when that is said', async () => {
    const latin = Buffer.from(
      [...'code,title\nA-1,caf'].map((letter) => letter.charCodeAt(0)).concat(0xe9, 0x96, 0x0a),
    );
    expect((await read(latin, { encoding: 'latin1' }))[0]?.cells.title).toBe('café–');
  });

  it('is read in every script, also where a letter falls between two pieces of the file', async () => {
    const title = 'إدارة الطيف 频谱管理 Спектр'.repeat(40);
    const rows = await read(
      `code,title\n${Array.from({ length: 200 }, (_, index) => `A-${index},${title}`).join('\n')}\n`,
    );
    expect(rows).toHaveLength(200);
    expect(new Set(rows.map(({ cells }) => cells.title))).toEqual(new Set([title]));
  });
});

describe('a file that cannot be read as a whole is refused with one sentence', () => {
  it('an empty file, a file of headings alone, a missing file, a folder', async () => {
    expect(await refused('')).toMatch(/list\.csv is empty: there is nothing to load\.$/);
    expect(await refused('\n\n')).toMatch(/holds no row at all/);
    expect(await refused('code,title\n')).toMatch(/holds headings and no row below them/);
    await expect(checkFile(join(folder, 'none.csv'), 'utf-8')).rejects.toThrow(/There is no file .*none\.csv\./);
    await expect(checkFile(folder, 'utf-8')).rejects.toThrow(/is not a file/);
  });

  it('invalid UTF-8, naming the line and the way out', async () => {
    const bytes = Buffer.concat([
      Buffer.from('code,title\nA-1,Spectre\nA-2,Fr'),
      Buffer.from([0xe9]),
      Buffer.from('quences\n'),
    ]);
    expect(await refused(bytes)).toMatch(/^Line 3 of .* is not UTF-8: .*--encoding latin1/);
  });

  it('invalid UTF-8 late in a long file', async () => {
    const good = `code,title\n${'A-1,Fréquences\n'.repeat(20_000)}`;
    expect(await refused(Buffer.concat([Buffer.from(good), Buffer.from([0x41, 0xff, 0x0a])]))).toMatch(
      /^Line 20002 of /,
    );
  });

  it('UTF-16, a spreadsheet, an archive: each is called by its name', async () => {
    expect(await refused(Buffer.from('\uFEFFcode,title', 'utf16le'))).toMatch(/is UTF-16 text, not a CSV/);
    expect(await refused(Buffer.from('code,title\n', 'utf16le'))).toMatch(/UTF-16 text or a binary file/);
    expect(await refused(Buffer.from([0x50, 0x4b, 3, 4, 20, 0]))).toMatch(/is a ZIP archive or a spreadsheet/);
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toMatch(/is a spreadsheet \(\.xls\)/);
    expect(await refused(Buffer.from([0x1f, 0x8b, 8]))).toMatch(/is a compressed file/);
  });

  it('a quotation mark that is not closed', async () => {
    expect(await refused('code,title\nA-1,"One\nA-2,Two\n')).toMatch(/a quotation mark that is not closed.*line \d/);
  });

  it('a quotation mark that is not closed in a long file, without reading the rest into memory', async () => {
    const sentence = await refused(`code,title\nA-1,"One\n${'A-2,Two\n'.repeat(400_000)}`);
    expect(sentence).toMatch(/a quotation mark that is not closed/);
    expect(Number(/line (\d+)/.exec(sentence)?.[1])).toBeLessThan(200_000);
  });

  it('a quotation mark in the middle of a cell', async () => {
    expect(await refused('code,title\nA-1,"One" two\n')).toMatch(
      /^Line 2 of .* a quotation mark in the middle of a cell/,
    );
    expect(await refused('code,title\nA-1,The "one\n')).toMatch(
      /^Line 2 of .* a quotation mark in the middle of a cell/,
    );
  });

  it('a row with too many or too few cells', async () => {
    expect(await refused('code,title\nA-1,One\nA-2,Two, three\n')).toMatch(/^Line 3 of .* has 3 cells/);
    expect(await refused('code,title\nA-1\n')).toMatch(/^Line 2 of .* has 1 cells/);
  });

  it('two columns with one name, also when only blanks tell them apart', async () => {
    expect(await refused('code,title,title \nA-1,One,Two\n')).toMatch(/two columns named "title"/);
  });

  it('a column that the mapping reads and that is not there', async () => {
    expect(await refused('code,name\nA-1,One\n')).toMatch(/lacks the column "title".*it has "code", "name"/);
    expect(await refused('code;title\nA-1;One\n')).toMatch(/separated by semicolons/);
  });
});
