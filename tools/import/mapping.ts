import type { CodeList } from '@capdev/taxonomy';

/**
 * How the columns of one kind of list feed the fields of a course. A mapping is data: to load another list, write one
 * beside the others in `mappings/` and name it in `mappings/known.ts`.
 */
export interface Mapping {
  readonly name: string;
  /** One sentence for the person who chooses. */
  readonly about: string;
  /** The columns that together name a course for ever: the same key is the same course when the list is loaded again. */
  readonly key: readonly string[];
  readonly code: CodeRule;
  /** Field of the API, or part of one (`feeTerms.kind`) → where its value comes from. */
  readonly course: Readonly<Record<string, FieldRule>>;
  /** The organisations that give the course; they are registered when the catalogue does not know them. */
  readonly providers: readonly ProviderRule[];
}

/** The course code: a column that holds it, or a prefix, some readable letters of a column and a hash of the key. */
export type CodeRule = { readonly column: string } | { readonly prefix: string; readonly readable: string };

/** Where the value of a field comes from. An empty cell leaves the field as it is. */
export type FieldRule =
  | { readonly as: 'constant'; readonly value: unknown }
  /** A text in one or several languages: language → column. */
  | { readonly as: 'text'; readonly original: Original; readonly columns: Readonly<Record<string, string>> }
  /** Several texts in one cell. */
  | { readonly as: 'texts'; readonly original: Original; readonly column: string; readonly separator: string }
  | { readonly as: 'code'; readonly column: string; readonly list?: AnyList; readonly spellings?: Spellings }
  | {
      readonly as: 'codes';
      readonly column: string;
      readonly separator: string;
      readonly list?: AnyList;
      readonly spellings?: Spellings;
    }
  | { readonly as: 'number'; readonly column: string }
  | { readonly as: 'links'; readonly column: string; readonly rel: string };

/** The language of the original: said once for the list, or by a column. */
export type Original = { readonly language: string } | { readonly column: string };

/** What people wrote, in small letters → the code it means. */
export type Spellings = Readonly<Record<string, string>>;

/** A provider by its name in a column; several names when there is a separator. */
export interface ProviderRule {
  readonly column: string;
  readonly separator?: string;
  readonly kind: string;
  /** The language in which the name is written. */
  readonly language: string;
}

type AnyList = Pick<CodeList<string>, 'name' | 'codes' | 'has'>;

/** Every column that a mapping reads. */
export function columnsOf(mapping: Mapping): string[] {
  const columns = [
    ...mapping.key,
    'column' in mapping.code ? mapping.code.column : mapping.code.readable,
    ...Object.values(mapping.course).flatMap(columnsOfRule),
    ...mapping.providers.map(({ column }) => column),
  ];
  return [...new Set(columns)];
}

function columnsOfRule(rule: FieldRule): string[] {
  const original = 'original' in rule && 'column' in rule.original ? [rule.original.column] : [];
  if (rule.as === 'constant') return [];
  return [...original, ...(rule.as === 'text' ? Object.values(rule.columns) : [rule.column])];
}

/** The column behind a place in a request body (`/title/text/fr`), so that a person finds the cell to mend. */
export function columnAt(mapping: Mapping, pointer: string): string | undefined {
  const path = pointer.split('/').slice(1);
  if (path[0] === 'code') return 'column' in mapping.code ? mapping.code.column : undefined;
  const field = Object.keys(mapping.course).find(
    (name) => pointer === `/${name.replaceAll('.', '/')}` || path[0] === name.split('.')[0],
  );
  const rule = field === undefined ? undefined : mapping.course[field];
  if (!rule || rule.as === 'constant') return undefined;
  return rule.as === 'text' ? (rule.columns[path[2] ?? ''] ?? Object.values(rule.columns)[0]) : rule.column;
}
