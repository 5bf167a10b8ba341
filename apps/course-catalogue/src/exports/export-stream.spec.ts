import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ReaderStalled, streamOf } from './export-stream.js';

/** Pieces that tell how many were made, and whether they were told of the end. */
function counted(most: number, fail?: Error) {
  const told = { made: 0, ended: false };
  async function* pieces(): AsyncGenerator<string> {
    try {
      while (told.made < most) {
        told.made += 1;
        yield 'x'.repeat(100_000);
      }
      if (fail) throw fail;
    } finally {
      told.ended = true;
    }
  }
  return { told, pieces: pieces() };
}

/** Takes one piece, and the others when it is told to go on. */
class SlowReader extends Writable {
  taken = 0;
  private goOn: (() => void) | undefined;

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    this.taken += 1;
    this.goOn = done;
  }

  next(): void {
    this.goOn?.();
  }
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

describe('a stream of pieces', () => {
  it('gives all of them, in their order', async () => {
    const { told, pieces } = counted(3);
    const stream = streamOf(await pieces.next(), pieces);
    expect(Buffer.concat(await stream.toArray())).toHaveLength(300_000);
    expect(told).toEqual({ made: 3, ended: true });
  });

  it('makes no more than a reader takes: one that waits and one under way', async () => {
    const { told, pieces } = counted(1_000);
    const reader = new SlowReader({ highWaterMark: 1 });
    const stream = streamOf(await pieces.next(), pieces);
    stream.pipe(reader);
    for (let taken = 1; taken <= 20; taken += 1) {
      await turns(10);
      expect(reader.taken).toBe(taken);
      expect(told.made - taken).toBeLessThanOrEqual(2);
      reader.next();
    }
    stream.destroy();
  });

  it('tells the pieces when the reader goes away', async () => {
    const { told, pieces } = counted(1_000);
    const stream = streamOf(await pieces.next(), pieces);
    stream.destroy();
    await finished(stream).catch(() => undefined);
    expect(told.ended).toBe(true);
  });

  it('breaks, and does not end, when a piece cannot be made', async () => {
    const { pieces } = counted(2, new Error('The database has gone'));
    await expect(streamOf(await pieces.next(), pieces).toArray()).rejects.toThrow('The database has gone');
  });

  describe('with a reader that takes nothing any more', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('breaks after a while, so that nothing is held for ever', async () => {
      const { told, pieces } = counted(1_000);
      const stream = streamOf(await pieces.next(), pieces, 1_000);
      const failed = new Promise((resolve) => stream.once('error', resolve));
      stream.read(1);
      await turns(5);
      jest.advanceTimersByTime(999);
      await turns(5);
      expect(stream.destroyed).toBe(false);
      jest.advanceTimersByTime(1);
      expect(await failed).toBeInstanceOf(ReaderStalled);
      expect(told.ended).toBe(true);
    });
  });
});
