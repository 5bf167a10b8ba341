import { defineEvent, type EventDefinition, IsFilled } from '@capdev/contracts/core';
import { IsInt } from 'class-validator';

/** What the measurements say on the bus. */
export class EntryV1 {
  /** Tells one message of a round from another. */
  @IsInt()
  number!: number;

  @IsFilled()
  title!: string;

  /** Makes the data as large as an event usually is. */
  @IsFilled()
  filling!: string;
}

/** The names of one measurement; each has a topic of its own, so that none reads what another has sent. */
export interface BenchContracts {
  readonly slug: string;
  /** Who announces. */
  readonly service: string;
  readonly entryRegistered: EventDefinition<EntryV1>;
}

/** The size of an event's data, as JSON. */
export const dataBytes = 1_024;

/** Data of exactly {@link dataBytes}. */
export function entryOf(number: number): EntryV1 {
  const entry = { number, title: 'Introduction to spectrum management', filling: '' };
  return { ...entry, filling: 'x'.repeat(dataBytes - JSON.stringify(entry).length) };
}

export function benchContracts(slug: string): BenchContracts {
  const entryRegistered = defineEvent({
    type: `int.itu.${slug}.entry.registered.v1`,
    payload: EntryV1,
    about: {
      when: 'While events are measured.',
      cause: 'A measurement.',
      conclude: 'That the entry is committed.',
      key: 'The entry’s id.',
      personalData: 'No.',
    },
    example: entryOf(1),
  });
  return { slug, service: `${slug}-service`, entryRegistered };
}
