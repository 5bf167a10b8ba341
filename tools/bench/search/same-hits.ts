import type pg from 'pg';
import type { Contender } from '../contenders.js';
import { type FoundPage, foundBy, search } from './asking.js';
import { configurations, type SearchedLanguage } from './bare-tables.js';

/** How many courses match a question. */
export interface Matches {
  readonly language: SearchedLanguage;
  readonly q: string;
  readonly service: number;
  readonly bare: number;
  /** Matches of the opponent that the service does not find; unknown until all have been fetched. */
  readonly missing?: readonly string[];
}

type Question = Pick<Matches, 'language' | 'q'>;
type Contenders = Record<'service' | 'bare', Contender>;

/** How many courses each of the two finds for each question. */
export async function countMatches({ service, bare }: Contenders, questions: readonly Question[]): Promise<Matches[]> {
  const counted: Matches[] = [];
  for (const { language, q } of questions) {
    const [ours, theirs] = [
      await search(service.url, language, { q, limit: '20' }),
      await search(bare.url, language, { q, limit: '20' }),
    ];
    counted.push({ language, q, service: ours.total, bare: theirs.total });
  }
  return counted;
}

/** The same, and which of the opponent's courses the service does not find: it must not be fast by finding less. */
export async function compareMatches(
  client: pg.Client,
  contenders: Contenders,
  questions: readonly Question[],
): Promise<Matches[]> {
  const counted = await countMatches(contenders, questions);
  const compared: Matches[] = [];
  for (const match of counted) {
    const { language, q } = match;
    const { ids: ours } = await foundBy(contenders.service.url, language, { q });
    const { rows } = await client.query<{ id: string }>(
      'SELECT course_id AS id FROM bare_search WHERE vector @@ plainto_tsquery($1::regconfig, $2)',
      [configurations[language], q],
    );
    if (rows.length !== match.bare)
      throw new Error(`The bare server says that ${match.bare} courses match "${q}"; its table has ${rows.length}.`);
    compared.push({ ...match, missing: rows.map(({ id }) => id).filter((id) => !ours.has(id)) });
  }
  return compared;
}

/** The share of the opponent's matches that the service finds too. */
export function shareFound(matches: readonly Matches[]): number {
  const all = matches.reduce((sum, { bare }) => sum + bare, 0);
  const missing = matches.reduce((sum, match) => sum + (match.missing?.length ?? 0), 0);
  if (all === 0 || matches.some((match) => match.missing === undefined))
    throw new Error('The opponent finds nothing, or what it finds was not looked for: comparing says nothing.');
  return 1 - missing / all;
}

/** The opponent's answer must hold as much as the service's: a full page and the four facets. */
export function requireWholeAnswer({ q }: Question, { total, items, facets }: FoundPage, limit: number): void {
  const whole = ['topic', 'level', 'modality', 'language'].every((name) => facets[name] !== undefined);
  if (!whole || items.length !== Math.min(total, limit))
    throw new Error(`The answer to "${q}" lacks a facet or a course, so measuring it says nothing.`);
}
