import { type Topic, topics } from '@capdev/taxonomy';
import { pairsOf } from './course-words.js';
import type { Question } from './question.js';
import { stemsOf } from './stems.js';
import { tokensOf } from './tokens.js';

/** What a course on a topic is found by beside its words; no word of a question can look like it. */
export const lexemeOf = (topic: string): string => `topic:${topic}`;

/** The stems of each topic's name, language by language. */
const names: readonly (readonly [Topic, ReadonlySet<string>])[] = topics.codes.flatMap((topic) =>
  Object.entries(topics.labels(topic)).map(([language, label]) => [topic, stemsIn(label, language)] as const),
);

function stemsIn(label: string, language: string): Set<string> {
  return new Set(tokensOf(label).flatMap(({ word, han }) => (han ? pairsOf(word) : stemsOf(word, language))));
}

/** The topics whose name, in any language, has every word of the question. */
export function topicsNamed({ words }: Question): Topic[] {
  const named = names.filter(([, stems]) =>
    words.every((word) => word.stems[word.han ? 'every' : 'some']((stem) => stems.has(stem))),
  );
  return words.length === 0 ? [] : [...new Set(named.map(([topic]) => topic))];
}
