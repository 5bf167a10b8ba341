/**
 * Where the record with an identifier stands in a list. A Map does the same; over a hundred thousand identifiers it takes five
 * times as long for each of them as over a thousand, because every look at it goes to three far places of the memory. Here an
 * identifier becomes four numbers, and all of them lie close together.
 *
 * Identifiers that are no UUIDs in lower case are kept in a Map.
 */
export class Places {
  private readonly words: Int32Array;
  /** A place and one, at or behind where the four numbers point; 0 where nothing is. */
  private readonly slots: Int32Array;
  private readonly shift: number;
  private readonly others = new Map<string, number>();
  private count = 0;

  constructor(most: number) {
    const bits = Math.max(1, Math.ceil(Math.log2(2 * most + 1)));
    this.words = new Int32Array(4 * most);
    this.slots = new Int32Array(2 ** bits);
    this.shift = 32 - bits;
  }

  /** Gives the next place to a record.  */
  add(id: string): void {
    const place = this.count++;
    if (!readWords(id)) {
      this.others.set(id, place);
      return;
    }
    const { words, slots } = this;
    const at = 4 * place;
    words[at] = first;
    words[at + 1] = second;
    words[at + 2] = third;
    words[at + 3] = fourth;
    let slot = this.slotOf(first, second, third, fourth);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = place + 1;
  }

  /** Undefined when nothing with the identifier was added. */
  of(id: string): number | undefined {
    const place = this.ofEach([id])[0]!;
    return place < 0 ? undefined : place;
  }

  /**
   * The places of many: −1 where nothing with the identifier was added. All are read before the first is looked for, so that
   * the processor need not wait for one look into the memory before it begins the next: that takes half as long.
   */
  ofEach(ids: readonly string[]): Int32Array {
    const asked = new Int32Array(4 * ids.length);
    const found = new Int32Array(ids.length).fill(unknown);
    for (let index = 0; index < ids.length; index++) {
      if (!readWords(ids[index]!)) {
        found[index] = this.others.get(ids[index]!) ?? nowhere;
        continue;
      }
      asked[4 * index] = first;
      asked[4 * index + 1] = second;
      asked[4 * index + 2] = third;
      asked[4 * index + 3] = fourth;
    }
    for (let index = 0; index < ids.length; index++) {
      if (found[index] === unknown) found[index] = this.find(asked, 4 * index);
    }
    return found;
  }

  private find(asked: Int32Array, from: number): number {
    const { words, slots } = this;
    const [a, b, c, d] = [asked[from]!, asked[from + 1]!, asked[from + 2]!, asked[from + 3]!];
    for (let slot = this.slotOf(a, b, c, d); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const at = 4 * (slots[slot]! - 1);
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return at / 4;
    }
    return nowhere;
  }

  /** The upper bits of a product depend on all bits of its factors. */
  private slotOf(a: number, b: number, c: number, d: number): number {
    return Math.imul(a ^ c ^ Math.imul(b ^ d, 0x9e3779b1), 0x85ebca6b) >>> this.shift;
  }
}

// What the last identifier said; beside the class, because four results of a function would be an object each time.
let [first, second, third, fourth] = [0, 0, 0, 0];

const [nowhere, unknown] = [-1, -2];
const none = 16;
const digits = new Uint8Array(128).fill(none);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value;

/** @returns whether it is a UUID as PostgreSQL writes it; only then the four numbers say which */
function readWords(id: string): boolean {
  if (id.length !== 36) return false;
  wrong = 0;
  const [a, b, c, d] = [digitsAt(id, 0), digitsAt(id, 4), digitsAt(id, 9), digitsAt(id, 14)];
  const [e, f, g, h] = [digitsAt(id, 19), digitsAt(id, 24), digitsAt(id, 28), digitsAt(id, 32)];
  first = (a << 16) | b;
  second = (c << 16) | d;
  third = (e << 16) | f;
  fourth = (g << 16) | h;
  return (wrong & none) === 0 && dashAt(id, 8) && dashAt(id, 13) && dashAt(id, 18) && dashAt(id, 23);
}

let wrong = 0;

/** Four hexadecimal digits as a number. */
function digitsAt(id: string, at: number): number {
  const a = digits[id.charCodeAt(at) & 127]!;
  const b = digits[id.charCodeAt(at + 1) & 127]!;
  const c = digits[id.charCodeAt(at + 2) & 127]!;
  const d = digits[id.charCodeAt(at + 3) & 127]!;
  wrong |=
    a |
    b |
    c |
    d |
    ((id.charCodeAt(at) | id.charCodeAt(at + 1) | id.charCodeAt(at + 2) | id.charCodeAt(at + 3)) >> 7 && none);
  return (a << 12) | (b << 8) | (c << 4) | d;
}

const dashAt = (id: string, at: number): boolean => id.charCodeAt(at) === 45;
