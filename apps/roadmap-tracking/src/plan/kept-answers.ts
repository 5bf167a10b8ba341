import { createHash } from 'node:crypto';
import type { Bytes } from '@capdev/service-kit';

/** The bytes of a document, with a tag that tells these bytes from all others. */
export function answerOf(document: object, languages: string): Bytes {
  const body = Buffer.from(JSON.stringify(document));
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      ...(languages !== '' && { 'content-language': languages }),
    },
  };
}

/** Keeps the last few answers that were asked for, within a bound on their bytes. What is asked for twice at once is made once. */
export class KeptAnswers {
  private readonly kept = new Map<string, Bytes>();
  private readonly making = new Map<string, Promise<Bytes>>();
  private bytes = 0;

  constructor(
    private readonly mostEntries: number,
    private readonly mostBytes: number,
  ) {}

  /** @param make makes the answer, when it is not there */
  async of(key: string, make: () => Promise<Bytes>): Promise<Bytes> {
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key); // so that it is the youngest again
      this.kept.set(key, known);
      return known;
    }
    const begun = this.making.get(key) ?? this.begin(key, make);
    return begun;
  }

  get size(): number {
    return this.kept.size;
  }

  private begin(key: string, make: () => Promise<Bytes>): Promise<Bytes> {
    const making = make()
      .then((answer) => this.keep(key, answer))
      .finally(() => this.making.delete(key));
    this.making.set(key, making);
    return making;
  }

  private keep(key: string, answer: Bytes): Bytes {
    this.kept.set(key, answer);
    this.bytes += answer.body.byteLength;
    for (const [oldest, { body }] of this.kept) {
      if (this.kept.size <= this.mostEntries && this.bytes <= this.mostBytes) break;
      this.kept.delete(oldest);
      this.bytes -= body.byteLength;
    }
    return answer;
  }
}
