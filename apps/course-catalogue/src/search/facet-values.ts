import { Injectable } from '@nestjs/common';
import { Database } from '@capdev/persistence';

const byNumber = {
  name: 'search-values',
  text: 'SELECT number, value FROM search_value WHERE number = ANY ($1::int[])',
};

/**
 * The values behind the numbers that courses are packed with. A number never changes what it stands for, so what has been
 * read once is kept; there are about as many values as there are different providers and sets of topics.
 */
@Injectable()
export class FacetValues {
  private readonly known = new Map<number, string>([[0, '']]);

  constructor(private readonly database: Database) {}

  /** Makes sure that these numbers can be asked for. */
  async learn(numbers: readonly number[]): Promise<void> {
    const unknown = numbers.filter((number) => !this.known.has(number));
    if (unknown.length === 0) return;
    const rows = await this.database.query<{ number: number; value: string }>(byNumber, [unknown]);
    for (const { number, value } of rows) this.known.set(number, value);
  }

  /** Codes with blanks between them; empty when the course has none. */
  valueOf(number: number): string {
    const value = this.known.get(number);
    if (value === undefined) throw new Error(`Value ${number} of a facet has not been learnt.`);
    return value;
  }

  /** Which of these numbers stand for such a value: 1 at the place of each. */
  those(numbers: readonly number[], such: (value: string) => boolean): Uint8Array {
    const those = new Uint8Array(numbers.reduce((most, number) => Math.max(most, number), 0) + 1);
    for (const number of numbers) if (such(this.valueOf(number))) those[number] = 1;
    return those;
  }
}
