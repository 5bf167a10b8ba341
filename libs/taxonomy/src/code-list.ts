import { holdsOn, type Alias, type Entry, type Labels, type Mapping, type Period } from './code-entry.js';
import { bestLanguage, officialLanguages } from './language-choice.js';

/** What is known of a list beside its codes. */
interface ListFacts extends Period {
  readonly name: string;
  /** What people call the list. */
  readonly title: Labels;
  /** Where the codes come from, for a reader who doubts them. */
  readonly source: string;
  /** Under which terms the source may be used, where it sets any. */
  readonly licence?: string;
  /** The state of the source that was taken over: a year, a version or a date. */
  readonly edition: string;
  /** What the list is not, and what in it is ours. */
  readonly note?: string;
}

/** A code with everything that is known of it. */
export interface CodeDetails<Code extends string> extends Period {
  readonly code: Code;
  readonly labels: Labels;
  readonly broader?: Code;
  /** The codes directly below. */
  readonly narrower: readonly Code[];
  /** As declared; `resolve` follows them to the end. Absent while the code has not been replaced. */
  readonly replacedBy?: readonly Code[];
  readonly replaces: readonly Code[];
  readonly aliases: readonly Alias[];
  readonly mappings: readonly Mapping[];
  readonly note?: string;
}

/** A closed list of codes: an exact type, a guard for outside values, and labels in six languages. */
export interface CodeList<Code extends string> extends ListFacts {
  /** Every code, in the order in which people expect to read them. Codes that have ended stay. */
  readonly codes: readonly Code[];
  /** Narrows any value to a code of this list: `if (levels.has(input)) …`. */
  has(value: unknown): value is Code;
  /** The label in the language asked for (`fr-CH` finds `fr`), otherwise in English. */
  label(code: Code, language: string): string;
  /** The same for a code from outside, which may be of a newer edition: an unknown code is shown as it is. */
  labelOrCode(code: string, language: string): string;
  labels(code: Code): Labels;
  broader(code: Code): Code | undefined;
  /** The code and everything below it: what a filter on a wide topic must match. */
  within(code: Code): readonly Code[];
  details(code: Code): CodeDetails<Code>;
  /**
   * The codes in use for it now: itself while it was not replaced, else its successors, and theirs; none when it ended
   * without one. With a `day`, as they are on that day: a replacement can be declared before it comes into force.
   */
  resolve(code: Code, day?: string): readonly Code[];
  /** The codes that are valid on a day. */
  validOn(day: string): readonly Code[];
  /** The codes that are called so: by code, by label in any language, or by alias; small and capital letters are one. */
  find(text: string): readonly Code[];
}

/**
 * Declares a code list; its code type is exact. A label in a missing language does not compile.
 *
 * @example
 * const levels = defineCodeList({ name: 'levels', title: …, source: '…', edition: '2024', codes: { advanced: { ar: …, es: … } } });
 * type Level = CodeOf<typeof levels>; // 'advanced'
 */
export function defineCodeList<const Entries extends Readonly<Record<string, Entry>>>(
  list: ListFacts & { readonly codes: Entries },
): CodeList<Extract<keyof Entries, string>> {
  type Code = Extract<keyof Entries, string>;
  const { codes: declared, ...facts } = list;
  const entries = new Map(Object.entries(declared) as [Code, Entry][]);
  const codes = Object.freeze([...entries.keys()]);
  const has = (value: unknown): value is Code => entries.has(value as Code);
  const entryOf = (code: Code): Entry => {
    const entry = entries.get(code);
    if (!entry) throw new RangeError(`${list.name} has no code ${JSON.stringify(code)}`);
    return entry;
  };
  const label = (code: Code, language: string): string => entryOf(code)[bestLanguage(language)];
  const broader = (code: Code): Code | undefined => entryOf(code).broader as Code | undefined;
  const successors = (code: Code) => entryOf(code).replacedBy as readonly Code[] | undefined;

  // Walking every path once here turns an unknown code or a circle into a failure at start, not in a request.
  const chains = codes.map((code) => {
    const above = reach(code, (next) => listed(broader(next)), `${list.name}: % is broader than itself`);
    reach(code, (next) => successors(next) ?? [], `${list.name}: % replaces itself`);
    return [code, above] as const;
  });
  const below = new Map(
    codes.map((top) => [top, chains.filter(([, path]) => path.includes(top)).map(([code]) => code)]),
  );
  const details = new Map(codes.map((code) => [code, detailsOf(code)]));
  let named: Map<string, Code[]> | undefined;

  return {
    ...facts,
    codes,
    has,
    label,
    labelOrCode: (code, language) => (has(code) ? label(code, language) : code),
    labels: (code) => labelsOf(entryOf(code)),
    broader,
    within: (code) => below.get(code) ?? [],
    details: (code) => details.get(code) ?? detailsOf(code),
    resolve,
    validOn: (day) => codes.filter((code) => holdsOn(periodOf(code), day)),
    find: (text) => (named ??= names()).get(text.trim().toLowerCase()) ?? [],
  };

  /** What a code does not say of its validity, the list says. */
  function periodOf(code: Code): Period {
    const { validFrom = list.validFrom, validUntil = list.validUntil } = entryOf(code);
    return { ...(validFrom !== undefined && { validFrom }), ...(validUntil !== undefined && { validUntil }) };
  }

  function resolve(code: Code, day?: string): readonly Code[] {
    const after = successors(code);
    const { validUntil } = periodOf(code);
    const replaced = after && (day === undefined || (validUntil !== undefined && validUntil <= day));
    return replaced ? [...new Set(after.flatMap((next) => resolve(next, day)))] : [code];
  }

  function detailsOf(code: Code): CodeDetails<Code> {
    const { aliases = [], mappings = [], note } = entryOf(code);
    const above = broader(code);
    const replacedBy = successors(code);
    return Object.freeze({
      code,
      labels: labelsOf(entryOf(code)),
      ...periodOf(code),
      ...(above !== undefined && { broader: above }),
      narrower: codes.filter((other) => broader(other) === code),
      ...(replacedBy && { replacedBy }),
      replaces: codes.filter((other) => successors(other)?.includes(code)),
      aliases,
      mappings,
      ...(note !== undefined && { note }),
    });
  }

  function names(): Map<string, Code[]> {
    const pairs = codes.flatMap((code) => {
      const { labels, aliases } = detailsOf(code);
      const texts = [
        code,
        ...officialLanguages.map((language) => labels[language]),
        ...aliases.map(({ text }) => text),
      ];
      return [...new Set(texts.map((text) => text.toLowerCase()))].map((text) => [text, code] as const);
    });
    const index = new Map<string, Code[]>();
    for (const [text, code] of pairs) index.set(text, [...(index.get(text) ?? []), code]);
    return index;
  }
}

/** The code and everything that is reached from it; a way back to itself is refused, with the code for `%`. */
function reach<Code extends string>(code: Code, next: (code: Code) => readonly Code[], refusal: string): Code[] {
  const found: Code[] = [];
  const walk = (at: Code, path: readonly Code[]): void => {
    if (path.includes(at)) throw new RangeError(refusal.replace('%', at));
    found.push(at);
    for (const one of next(at)) walk(one, [...path, at]);
  };
  walk(code, []);
  return [...new Set(found)];
}

function listed<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

function labelsOf({ ar, zh, en, fr, ru, es }: Labels): Labels {
  return { ar, zh, en, fr, ru, es };
}

/** The union of a list's codes: `type Level = CodeOf<typeof levels>`. */
export type CodeOf<List> = List extends CodeList<infer Code> ? Code : never;
