import { describe, expect, it } from '@jest/globals';
import { defineCodeList } from './code-list.js';
import {
  audiences,
  countries,
  countriesOf,
  credentialKinds,
  feeKinds,
  languages,
  levels,
  modalities,
  officialLanguages,
  regionOf,
  regions,
  registrationTypes,
  topics,
  units,
  type CodeList,
} from './index.js';

const lists: readonly CodeList<string>[] = [
  audiences,
  countries,
  credentialKinds,
  feeKinds,
  languages,
  levels,
  modalities,
  regions,
  registrationTypes,
  topics,
  units,
];

const word = (text: string) => ({ ar: text, zh: text, en: text, fr: text, ru: text, es: text });
const listOf = (codes: Parameters<typeof defineCodeList>[0]['codes']) =>
  defineCodeList({ name: 'colours', source: 'a painter', edition: '1', codes });

describe.each(lists.map((list) => [list.name, list] as const))('the list of %s', (_name, list) => {
  it('has a label in all six languages for every code, without stray blanks', () => {
    const labels = list.codes.flatMap((code) => officialLanguages.map((language) => list.labels(code)[language]));
    expect(labels.filter((label) => !label || label !== label.trim())).toEqual([]);
  });

  it('never gives two codes the same label in one language', () => {
    for (const language of officialLanguages) {
      const labels = list.codes.map((code) => list.label(code, language).toLowerCase());
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
  });

  it('writes each language in its own script', () => {
    for (const code of list.codes) {
      expect(list.label(code, 'ar')).toMatch(/\p{Script=Arabic}/u);
      expect(list.label(code, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(list.label(code, 'ru')).toMatch(/\p{Script=Cyrillic}/u);
      for (const language of ['en', 'fr', 'es'])
        expect(list.label(code, language)).toMatch(/^[\p{Script=Latin}\p{P}\p{Zs}]+$/u);
    }
  });

  it('says where its codes come from and which edition they are', () => {
    expect(list.source).not.toBe('');
    expect(list.edition).not.toBe('');
  });

  it('has stable codes: kebab-case words or the capital letters of an official code', () => {
    expect(list.codes.filter((code) => !/^([a-z]+(-[a-z]+)*|[A-Z]{2,3})$/.test(code))).toEqual([]);
  });
});

describe('a code list', () => {
  it('accepts its own codes and nothing else from outside', () => {
    expect(levels.has('advanced')).toBe(true);
    for (const value of [
      'Advanced',
      'advanced ',
      '',
      'constructor',
      '__proto__',
      3,
      null,
      undefined,
      ['advanced'],
      {},
    ]) {
      expect(levels.has(value)).toBe(false);
    }
  });

  it('answers in the language asked for, in its primary language, and else in English', () => {
    expect(levels.label('advanced', 'fr')).toBe('Avancé');
    expect(levels.label('advanced', 'fr-CH')).toBe('Avancé');
    expect(levels.label('advanced', 'pt')).toBe('Advanced');
    expect(levels.label('advanced', 'constructor')).toBe('Advanced');
  });

  it('refuses to label a code it does not have', () => {
    expect(() => levels.label('expert' as 'advanced', 'en')).toThrow('levels has no code "expert"');
  });

  it('knows what lies below a broad code, at any depth', () => {
    expect(topics.within('network-infrastructure')).toEqual([
      'network-infrastructure',
      'broadband-access',
      'wireless-and-fixed-broadband',
    ]);
    expect(topics.within('cybersecurity')).toEqual(['cybersecurity']);
    expect(topics.broader('broadband-access')).toBe('network-infrastructure');
  });

  it('cannot be declared with a broader code that does not exist', () => {
    expect(() => listOf({ red: { ...word('red'), broader: 'warm' } })).toThrow('colours has no code "warm"');
  });

  it('cannot be declared with a cycle of broader codes', () => {
    const codes = { red: { ...word('red'), broader: 'pink' }, pink: { ...word('pink'), broader: 'red' } };
    expect(() => listOf(codes)).toThrow('colours: red is broader than itself');
  });
});

describe('the ITU-D regions', () => {
  it('hold the 194 Member States and the State of Palestine, each in exactly one region', () => {
    const members = regions.codes.flatMap((region) => countriesOf(region));
    expect(members).toHaveLength(195);
    expect(new Set(members).size).toBe(195);
    for (const region of regions.codes) {
      for (const country of countriesOf(region)) expect(regionOf(country)).toBe(region);
    }
  });

  it.each([
    ['AFR', 44],
    ['AMS', 35],
    ['ARB', 22],
    ['ASP', 39],
    ['CIS', 9],
    ['EUR', 46],
  ] as const)('%s has %i members', (region, count) => {
    expect(countriesOf(region)).toHaveLength(count);
  });

  it('differ from the geographic regions of the United Nations where ITU-D does', () => {
    const places = {
      DZ: 'ARB',
      SO: 'ARB',
      KM: 'ARB',
      IL: 'EUR',
      TR: 'EUR',
      GE: 'EUR',
      IR: 'ASP',
      UZ: 'CIS',
      MD: 'EUR',
    };
    for (const [country, region] of Object.entries(places)) expect(regionOf(country as 'DZ')).toBe(region);
  });

  it('leave out territories that are no members of their own', () => {
    expect(regionOf('HK')).toBeUndefined();
  });
});

describe('the countries', () => {
  it('are the 249 of ISO 3166-1, under the designations of the United Nations', () => {
    expect(countries.codes).toHaveLength(249);
    expect(countries.has('XK')).toBe(false);
    expect(countries.label('CH', 'ru')).toBe('Швейцария');
    expect(countries.label('PS', 'fr')).toBe('État de Palestine');
    expect(countries.label('KR', 'en')).toBe('Republic of Korea');
  });
});
