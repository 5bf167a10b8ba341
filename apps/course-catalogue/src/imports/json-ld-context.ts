import { ImportUnreadable } from '@capdev/service-frame/csv';

const vocabulary = 'https://schema.org/';
const schemaOrg = /^https?:\/\/schema\.org\/?$/;
const inSchemaOrg = /^https?:\/\/schema\.org\/([^#?]*)$/;
const mostTerms = 1_000;

interface Term {
  /** An IRI, or a keyword such as `@id` under another name. */
  readonly means: string;
  readonly byLanguage: boolean;
}

/**
 * What the names in a document mean. Only schema.org's vocabulary is known here, and it is known by heart: no context is
 * ever fetched, whatever address it has.
 */
export class Terms {
  private constructor(
    private readonly vocabulary: string | undefined,
    private readonly terms: ReadonlyMap<string, Term | undefined>,
    readonly language: string | undefined,
  ) {}

  /** A document without a context is taken at its word: whoever chose the mapping says that it is schema.org. */
  static readonly assumed = new Terms(vocabulary, new Map(), undefined);

  /**
   * The terms inside a node with this context of its own.
   *
   * @throws ImportUnreadable when it is to be fetched from anywhere, or speaks another vocabulary
   */
  within(context: unknown, place: string): Terms {
    if (context === undefined) return this;
    if (context === null) return new Terms(undefined, new Map(), undefined);
    if (Array.isArray(context)) {
      if (context.length > 20) throw new ImportUnreadable(`The @context ${place} has more than 20 parts.`);
      return context.reduce<Terms>((terms, part) => terms.within(part, place), this);
    }
    if (typeof context === 'string') {
      if (schemaOrg.test(context)) return new Terms(vocabulary, this.terms, this.language);
      throw foreign(place, `names ${shown(context)}`);
    }
    if (typeof context === 'object') return this.defined(Object.entries(context as object), place);
    throw new ImportUnreadable(`The @context ${place} is neither a text nor an object nor a list.`);
  }

  /** The name in schema.org's vocabulary, a keyword, or undefined for everything else. */
  nameOf(key: string): string | undefined {
    if (key.startsWith('@')) return key;
    const term = this.terms.get(key);
    if (this.terms.has(key)) return term && localName(term.means);
    return localName(this.expanded(key));
  }

  isByLanguage(key: string): boolean {
    return this.terms.get(key)?.byLanguage === true;
  }

  private defined(entries: [string, unknown][], place: string): Terms {
    if (entries.length > mostTerms)
      throw new ImportUnreadable(`The @context ${place} defines more than ${mostTerms} terms.`);
    const of = (keyword: string) => entries.find(([name]) => name === keyword);
    if (of('@import')) throw foreign(place, 'imports another one');
    const vocab = of('@vocab')?.[1];
    if (vocab !== undefined && !(typeof vocab === 'string' && schemaOrg.test(vocab))) {
      throw foreign(place, `speaks the vocabulary ${shown(vocab)}`);
    }
    const language = of('@language') ? of('@language')![1] : this.language;
    const outer = new Terms(vocab === undefined ? this.vocabulary : vocabulary, this.terms, undefined);
    // Prefixes first, so that a term may use one that stands below it. One step only: a circle has nowhere to turn.
    const terms = new Map(this.terms);
    const absolute = entries.filter(
      ([name, value]) => !name.startsWith('@') && /^https?:\/\//.test(String(idOf(value))),
    );
    for (const part of [absolute, entries]) {
      for (const [name, value] of part) {
        if (!name.startsWith('@')) terms.set(name, new Terms(outer.vocabulary, terms, undefined).termOf(value, place));
      }
    }
    return new Terms(outer.vocabulary, terms, typeof language === 'string' ? language : undefined);
  }

  private termOf(value: unknown, place: string): Term | undefined {
    const id = idOf(value);
    const about = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    // Judged and not used: a context behind a term is one more way to have something fetched.
    if (Object.hasOwn(about, '@context')) this.within(about['@context'], place);
    if (typeof id !== 'string') return undefined;
    const byLanguage = [about['@container']].flat().includes('@language');
    return { means: id.startsWith('@') ? id : this.expanded(id), byLanguage };
  }

  private expanded(name: string): string {
    const colon = name.indexOf(':');
    if (colon < 0) return (this.vocabulary ?? '') + name;
    const prefix = this.terms.get(name.slice(0, colon))?.means;
    return prefix === undefined || name.startsWith('//', colon + 1) ? name : prefix + name.slice(colon + 1);
  }
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['@id'] : value;
}

/** What is not schema.org's has no name here. */
function localName(meaning: string): string | undefined {
  return meaning.startsWith('@') ? meaning : inSchemaOrg.exec(meaning)?.[1];
}

function foreign(place: string, does: string): ImportUnreadable {
  return new ImportUnreadable(
    `The @context ${place} ${does}. Only https://schema.org is understood, and nothing is ever fetched: write "@context": "https://schema.org".`,
  );
}

function shown(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 100);
}
