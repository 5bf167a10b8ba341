import { Readable } from 'node:stream';

/** The reader took nothing for too long. */
export class ReaderStalled extends Error {}

/** Longer than any network pauses; a batch must have gone by then, which asks for some ten kilobytes in a second. */
const usualPatience = 120_000;

/**
 * A stream of pieces that are made when the reader wants them: while one waits to be read, at most one more is under way.
 * However it ends, the pieces are told (`return`), so that what they hold is given back; a failure breaks the stream.
 *
 * @param first already asked for: a generator that was never begun would not be told
 */
export function streamOf(
  first: IteratorResult<string>,
  pieces: AsyncGenerator<string>,
  patience = usualPatience,
): Readable {
  let waiting: NodeJS.Timeout | undefined;
  let begun: IteratorResult<string> | undefined = first;
  const pass = (stream: Readable, { done, value }: IteratorResult<string>): void => {
    if (stream.destroyed) return;
    if (done) stream.push(null);
    else if (!stream.push(value)) {
      // A reader that has stopped would otherwise hold a connection and its moment for ever.
      waiting = setTimeout(() => stream.destroy(new ReaderStalled('The reader takes nothing any more.')), patience);
    }
  };
  return new Readable({
    read() {
      clearTimeout(waiting);
      const piece = begun;
      begun = undefined;
      if (piece) pass(this, piece);
      else
        pieces.next().then(
          (next) => pass(this, next),
          (error: Error) => this.destroy(error),
        );
    },
    destroy(error, done) {
      clearTimeout(waiting);
      pieces.return(undefined).then(
        () => done(error),
        (failure: Error) => done(error ?? failure),
      );
    },
  });
}
