import { randomInt } from 'node:crypto';
import { defineEvent, type EventDefinition, IsFilled, Optional } from '@capdev/contracts/core';
import { IsInt } from 'class-validator';

/** What the tests' events say. */
export class NoteV1 {
  @IsFilled()
  text!: string;

  @Optional()
  @IsInt()
  page?: number;
}

/** Events of a context of its own, so that no two tests share a topic. */
export interface NoteContracts {
  readonly slug: string;
  readonly service: string;
  readonly topic: string;
  readonly registered: EventDefinition<NoteV1>;
  readonly revised: EventDefinition<NoteV1>;
  /** Nobody listens to it. */
  readonly retired: EventDefinition<NoteV1>;
  /** Of another aggregate, and so in another topic. */
  readonly shelfRegistered: EventDefinition<NoteV1>;
}

const about = {
  when: 'In tests.',
  cause: 'A test.',
  conclude: 'That it works.',
  key: 'The note’s id.',
  personalData: 'No.',
};

export function noteContracts(slug = `notes${letters(8)}`): NoteContracts {
  const define = (subject: string): EventDefinition<NoteV1> =>
    defineEvent({ type: `int.itu.${slug}.${subject}.v1`, payload: NoteV1, about, example: { text: 'a note' } });
  const registered = define('note.registered');
  return {
    slug,
    service: `${slug}-service`,
    topic: registered.topic,
    registered,
    revised: define('note.revised'),
    retired: define('note.retired'),
    shelfRegistered: define('shelf.registered'),
  };
}

function letters(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');
}
