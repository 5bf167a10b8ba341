import type { EventAbout, EventType } from '@capdev/contracts/core';

/** Verbs that are not something done to the aggregate. */
const wordings: Readonly<Record<string, string>> = {
  lapsed: 'has lapsed',
  finished: 'has finished',
  'forecast-changed': 'has another forecast than before',
};

/** What has happened, in one sentence: `A pairing round was registered.` */
export const sentenceOf = (event: EventType): string => `${capital(happened(event))}.`;

/** What is said of an event that has no snapshot. */
export const snapshotLess = {
  version: ({ aggregate }: EventType): string => `Of the ${words(aggregate)}’s record: the number in its ETag.`,
};

/**
 * The five answers as far as the type alone gives them: no more than is true of every event of that form. Whoever knows
 * the service sharpens them.
 */
export function aboutOf(event: EventType, isSnapshot: boolean): EventAbout {
  const it = words(event.aggregate);
  return {
    when: `Each time the service records that ${happened(event)}.`,
    cause: `Somebody who may change ${withArticle(it)} has this recorded; it is announced in the same transaction.`,
    conclude: isSnapshot
      ? `The snapshot replaces what was known of the ${it} before. Nothing else is said.`
      : `The record of the ${it} has this version now. Everything else is left out: it is read from the service.`,
    key: `The ${it}’s id: everything said of one ${it} arrives in the order in which it happened.`,
    personalData: isSnapshot
      ? `No. It holds what every event of ${withArticle(it)} holds, and nothing that names a person.`
      : `No. It holds the id of the ${it} and a number.`,
  };
}

function happened({ aggregate, verb }: EventType): string {
  return `${withArticle(words(aggregate))} ${wordings[verb] ?? `was ${words(verb)}`}`;
}

const words = (hyphenated: string): string => hyphenated.replaceAll('-', ' ');
const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
