import { beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { codeLists, officialLanguages, priorityAreas, regions, skosOf } from '../src/index.js';

const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const DCT = 'http://purl.org/dc/terms/';
const urn = 'urn:capdev:taxonomy:';

type Value = { readonly '@id'?: string; readonly '@value'?: string; readonly '@language'?: string; '@type'?: string };
type Expanded = { readonly '@id': string; readonly '@type': readonly string[] } & Readonly<Record<string, Value[]>>;

// An independent reader of JSON-LD; whatever it would have to fetch is a fault.
const expand = async (document: object): Promise<Expanded[]> =>
  (await jsonld.expand(JSON.parse(JSON.stringify(document)), {
    documentLoader: (url) => Promise.reject(new Error(`wants to fetch ${url}`)),
  })) as unknown as Expanded[];

const idsOf = (node: Expanded | undefined, term: string): string[] =>
  (node?.[term] ?? []).map((value) => String(value['@id']));
const valuesOf = (node: Expanded | undefined, term: string): unknown[] =>
  (node?.[term] ?? []).map((value) => value['@value']);

describe('the whole taxonomy as SKOS', () => {
  let nodes: Expanded[];
  let concepts: Expanded[];
  let byId: Map<string, Expanded>;
  beforeAll(async () => {
    nodes = await expand(skosOf(codeLists));
    concepts = nodes.filter((node) => node['@type'].includes(`${SKOS}Concept`));
    byId = new Map(nodes.map((node) => [node['@id'], node]));
  });

  it('has a scheme for every list and a concept for every code, each with an identifier of its own', () => {
    const size = codeLists.reduce((sum, list) => sum + list.codes.length, 0);
    expect([nodes.length, concepts.length, byId.size]).toEqual([
      codeLists.length + size,
      size,
      codeLists.length + size,
    ]);
  });

  it('has every concept in its scheme, and each scheme says its source and edition', () => {
    for (const concept of concepts) {
      const [scheme = ''] = idsOf(concept, `${SKOS}inScheme`);
      expect(concept['@id']).toMatch(new RegExp(`^${scheme}:`));
      expect(byId.get(scheme)?.['@type']).toEqual([`${SKOS}ConceptScheme`]);
    }
    for (const list of codeLists) {
      const scheme = byId.get(urn + list.name);
      expect(valuesOf(scheme, `${DCT}source`)).toEqual([list.source]);
      expect(valuesOf(scheme, 'http://www.w3.org/2002/07/owl#versionInfo')).toEqual([list.edition]);
    }
  });

  it('has a preferred label in each of the six languages, once, and one notation', () => {
    for (const node of nodes) {
      const languages = (node[`${SKOS}prefLabel`] ?? []).map((value) => value['@language']);
      expect([...languages].sort()).toEqual([...officialLanguages].sort());
    }
    for (const concept of concepts) {
      expect(concept['@id'].endsWith(`:${String(valuesOf(concept, `${SKOS}notation`)[0])}`)).toBe(true);
    }
  });

  it('leads nowhere that it does not hold, and back from where it leads', () => {
    const pairs = {
      broader: 'narrower',
      narrower: 'broader',
      topConceptOf: 'hasTopConcept',
      hasTopConcept: 'topConceptOf',
    };
    for (const node of nodes) {
      for (const [there, back] of Object.entries(pairs)) {
        for (const id of idsOf(node, SKOS + there)) expect(idsOf(byId.get(id), SKOS + back)).toContain(node['@id']);
      }
      for (const id of idsOf(node, `${DCT}isReplacedBy`)) {
        expect(idsOf(byId.get(id), `${DCT}replaces`)).toContain(node['@id']);
      }
    }
  });

  it('matches other lists and vocabularies by addresses that exist', () => {
    const matches = ['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch'];
    const targets = concepts.flatMap((concept) => matches.flatMap((match) => idsOf(concept, SKOS + match)));
    expect(targets.length).toBeGreaterThan(200);
    expect(targets.filter((id) => (id.startsWith(urn) ? !byId.has(id) : !/^https?:\/\/[\w./-]+$/.test(id)))).toEqual(
      [],
    );
  });

  it('keeps nothing back: no term of ours is lost in expansion', () => {
    const known = new Set(Object.keys(Object(skosOf([regions])['@context'])));
    const terms = new Set(skosOf(codeLists)['@graph'].flatMap((node) => Object.keys(node)));
    expect([...terms].filter((term) => !known.has(term))).toEqual([]);
  });
});

describe('one list as SKOS', () => {
  it('says of a replaced code until when it was valid and what replaces it', async () => {
    const nodes = await expand(skosOf([priorityAreas]));
    const old = nodes.find((node) => node['@id'] === `${urn}priority-areas:2015-broadband-access`);
    expect(old?.['https://schema.org/validThrough']).toEqual([
      { '@type': 'http://www.w3.org/2001/XMLSchema#date', '@value': '2018-12-31' },
    ]);
    expect(idsOf(old, `${DCT}isReplacedBy`)).toEqual([`${urn}priority-areas:network-infrastructure`]);
  });

  it('has the aliases as alternative labels, codes without a language', async () => {
    const nodes = await expand(skosOf([regions]));
    const americas = nodes.find((node) => node['@id'] === `${urn}regions:AMS`);
    expect(americas?.[`${SKOS}altLabel`]).toEqual([{ '@value': 'AMR' }]);
  });
});
