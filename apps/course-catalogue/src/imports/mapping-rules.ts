/** The columns of one kind of CSV and the fields that they feed. Data alone, so that it can be kept and edited. */
export interface CsvMapping {
  readonly name: string;
  /** One sentence for the person who chooses. */
  readonly about: string;
  readonly format: 'csv';
  /** Between columns; a comma when left out. */
  readonly separator?: ',' | ';' | '\t';
  /** Set where an apostrophe was put before whatever a spreadsheet would take for a formula. */
  readonly apostrophes?: true;
  /** Columns without which a row is rejected, and why. */
  readonly requires?: readonly { readonly column: string; readonly reason: string }[];
  /** The columns that together name a course for ever: the same key is the same course when the list is loaded again. */
  readonly key: readonly string[];
  readonly code: CodeRule;
  /** Field of the API, or part of one (`feeTerms.kind`) → where its value comes from. */
  readonly course: Readonly<Record<string, FieldRule>>;
  /** The organisations that give the course; they are registered when the catalogue does not know them. */
  readonly providers: readonly OrganisationRule[];
  /** Where rows tell of runs of the course. */
  readonly offering?: OfferingRule;
}

/** The course code: a column that holds it, or a prefix, some readable letters of a column and a hash of the key. */
export type CodeRule = { readonly column: string } | { readonly prefix: string; readonly readable: string };

/** How a cell with several values is written: with something between them, or as a list of Python, `['a', 'b']`. */
export interface Several {
  readonly separator?: string;
  readonly literal?: 'python';
  /** Set where a backslash stands before a separator that belongs to a value. */
  readonly escapes?: 'backslash';
}

/** Where the value of a field comes from. An empty cell leaves the field as it is. */
export type FieldRule =
  | { readonly as: 'constant'; readonly value: unknown }
  /** A text in one or several languages: language → column. `names` spells out what the list abbreviates, in small letters. */
  | ({ readonly as: 'text'; readonly original: Original; readonly names?: Readonly<Record<string, string>> } & (
      | { readonly columns: Readonly<Record<string, string>> }
      /** Every column that begins so; what follows is the language. */
      | { readonly prefix: string }
    ))
  /** Several texts in one cell. */
  | ({ readonly as: 'texts'; readonly original: Original } & (
      { readonly column: string } | { readonly prefix: string }
    ) &
      Several)
  /** A text in no particular language, such as a town. */
  | { readonly as: 'plain'; readonly column: string }
  /** A code; of a cell with several values, the first that is known. `otherwise` where a cell says something and none is. */
  | ({ readonly as: 'code'; readonly column: string; readonly otherwise?: string } & Meaning & Several)
  | ({ readonly as: 'codes'; readonly column: string } & Meaning & Several)
  | { readonly as: 'number'; readonly column: string }
  /** Hours, from a duration of ISO 8601 such as PT2H. */
  | { readonly as: 'duration'; readonly column: string }
  | { readonly as: 'day'; readonly column: string }
  | { readonly as: 'amount'; readonly column: string }
  | { readonly as: 'links'; readonly column: string; readonly rel: string }
  /** Several links, each `relation address`. */
  | ({ readonly as: 'related-links'; readonly column: string } & Several);

/** What a written word means. */
export interface Meaning {
  /** The name of a list of the taxonomy; left out, the list of the field. */
  readonly list?: string;
  /** Also by the names that the list has for its codes, in any of its languages. */
  readonly by?: 'name';
  /** What people wrote, in small letters → the code it means, or null where it says nothing that the catalogue keeps. */
  readonly spellings?: Spellings;
}

/** See {@link Meaning}. */
export type Spellings = Readonly<Record<string, string | null>>;

/**
 * The language of the original: said once for the list, or by a column. A text that is not in that language is a fault, or,
 * with `otherwise`, has the first of its languages for an original.
 */
export type Original = { readonly language: string } | { readonly column: string; readonly otherwise?: 'first' };

/** An organisation by its name in a column (several names when there is a separator), or always the same one. */
export type OrganisationRule =
  | ({
      readonly column: string;
      readonly kind: string;
      readonly language: string;
      /** Set where each name may have its kind before it: `centre: Name`. */
      readonly kindFirst?: true;
    } & Several)
  | { readonly name: string; readonly kind: string; readonly language: string };

/** How a row tells of a run of the course. */
export interface OfferingRule {
  /** Columns that are all empty where the row tells of the course alone. Left out: every row tells of a run. */
  readonly onlyWith?: readonly string[];
  /** The columns that together name the run for ever. */
  readonly key: readonly string[];
  /** Field of the API, or part of one (`place.city`) → where its value comes from. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Left out: those who give the course. */
  readonly organisers?: readonly OrganisationRule[];
  readonly state?: StateRule;
  /** A column with the reason of a cancellation. */
  readonly cancellationReason?: string;
}

/** The state of a run: always the same, by a column, or completed for those that ended before a day. */
export type StateRule =
  | { readonly as: 'constant'; readonly value: string }
  | { readonly as: 'code'; readonly column: string; readonly spellings?: Spellings }
  | { readonly as: 'ended'; readonly before: string };

/** Every column that a mapping reads. */
export function columnsOf(mapping: CsvMapping): string[] {
  const { code, offering } = mapping;
  const organisations = [...mapping.providers, ...(offering?.organisers ?? [])];
  const columns = [
    ...(mapping.requires ?? []).map(({ column }) => column),
    ...mapping.key,
    'column' in code ? code.column : code.readable,
    ...[...Object.values(mapping.course), ...Object.values(offering?.fields ?? {})].flatMap(columnsOfRule),
    ...organisations.flatMap((rule) => ('column' in rule ? [rule.column] : [])),
    ...(offering?.onlyWith ?? []),
    ...(offering?.key ?? []),
    ...(offering?.state && 'column' in offering.state ? [offering.state.column] : []),
    ...(offering?.cancellationReason === undefined ? [] : [offering.cancellationReason]),
  ];
  return [...new Set(columns)];
}

/** The columns that feed one field; the one to mend comes first. */
export function columnsOfRule(rule: FieldRule): string[] {
  if (rule.as === 'constant') return [];
  const original = 'original' in rule && 'column' in rule.original ? [rule.original.column] : [];
  if ('columns' in rule) return [...Object.values(rule.columns), ...original];
  return 'column' in rule ? [rule.column, ...original] : original;
}

/**
 * The column behind a place in a course or an offering (`/title/text/fr`), so that a person finds the cell to mend.
 *
 * @param rules of the mapping: `mapping.course` or `mapping.offering.fields`
 */
export function columnAt(rules: Readonly<Record<string, FieldRule>>, pointer: string): string | undefined {
  const path = pointer.split('/').slice(1);
  const names = Object.keys(rules);
  const field =
    names.find((name) => pointer === `/${name.replaceAll('.', '/')}`) ??
    names.find((name) => name.split('.')[0] === path[0]);
  const rule = field === undefined ? undefined : rules[field];
  if (!rule) return undefined;
  const language = path[path.indexOf('text') + 1] ?? '';
  if ('prefix' in rule) return rule.prefix + (path.includes('text') ? language : '');
  if ('columns' in rule && Object.hasOwn(rule.columns, language)) return rule.columns[language];
  return columnsOfRule(rule)[0];
}
