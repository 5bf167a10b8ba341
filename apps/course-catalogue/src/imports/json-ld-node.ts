import { ImportUnreadable } from '@capdev/service-frame/csv';
import { Terms } from './json-ld-context.js';

/** A text with its language, if it says one. Numbers and truth values are texts here. */
export interface LdText {
  readonly text: string;
  readonly language?: string;
}

/** A thing in the words of schema.org; properties of other vocabularies are left out. */
export interface LdNode {
  readonly id: string | undefined;
  readonly types: readonly string[];
  readonly properties: ReadonlyMap<string, readonly LdValue[]>;
}

export type LdValue = LdText | LdNode;

export function isNode(value: LdValue): value is LdNode {
  return 'properties' in value;
}

type Members = Readonly<Record<string, unknown>>;

const deepest = 32;
const mostNodes = 200_000;
const mostValues = 1_000_000;

/** A document as the list of what stands in it; what is no object at all has no node. */
export class LdDocument {
  readonly items: readonly (LdNode | undefined)[];
  private readonly byId = new Map<string, LdNode>();
  private nodes = 0;
  private values = 0;

  /**
   * @param document parsed JSON: an object, an object with `@graph`, or a list of such
   * @throws ImportUnreadable when it is too deep or too large, or a context is not schema.org's
   */
  constructor(document: unknown) {
    this.items = this.listed(document, Terms.assumed, 0);
    for (const item of this.items) {
      if (item?.id !== undefined && item.properties.size > 0 && !this.byId.has(item.id)) this.byId.set(item.id, item);
    }
  }

  /** A value that only points to another item of the document is that item. */
  resolved(value: LdValue): LdValue {
    if (!isNode(value) || value.id === undefined || value.properties.size > 0) return value;
    return this.byId.get(value.id) ?? value;
  }

  /** The values of a property, resolved. */
  valuesOf(node: LdNode | undefined, property: string): readonly LdValue[] {
    return (node?.properties.get(property) ?? []).map((value) => this.resolved(value));
  }

  private listed(value: unknown, terms: Terms, depth: number): (LdNode | undefined)[] {
    if (depth > 4) throw new ImportUnreadable('The document holds lists within lists within lists: write one list.');
    if (Array.isArray(value)) return value.flatMap((one) => this.listed(one, terms, depth + 1));
    if (typeof value !== 'object' || value === null) return [undefined];
    const members = value as Members;
    if (!Object.hasOwn(members, '@graph')) return [this.node(members, terms, 1)];
    return this.listed(members['@graph'], terms.within(members['@context'], 'of the graph'), depth + 1);
  }

  private node(members: Members, outer: Terms, depth: number): LdNode {
    this.nodes += 1;
    if (this.nodes > mostNodes)
      throw new ImportUnreadable(`The document holds more than ${mostNodes} objects: split it.`);
    if (depth > deepest) throw new ImportUnreadable(`The document is nested deeper than ${deepest} levels.`);
    const context = Object.hasOwn(members, '@context') ? members['@context'] : undefined;
    const terms = outer.within(context, this.nodes === 1 ? 'of the document' : `of object ${this.nodes}`);
    let id: string | undefined;
    let types: string[] = [];
    const properties = new Map<string, LdValue[]>();
    for (const [key, value] of Object.entries(members)) {
      const name = terms.nameOf(key);
      if (name === '@id') id = typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
      else if (name === '@type') types = [value].flat().map((one) => typeName(one, terms));
      else if (name !== undefined && !name.startsWith('@')) {
        const found = terms.isByLanguage(key) ? this.byLanguage(value) : this.valuesIn(value, terms, depth);
        properties.set(name, [...(properties.get(name) ?? []), ...found]);
      }
    }
    return { id, types, properties };
  }

  private valuesIn(value: unknown, terms: Terms, depth: number): LdValue[] {
    this.values += 1;
    if (this.values > mostValues)
      throw new ImportUnreadable(`The document holds more than ${mostValues} values: split it.`);
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) {
      if (depth >= deepest) throw new ImportUnreadable(`The document is nested deeper than ${deepest} levels.`);
      return value.flatMap((one) => this.valuesIn(one, terms, depth + 1));
    }
    if (typeof value !== 'object') return [text(value, terms.language)];
    const members = value as Members;
    if (Object.hasOwn(members, '@value')) return [text(members['@value'], members['@language'] ?? terms.language)];
    for (const keyword of ['@list', '@set']) {
      if (Object.hasOwn(members, keyword)) return this.valuesIn([members[keyword]].flat(), terms, depth + 1);
    }
    return [this.node(members, terms, depth + 1)];
  }

  private byLanguage(value: unknown): LdValue[] {
    if (typeof value !== 'object' || value === null) return [text(value, undefined)];
    return Object.entries(value).flatMap(([language, words]) => [words].flat().map((one) => text(one, language)));
  }
}

function text(value: unknown, language: unknown): LdText {
  const written = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
  return { text: written, ...(typeof language === 'string' && { language }) };
}

function typeName(type: unknown, terms: Terms): string {
  return typeof type === 'string' ? (terms.nameOf(type) ?? `${type} of another vocabulary`) : '';
}
