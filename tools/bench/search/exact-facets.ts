import type pg from 'pg';
import { topics } from '@capdev/taxonomy';
import { foundBy, search } from './asking.js';
import type { SearchedLanguage } from './bare-tables.js';

const counted = ['topic', 'level', 'modality', 'language'] as const;
type Filters = Readonly<Partial<Record<(typeof counted)[number], string>>>;

/** Searches whose counts are counted again: of common and rare words, with and without filters, and of no word at all. */
const searches: readonly { language: SearchedLanguage; q?: string; filters: Filters }[] = [
  { language: 'en', q: 'network', filters: {} },
  { language: 'fr', q: 'réseaux', filters: { level: 'introductory' } },
  { language: 'zh', q: '频谱', filters: { level: 'advanced,intermediate', modality: 'face-to-face' } },
  { language: 'ar', q: 'البيانات', filters: { language: 'fr,en' } },
  { language: 'ru', q: 'телемедицина', filters: {} },
  { language: 'es', q: 'redes', filters: { topic: 'network-infrastructure', language: 'es' } },
  { language: 'en', filters: { level: 'advanced' } },
];

// A course on a narrow topic is also one on every wider topic.
const recount = `
  SELECT code, count(*)::int AS count FROM (
    SELECT DISTINCT id, wider.code FROM course, unnest(topics) AS topic
      JOIN unnest($3::text[], $4::text[]) AS wider (narrow, code) ON wider.narrow = topic WHERE id = ANY ($1) AND $2 = 'topic'
    UNION ALL SELECT id, level FROM course WHERE id = ANY ($1) AND $2 = 'level' AND level IS NOT NULL
    UNION ALL SELECT id, modality FROM course WHERE id = ANY ($1) AND $2 = 'modality' AND modality IS NOT NULL
    UNION ALL SELECT DISTINCT id, language FROM course, unnest(languages) AS language WHERE id = ANY ($1) AND $2 = 'language'
  ) AS found (id, code) GROUP BY code`;

/**
 * Makes sure that the service counts exactly, by counting again over everything that it finds. A facet's own filter does
 * not count for it; where the search without that filter is read less generously, there is nothing to compare.
 *
 * @throws Error showing the first difference
 */
export async function requireExactFacets(client: pg.Client, url: string): Promise<void> {
  const pairs = topics.codes.flatMap((code) => wider(code).map((broader) => [code, broader] as const));
  let compared = 0;
  for (const { language, q, filters } of searches) {
    const asked = { ...(q !== undefined && { q }), ...filters };
    const { facets, understood } = await search(url, language, asked);
    for (const name of counted) {
      const others = Object.fromEntries(Object.entries(asked).filter(([key]) => key !== name));
      const found = await foundBy(url, language, others);
      if (found.reading !== understood?.reading) continue;
      compared += 1;
      const { rows } = await client.query<{ code: string; count: number }>(recount, [
        [...found.ids],
        name,
        pairs.map(([narrow]) => narrow),
        pairs.map(([, code]) => code),
      ]);
      const difference = differenceOf(facets[name] ?? [], rows);
      if (difference) throw new Error(`${JSON.stringify(asked)}, facet ${name}: ${difference}`);
    }
  }
  if (compared < searches.length * 2) throw new Error(`Only ${compared} facets could be counted again.`);
}

function wider(code: (typeof topics.codes)[number]): string[] {
  const broader = topics.broader(code);
  return [code, ...(broader ? wider(broader) : [])];
}

interface Count {
  readonly code: string;
  readonly count: number;
}

/** In which code two counts differ, in words; undefined when they are the same. */
export function differenceOf(said: readonly Count[], true_: readonly Count[]): string | undefined {
  const [ours, exact] = [said, true_].map((counts) => new Map(counts.map(({ code, count }) => [code, count])));
  for (const code of new Set([...ours!.keys(), ...exact!.keys()])) {
    const [one = 0, other = 0] = [ours!.get(code), exact!.get(code)];
    if (one !== other) return `the service counts ${one} of ${code}, and there are ${other}`;
  }
  return undefined;
}
