import { isUtf8 } from 'node:buffer';
import { ImportUnreadable } from './import-unreadable.js';

/** How the bytes of a list become letters. `latin1` is what spreadsheet programs mean by it: Windows-1252. */
export type Encoding = 'utf-8' | 'latin1';

/** What people hand in instead of a list, told by its first bytes. Longer beginnings come before their parts. */
const others: readonly { readonly start: readonly number[]; readonly name: string }[] = [
  { start: [0xff, 0xfe, 0x00, 0x00], name: 'UTF-32 text' },
  { start: [0x00, 0x00, 0xfe, 0xff], name: 'UTF-32 text' },
  { start: [0xff, 0xfe], name: 'UTF-16 text' },
  { start: [0xfe, 0xff], name: 'UTF-16 text' },
  { start: [0x50, 0x4b, 0x03, 0x04], name: 'a ZIP archive or a spreadsheet (.xlsx, .ods)' },
  { start: [0x50, 0x4b, 0x05, 0x06], name: 'an empty ZIP archive' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], name: 'a spreadsheet (.xls)' },
  { start: [0x25, 0x50, 0x44, 0x46], name: 'a PDF document' },
  { start: [0x1f, 0x8b], name: 'a compressed file (.gz)' },
];
const longestStart = 4;
const mark = [0xef, 0xbb, 0xbf];
const mend = 'export the list as text in UTF-8 ("CSV UTF-8" in spreadsheet programs) and send that';

/**
 * The text of a file, piece by piece, without its byte-order mark. Never a letter that the bytes do not say: the
 * encoding is the one that was asked for, and nothing is replaced.
 *
 * @throws ImportUnreadable when the file is empty, something else than text, or text in another encoding; where the
 * fault lies late in the file, pieces have been given before
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = encoding === 'latin1' ? new Latin1() : new Utf8();
  let began = false;
  for await (const piece of sizeable(bytes)) {
    if (!began) beginning(piece, encoding);
    const { text, fault } = decoder.read(piece);
    // What comes before a fault is given first, so that what a reader finds does not depend on how the file arrives.
    yield began ? text : text.replace(/^\uFEFF/, '');
    if (fault !== undefined) throw new ImportUnreadable(fault);
    began = true;
  }
  if (!began) throw new ImportUnreadable('The file is empty: there is nothing to import.');
  const fault = decoder.faultAtEnd();
  if (fault !== undefined) throw new ImportUnreadable(fault);
}

/** Pieces as they come, but none empty and the first long enough to know what the file is. */
async function* sizeable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  let first = true;
  for await (const chunk of bytes) {
    held = Buffer.concat([held, chunk]);
    if (held.length === 0 || (first && held.length < longestStart)) continue;
    first = false;
    yield held;
    held = Buffer.alloc(0);
  }
  if (held.length > 0) yield held;
}

function beginning(bytes: Buffer, encoding: Encoding): void {
  const startsWith = (start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  const other = others.find(({ start }) => startsWith(start));
  if (other) throw new ImportUnreadable(`The file is ${other.name}: ${mend}.`);
  if (encoding === 'latin1' && startsWith(mark)) {
    throw new ImportUnreadable(
      'The file says of itself that it is UTF-8 (byte-order mark): ask for utf-8, not latin1.',
    );
  }
}

/** Text, up to the first fault if there is one. */
interface Decoded {
  readonly text: string;
  readonly fault?: string;
}

class Utf8 {
  private rest = Buffer.alloc(0);
  private before = 0;
  private line = 1;

  read(piece: Buffer): Decoded {
    const bytes = Buffer.concat([this.rest, piece]);
    const whole = bytes.subarray(0, wholeLetters(bytes));
    this.rest = bytes.subarray(whole.length);
    const at = firstFault(whole);
    const sound = whole.subarray(0, at);
    const text = sound.toString('utf8');
    if (at < whole.length) return { text, fault: this.faultAt(whole, at) };
    this.before += whole.length;
    this.line += feeds(whole);
    return { text };
  }

  /** A letter that is cut off by the end of the file. */
  faultAtEnd(): string | undefined {
    return this.rest.length === 0 ? undefined : this.faultAt(this.rest, 0);
  }

  private faultAt(bytes: Buffer, at: number): string {
    const byte = this.before + at + 1;
    if (bytes[at] === 0) return zero(byte);
    const line = this.line + feeds(bytes.subarray(0, at));
    return `Byte ${byte} of the file, in line ${line}, is not UTF-8: save the list as UTF-8, or ask for latin1 if it comes from an older spreadsheet program.`;
  }
}

class Latin1 {
  private readonly decoder = new TextDecoder('windows-1252');
  private readonly asUtf8 = new Utf8();
  private plain = true;
  private couldBeUtf8 = true;
  private before = 0;

  read(piece: Buffer): Decoded {
    const at = piece.indexOf(0);
    if (at >= 0) return { text: this.decoder.decode(piece.subarray(0, at)), fault: zero(this.before + at + 1) };
    this.before += piece.length;
    this.plain &&= piece.every((byte) => byte < 0x80);
    this.couldBeUtf8 &&= this.asUtf8.read(piece).fault === undefined;
    return { text: this.decoder.decode(piece, { stream: true }) };
  }

  /** Letters outside ASCII that are sound UTF-8 from end to end are no accident: read otherwise, each would be two wrong ones. */
  faultAtEnd(): string | undefined {
    const isUtf8 = this.couldBeUtf8 && this.asUtf8.faultAtEnd() === undefined;
    return isUtf8 && !this.plain ? 'The file is sound UTF-8, and latin1 was asked for: ask for utf-8.' : undefined;
  }
}

function zero(byte: number): string {
  return `The file holds a zero byte (byte ${byte}), so it is UTF-16 text or no text at all: ${mend}.`;
}

/** How many bytes there are up to a letter that is cut off at the end. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return lengthOfLetter(byte) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** Where the first byte is that is no UTF-8, or zero; the length when there is none. */
function firstFault(bytes: Buffer): number {
  if (isUtf8(bytes)) return bytes.indexOf(0) < 0 ? bytes.length : bytes.indexOf(0);
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const length = lengthOfLetter(bytes[at]!);
    if (!isUtf8(bytes.subarray(at, at + length))) break;
    at += length;
  }
  return at;
}

function lengthOfLetter(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function feeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
