import type { CodeList, MultilingualText } from '@capdev/taxonomy';
import type { CatalogueField } from './catalogue-fields.js';
import type { JsonLdMapping } from './import-mapping.js';
import type { NamedOrganisation, RowFault } from './import-record.js';
import { isNode, type LdDocument, type LdNode, type LdText } from './json-ld-node.js';
import { shorten, understood } from './written-words.js';

const mend = 'mend the property and import the document again';

/** Reads the properties of one item, and remembers what is wrong with them. */
export class LdReader {
  constructor(
    readonly document: LdDocument,
    readonly mapping: JsonLdMapping,
    readonly faults: RowFault[] = [],
    private readonly where = '',
  ) {}

  /** The same for a part of the item. */
  at(place: string): LdReader {
    return new LdReader(this.document, this.mapping, this.faults, `${this.where}${place}/`);
  }

  fault(property: string, reason: string, advice = mend): void {
    const field = this.where + property;
    if (!this.faults.some((fault) => fault.field === field)) this.faults.push({ field, reason, advice });
  }

  /** The value of a field if the catalogue takes it. */
  sound<Value>(property: string, field: CatalogueField, value: Value | undefined): Value | undefined {
    const reason = value === undefined ? undefined : field.faultOf(value);
    if (reason !== undefined) this.fault(property, reason);
    return reason === undefined ? value : undefined;
  }

  /** The texts of a property that say something; things are called by their names. */
  texts(node: LdNode | undefined, property: string): LdText[] {
    return this.document
      .valuesOf(node, property)
      .flatMap((value) => (isNode(value) ? this.namesOf(value) : [value]))
      .map((one) => ({ ...one, text: one.text.trim() }))
      .filter(({ text }) => text !== '');
  }

  first(node: LdNode | undefined, property: string): string | undefined {
    return this.texts(node, property)[0]?.text;
  }

  nodes(node: LdNode | undefined, property: string): LdNode[] {
    return this.document.valuesOf(node, property).filter(isNode);
  }

  /** Addresses come as texts or as things that have nothing but their address. */
  addresses(node: LdNode | undefined, property: string): string[] {
    return this.document
      .valuesOf(node, property)
      .map((value) => (isNode(value) ? (value.id ?? '') : value.text.trim()))
      .filter((address) => address !== '');
  }

  /** The text of a property in all its languages; the first one is the original. */
  multilingual(node: LdNode, property: string): MultilingualText | undefined {
    return this.grouped(node, property)[0];
  }

  /** Texts of a property that has several: a language that comes again begins the next one. */
  grouped(node: LdNode, property: string): MultilingualText[] {
    const groups: Map<string, string>[] = [];
    for (const { text, language } of this.texts(node, property)) {
      const code = this.language(language);
      const last = groups.at(-1);
      if (last && !last.has(code)) last.set(code, text);
      else groups.push(new Map([[code, text]]));
    }
    return groups.map((texts) => ({ original: [...texts.keys()][0]!, text: Object.fromEntries(texts) }));
  }

  /** The languages of a property, by tag or by name. */
  languages(node: LdNode, property: string): string[] | undefined {
    const codes = this.texts(node, property).flatMap(({ text }) => {
      const meaning = understood(text, { spellings: this.mapping.languages ?? {}, by: 'name' }, undefined);
      if (meaning === 'not known')
        this.fault(property, `"${shorten(text)}" is no language that is known`, 'use a code such as en or pt-BR');
      return typeof meaning === 'object' ? [meaning.code] : [];
    });
    return codes.length === 0 ? undefined : [...new Set(codes)];
  }

  /** Those words of a property that the list knows; what else it says is no matter of the catalogue. */
  codes(node: LdNode | undefined, property: string, list: CodeList<string>): string[] {
    const meanings = this.texts(node, property).map(({ text }) => understood(text, { by: 'name' }, list));
    return [...new Set(meanings.flatMap((one) => (typeof one === 'object' ? [one.code] : [])))];
  }

  organisations(node: LdNode | undefined, ...properties: string[]): NamedOrganisation[] {
    const named = properties.flatMap((property) =>
      this.document.valuesOf(node, property).flatMap((value): NamedOrganisation[] => {
        const [name] = isNode(value) ? this.namesOf(value) : [value];
        const text = name?.text.trim() ?? '';
        if (text.length > 200) this.fault(property, 'is too long a name', 'shorten it to 200 characters');
        return text === ''
          ? []
          : [{ name: text, kind: this.mapping.organisationKind, language: this.language(name?.language) }];
      }),
    );
    return named.filter(
      (one, index) => named.findIndex(({ name }) => name.toLowerCase() === one.name.toLowerCase()) === index,
    );
  }

  /** A code of a list before a name: names may be in any language. */
  private namesOf(node: LdNode): readonly LdText[] {
    for (const property of ['termCode', 'name', 'alternateName', 'audienceType', 'credentialCategory']) {
      const texts = (node.properties.get(property) ?? []).flatMap((value) =>
        isNode(value) ? this.namesOf(value) : [value],
      );
      if (texts.length > 0) return texts;
    }
    return [];
  }

  private language(tag: string | undefined): string {
    const meaning = understood(tag ?? '', { spellings: this.mapping.languages ?? {} }, undefined);
    return typeof meaning === 'object' ? meaning.code : this.mapping.language;
  }
}
