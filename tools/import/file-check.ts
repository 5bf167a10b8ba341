import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { Halt } from '../local/say.js';

/** How the bytes of a list become letters. `latin1` is what spreadsheet programs mean by it: Windows-1252. */
export type Encoding = 'utf-8' | 'latin1';

/** Files that people hand in instead of a CSV, told by their first bytes. */
const otherFormats: readonly { readonly start: readonly number[]; readonly name: string }[] = [
  { start: [0xff, 0xfe], name: 'UTF-16 text' },
  { start: [0xfe, 0xff], name: 'UTF-16 text' },
  { start: [0x50, 0x4b, 0x03, 0x04], name: 'a ZIP archive or a spreadsheet (.xlsx, .ods)' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], name: 'a spreadsheet (.xls)' },
  { start: [0x1f, 0x8b], name: 'a compressed file (.gz)' },
];

/**
 * Reads the whole file once and makes sure that it is text in the encoding that was said, before anything is written.
 *
 * @throws Halt with one sentence that says what the file is instead, or which line is not UTF-8
 */
export async function checkFile(path: string, encoding: Encoding): Promise<void> {
  const size = await sizeOf(path);
  if (size === 0) throw new Halt(`${path} is empty: there is nothing to load.`);
  const head = await firstBytes(path, 4_096);
  const other = otherFormats.find(({ start }) => start.every((byte, index) => head[index] === byte));
  const found = other?.name ?? (head.includes(0) ? 'UTF-16 text or a binary file (it contains zero bytes)' : undefined);
  if (found) throw new Halt(`${path} is ${found}, not a CSV: export it as "CSV UTF-8" and load that file.`);
  if (encoding === 'utf-8') await checkUtf8(path);
}

/** A line feed is never part of a longer UTF-8 letter, so the file may be cut at every one of them. */
async function checkUtf8(path: string): Promise<void> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    line = checkLines(path, bytes.subarray(0, end), line);
    rest = bytes.subarray(end);
  }
  checkLines(path, rest, line);
}

function checkLines(path: string, bytes: Buffer, firstLine: number): number {
  let line = firstLine;
  const sound = isUtf8(bytes);
  for (let from = 0; from < bytes.length; line += 1) {
    const feed = bytes.indexOf(0x0a, from);
    const end = feed < 0 ? bytes.length : feed + 1;
    if (!sound && !isUtf8(bytes.subarray(from, end))) {
      throw new Halt(
        `Line ${line} of ${path} is not UTF-8: save the file as "CSV UTF-8", or say --encoding latin1 if it comes from an older spreadsheet program.`,
      );
    }
    if (feed < 0) break;
    from = end;
  }
  return line;
}

async function sizeOf(path: string): Promise<number> {
  try {
    const { size, isFile } = await stat(path).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) throw new Halt(`${path} is not a file.`);
    return size;
  } catch (error) {
    if (error instanceof Halt) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new Halt(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);
  }
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Halt(`${path} cannot be read (${error.code}).`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
