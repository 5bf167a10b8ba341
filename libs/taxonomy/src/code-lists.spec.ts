import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { codeLists, officialLanguages, vocabularies, type Labels, type Period } from './index.js';

const named = new Map(codeLists.map((list) => [list.name, list]));
const released = JSON.parse(readFileSync(new URL('../released-codes.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

const scripts: Readonly<Record<keyof Labels, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  zh: /\p{Script=Han}/u,
  ru: /\p{Script=Cyrillic}/u,
  en: /^[\p{Script=Latin}\p{P}\p{Zs}\p{N}]+$/u,
  fr: /^[\p{Script=Latin}\p{P}\p{Zs}\p{N}]+$/u,
  es: /^[\p{Script=Latin}\p{P}\p{Zs}\p{N}]+$/u,
};

/** What is wrong with a label in any language: missing, stray blanks, or another script than its language's. */
function faultsOf(labels: Labels, what: string): string[] {
  return officialLanguages
    .filter((language) => !scripts[language].test(labels[language] ?? '') || /^\s|\s$|\s{2}/.test(labels[language]))
    .map((language) => `${what} in ${language}: ${labels[language]}`);
}

const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

function inOrder({ validFrom, validUntil }: Period): boolean {
  const days = [validFrom, validUntil].filter((day) => day !== undefined);
  return days.every(isDay) && (days.length < 2 || String(validFrom) < String(validUntil));
}

it('every list has a name of its own, in kebab-case', () => {
  expect(named.size).toBe(codeLists.length);
  expect([...named.keys()].filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect([...named.keys()].filter((name) => Object.hasOwn(vocabularies, name))).toEqual([]);
});

it('every list that was ever released is still there', () => {
  expect(Object.keys(released).filter((name) => !named.has(name))).toEqual([]);
});

describe.each(codeLists.map((list) => [list.name, list] as const))('the list of %s', (name, list) => {
  it('has a title and a label for every code in all six languages, each in its own script', () => {
    const faults = list.codes.flatMap((code) => faultsOf(list.labels(code), code));
    expect([...faultsOf(list.title, 'title'), ...faults]).toEqual([]);
  });

  it('never gives two codes the same label in one language', () => {
    for (const language of officialLanguages) {
      const labels = list.codes.map((code) => list.label(code, language).toLowerCase());
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
  });

  it('has codes that are unique whatever their letters, and can stand in an address', () => {
    const codes = list.codes.map((code) => code.toLowerCase());
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code, place) => codes.indexOf(code) !== place)).toEqual([]);
    const shape = /^([a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2,4}|[A-Z]\d{2}|\d(\.\d)?)$/;
    expect(list.codes.filter((code) => !shape.test(code) || code === 'skos')).toEqual([]);
  });

  it('says where its codes come from and which edition they are', () => {
    for (const said of [list.source, list.edition]) expect(said).toMatch(/\S/);
  });

  it('has no circle of broader codes and none that leads nowhere', () => {
    for (const code of list.codes) {
      const above = list.details(code).broader;
      if (above === undefined) continue;
      expect(list.has(above)).toBe(true);
      expect(list.within(code)).not.toContain(above);
      expect(list.within(above)).toEqual(expect.arrayContaining([...list.within(code)]));
    }
  });

  it('says until when a code that was replaced was valid, and of one that has ended what replaces it', () => {
    const details = list.codes.map((code) => list.details(code));
    const undecided = details.filter(
      ({ validUntil, replacedBy }) => (validUntil === undefined) !== (replacedBy === undefined),
    );
    expect(list.validUntil === undefined ? undecided.map(({ code }) => code) : []).toEqual([]);
    expect(list.codes.flatMap((code) => list.resolve(code)).filter((code) => !list.has(code))).toEqual([]);
  });

  it('has validity in order: days that exist, the first before the last', () => {
    const periods = list.codes.map((code) => list.details(code)).flatMap((code) => [code, ...code.mappings]);
    expect([list, ...periods].filter((period) => !inOrder(period))).toEqual([]);
  });

  it('maps to nothing that does not exist, and to no code twice at a time', () => {
    const dangling = list.codes.flatMap((code) =>
      list.details(code).mappings.filter((mapping) => {
        const target = named.get(mapping.scheme);
        return target ? !target.has(mapping.code) : !Object.hasOwn(vocabularies, mapping.scheme);
      }),
    );
    expect(dangling).toEqual([]);
    for (const code of list.codes) {
      const targets = list.details(code).mappings.map((mapping) => `${mapping.scheme} ${mapping.code}`);
      expect(targets.filter((target, place) => targets.indexOf(target) !== place)).toEqual([]);
    }
  });

  it('has aliases that say something other than the code and its labels, and who says so', () => {
    for (const code of list.codes) {
      const { aliases, labels } = list.details(code);
      for (const { text, source, language } of aliases) {
        expect(source).toMatch(/\S/);
        expect(language === undefined ? code : labels[language]).not.toBe(text);
      }
    }
  });

  it('still has every code that was ever released, and has released every code', () => {
    const before = released[name] ?? [];
    expect({
      'taken away; old events and readers still say them: bring them back, with validUntil and replacedBy':
        before.filter((code) => !list.has(code)),
      'new: add them to libs/taxonomy/released-codes.json': list.codes.filter((code) => !before.includes(code)),
    }).toEqual({
      'taken away; old events and readers still say them: bring them back, with validUntil and replacedBy': [],
      'new: add them to libs/taxonomy/released-codes.json': [],
    });
  });
});
