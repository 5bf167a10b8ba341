import { DomainError } from '@capdev/service-kit/problems';

/** An event is at most 64 KiB; 4 KiB of that are for its attributes and for what an event adds to the snapshot. */
export const largestSnapshot = 60 * 1024;

/** The record's texts are too long together, though each alone is within its limit. */
export class RecordTooLarge extends DomainError {
  constructor(aggregate: string, bytes: number) {
    super(
      'invalid',
      `${aggregate}-too-large`,
      `The record is ${bytes} bytes long as UTF-8 JSON; at most ${largestSnapshot} fit in an event. Shorten its texts or leave out a translation.`,
      [{ pointer: '', detail: `${bytes - largestSnapshot} bytes too long.` }],
    );
  }
}

/** Refuses a record whose public snapshot would not fit in its events, so that no announcement can fail later. */
export function refuseOversized(aggregate: string, snapshot: object): void {
  const bytes = Buffer.byteLength(JSON.stringify(snapshot));
  if (bytes > largestSnapshot) throw new RecordTooLarge(aggregate, bytes);
}
