import { bestLanguage, type OfficialLanguage } from './language-choice.js';

/** The words for one code in each of the six official languages. */
export type Labels = Readonly<Record<OfficialLanguage, string>>;

interface Entry extends Labels {
  /** The wider code that contains this one, within the same list. */
  readonly broader?: string;
}

/** A closed list of codes: an exact type, a guard for outside values, and labels in six languages. */
export interface CodeList<Code extends string> {
  readonly name: string;
  /** Where the codes come from, for a reader who doubts them. */
  readonly source: string;
  /** The state of the source that was taken over: a year, a version or a date. */
  readonly edition: string;
  /** Every code, in the order in which people expect to read them. */
  readonly codes: readonly Code[];
  /** Narrows any value to a code of this list: `if (levels.has(input)) …`. */
  has(value: unknown): value is Code;
  /** The label in the language asked for (`fr-CH` finds `fr`), otherwise in English. */
  label(code: Code, language: string): string;
  labels(code: Code): Labels;
  broader(code: Code): Code | undefined;
  /** The code and everything below it: what a filter on a wide topic must match. */
  within(code: Code): readonly Code[];
}

/**
 * Declares a code list; its code type is exact. A label in a missing language does not compile.
 *
 * @example
 * const levels = defineCodeList({ name: 'levels', source: '…', edition: '2024', codes: { advanced: { ar: …, es: … } } });
 * type Level = CodeOf<typeof levels>; // 'advanced'
 */
export function defineCodeList<const Entries extends Readonly<Record<string, Entry>>>(list: {
  readonly name: string;
  readonly source: string;
  readonly edition: string;
  readonly codes: Entries;
}): CodeList<Extract<keyof Entries, string>> {
  type Code = Extract<keyof Entries, string>;
  const entries = new Map(Object.entries(list.codes) as [Code, Entry][]);
  const codes = Object.freeze([...entries.keys()]);
  const has = (value: unknown): value is Code => entries.has(value as Code);
  const entryOf = (code: Code): Entry => {
    const entry = entries.get(code);
    if (!entry) throw new RangeError(`${list.name} has no code ${JSON.stringify(code)}`);
    return entry;
  };
  const broader = (code: Code): Code | undefined => entryOf(code).broader as Code | undefined;
  const chain = (code: Code): Code[] => {
    const path = [code];
    for (let above = broader(code); above !== undefined; above = broader(above)) {
      if (path.includes(above)) throw new RangeError(`${list.name}: ${above} is broader than itself`);
      path.push(above);
    }
    return path;
  };
  // Walking every chain once here turns an unknown broader code or a cycle into a failure at start, not in a request.
  const chains = codes.map((code) => [code, chain(code)] as const);
  const below = new Map(
    codes.map((top) => [top, chains.filter(([, path]) => path.includes(top)).map(([code]) => code)]),
  );
  return {
    name: list.name,
    source: list.source,
    edition: list.edition,
    codes,
    has,
    label: (code, language) => entryOf(code)[bestLanguage(language)],
    labels: (code) => {
      const { ar, zh, en, fr, ru, es } = entryOf(code);
      return { ar, zh, en, fr, ru, es };
    },
    broader,
    within: (code) => below.get(code) ?? [],
  };
}

/** The union of a list's codes: `type Level = CodeOf<typeof levels>`. */
export type CodeOf<List> = List extends CodeList<infer Code> ? Code : never;
