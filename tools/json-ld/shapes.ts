import { downwards, schema, upwards, type Vocabulary } from './vocabulary.js';

const prefixes = `
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <${schema}>
PREFIX type: <urn:shape:type:>
PREFIX property: <urn:shape:property:>
PREFIX range: <urn:shape:range:>
`;

const text = '[ sh:datatype xsd:string ] [ sh:datatype rdf:langString ]';
const day = String.raw`^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])`;
const clock = String.raw`T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?`;
const duration = String.raw`^P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$`;
const written = (pattern: string, ...datatypes: string[]): string =>
  datatypes.map((datatype) => `[ sh:datatype ${datatype} ; sh:pattern "${pattern}" ]`).join(' ');

/** How a value is written that is no node. */
const dataTypes: Readonly<Record<string, string>> = {
  Text: text,
  URL: `[ sh:nodeKind sh:IRI ] ${written('^(https?://|urn:)[^\\\\s]+$', 'xsd:string')}`,
  Date: written(`${day}$`, 'schema:Date', 'xsd:string'),
  DateTime: written(`${day}${clock}$`, 'schema:Date', 'xsd:string'),
  Boolean: '[ sh:datatype xsd:boolean ]',
  Number: '[ sh:datatype xsd:integer ] [ sh:datatype xsd:double ] [ sh:datatype xsd:decimal ]',
  Integer: '[ sh:datatype xsd:integer ]',
  // A type of its own, but written as text wherever it is used.
  Duration: written(duration, 'xsd:string'),
};

/** What the descriptions of properties say of their values beyond the range. */
const formats: Readonly<Record<string, string>> = {
  priceCurrency: '^[A-Z]{3}$',
  price: String.raw`^\\d+(\\.\\d+)?$`,
  addressCountry: '^[A-Z]{2}$',
  inLanguage: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
  timeRequired: duration,
  courseWorkload: duration,
};

/** What occurs in the data, by short names. Rules for the rest of the vocabulary would only cost time. */
export interface Occurring {
  readonly types: readonly string[];
  readonly properties: readonly string[];
}

/**
 * The rules of schema.org as SHACL shapes, in Turtle: a node has no property that its type does not have, and the values
 * are what the property's range says.
 */
export function shapesFor(vocabulary: Vocabulary, { types, properties }: Occurring): string {
  const known = properties.filter((name) => vocabulary.properties.has(name));
  const ofTypes = types.map((type) => {
    const above = upwards(vocabulary, type);
    const allowed = known.filter((name) =>
      vocabulary.properties.get(name)!.domains.some((domain) => above.has(domain)),
    );
    const list = allowed.map((name) => ` ; sh:property property:${name}`).join('');
    return `type:${type} a sh:NodeShape ; sh:targetClass schema:${type} ; sh:closed true ; sh:ignoredProperties ( rdf:type )${list} .`;
  });
  const ofProperties = known.map((name) => {
    const { ranges } = vocabulary.properties.get(name)!;
    const format = formats[name];
    const written =
      format === undefined ? '' : ` ; sh:or ( [ sh:nodeKind sh:BlankNodeOrIRI ] [ sh:pattern "${format}" ] )`;
    // The range has a shape of its own: of two "or" in one shape the engine would read one list.
    return `property:${name} a sh:PropertyShape ; sh:path schema:${name} ; sh:node range:of-${name}${written} .
      range:of-${name} a sh:NodeShape ; sh:or ( ${ranges.map((range) => `[ sh:node range:${range} ]`).join(' ')} ) .`;
  });
  const ranges = new Set(known.flatMap((name) => vocabulary.properties.get(name)!.ranges));
  const ofRanges = [...ranges].map((range) => rangeShape(vocabulary, range, new Set(types)));
  return [prefixes, ...ofTypes, ...ofProperties, ...ofRanges].join('\n');
}

function rangeShape(vocabulary: Vocabulary, range: string, occurring: ReadonlySet<string>): string {
  const shape = (alternatives: string): string => `range:${range} a sh:NodeShape ; sh:or ( ${alternatives} ) .`;
  if (range === 'Thing') return shape('[ sh:nodeKind sh:BlankNodeOrIRI ]');
  const below = downwards(vocabulary, range);
  // The context does not make nodes of enumerations' members: they are addresses in the form of text.
  const members = below
    .flatMap((type) => vocabulary.members.get(type) ?? [])
    .map((name) => `schema:${name} "https://schema.org/${name}"`);
  const types = below.filter((type) => occurring.has(type)).map((type) => `schema:${type}`);
  const node = 'sh:nodeKind sh:BlankNodeOrIRI ; sh:property [ sh:path rdf:type ; sh:minCount 1 ;';
  return shape(
    [
      ...below.flatMap((type) => dataTypes[type] ?? []),
      `[ sh:in ( ${members.join(' ')} ) ]`,
      `[ ${node} sh:in ( ${types.join(' ')} ) ] ]`,
    ].join(' '),
  );
}
