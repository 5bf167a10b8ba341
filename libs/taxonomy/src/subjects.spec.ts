import { describe, expect, it } from '@jest/globals';
import {
  bodies,
  competences,
  digcompLevels,
  digitalSkillsLevels,
  documentCategories,
  iriOf,
  iscedFields,
  levels,
  mappingsOf,
  organisationTypes,
  priorityAreas,
  sdgGoals,
  topics,
} from './index.js';

describe('the priority areas', () => {
  const of2015 = priorityAreas.validOn('2015-01-01');
  const of2023 = priorityAreas.validOn('2023-01-01');

  it('are the eleven of 2015 to 2018 and the six of 2023 on', () => {
    expect(of2015).toHaveLength(11);
    expect(priorityAreas.validOn('2018-12-31')).toEqual(of2015);
    expect(of2023).toEqual([
      'policy-and-regulation',
      'network-infrastructure',
      'spectrum-management',
      'cybersecurity',
      'digital-inclusion',
      'digital-services',
    ]);
    expect(priorityAreas.validOn('2026-11-24')).toEqual(of2023);
  });

  it('of 2019 to 2022 are not invented', () => {
    expect(priorityAreas.validOn('2019-01-01')).toEqual([]);
    expect(priorityAreas.validOn('2022-12-31')).toEqual([]);
    expect(priorityAreas.note).toContain('2019-2022');
  });

  it.each([
    ['2015-policy-and-regulation', ['policy-and-regulation']],
    ['2015-broadband-access', ['network-infrastructure']],
    ['2015-cybersecurity', ['cybersecurity']],
    ['2015-spectrum-management', ['spectrum-management']],
    ['2015-ict-applications-and-services', ['digital-services']],
    ['2015-conformance-and-interoperability', []],
    ['2015-digital-broadcasting', []],
    ['2015-emergency-telecommunications', []],
    ['2015-ict-and-climate-change', []],
    ['2015-e-waste', []],
    ['2015-internet-governance', []],
    ['digital-inclusion', ['digital-inclusion']],
  ] as const)('%s is %j in 2026', (area, successors) => {
    expect(priorityAreas.resolve(area, '2026-11-24')).toEqual(successors);
    expect(successors.every((code) => of2023.includes(code))).toBe(true);
  });

  it('are each named by a topic that courses can have', () => {
    const named = topics.codes
      .flatMap((topic) => topics.details(topic).mappings)
      .filter(({ scheme }) => scheme === priorityAreas.name)
      .map(({ code }) => code);
    expect(priorityAreas.codes.filter((area) => !named.includes(area))).toEqual([]);
  });
});

describe('words that mean several things', () => {
  it('are lists apart where they rate different things, never more than related', () => {
    expect([
      levels.find('Advanced'),
      digitalSkillsLevels.find('Advanced skills'),
      digcompLevels.find('Advanced'),
    ]).toEqual([['advanced'], ['advanced'], ['advanced']]);
    const relations = [levels, digitalSkillsLevels].flatMap((list) =>
      list.codes.flatMap((code) => list.details(code as never).mappings.map(({ relation }) => relation)),
    );
    expect(new Set(relations)).toEqual(new Set(['related']));
    for (const list of [levels, digitalSkillsLevels, digcompLevels]) expect(list.note).toMatch(/levels/);
  });

  it('lead to the course level when a publication says basic', () => {
    expect(levels.find('basic')).toEqual(['introductory']);
  });

  it('stay two codes when one short name is of two things, and one code when two names are of one', () => {
    expect(bodies.find('I-CoDI')).toEqual(['i-codi-process', 'i-codi-centre']);
    expect(bodies.find('ISTF')).toEqual(['istf']);
    expect(bodies.find('isc-tf')).toEqual(['isc-tf']);
    expect(bodies.find('Joint Facility for Global Digital Capacity')).toEqual(['joint-facility']);
    expect(bodies.find('Joint Facility for Digital Capacity Development')).toEqual(['joint-facility']);
  });

  it('follow a programme to its new name', () => {
    expect(bodies.resolve('centres-of-excellence')).toEqual(['academy-training-centres']);
    expect(bodies.resolve('centres-of-excellence', '2022-12-31')).toEqual(['centres-of-excellence']);
  });
});

describe('a mapping', () => {
  it('is told on both sides, from the other side the other way round', () => {
    const theme = { scheme: 'priority-areas', code: 'network-infrastructure', relation: 'broad' };
    expect(mappingsOf('topics', 'broadband-access')).toContainEqual(theme);
    expect(mappingsOf('priority-areas', 'network-infrastructure')).toEqual([
      { scheme: 'topics', code: 'network-infrastructure', relation: 'exact' },
      { scheme: 'topics', code: 'broadband-access', relation: 'narrow' },
      { scheme: 'topics', code: 'wireless-and-fixed-broadband', relation: 'narrow' },
    ]);
    expect(mappingsOf('country-groups', 'LDC')).toContainEqual({
      ...{ scheme: 'countries', code: 'BT', relation: 'narrow', validUntil: '2023-12-13' },
    });
  });

  it('that both sides declare is told once', () => {
    expect(mappingsOf('levels', 'introductory')).toEqual([
      { scheme: 'digital-skills-levels', code: 'basic', relation: 'related' },
    ]);
  });

  it('has an address: of the vocabulary of others, or a name of ours that stays', () => {
    expect(iriOf('un-sdg', '4')).toBe('http://metadata.un.org/sdg/4');
    expect([iriOf('regions'), iriOf('regions', 'AFR')]).toEqual([
      'urn:capdev:taxonomy:regions',
      'urn:capdev:taxonomy:regions:AFR',
    ]);
  });
});

describe('the vocabularies of others', () => {
  it('are as large as their sources', () => {
    const areas = competences.codes.filter((code) => competences.broader(code) === undefined);
    expect([areas.length, competences.codes.length - areas.length]).toEqual([5, 21]);
    const bands = digcompLevels.codes.filter((code) => digcompLevels.broader(code) === undefined);
    expect([bands.length, digcompLevels.codes.length - bands.length]).toEqual([4, 8]);
    expect(sdgGoals.codes).toEqual(Array.from({ length: 17 }, (_, place) => String(place + 1)));
    expect(iscedFields.within('06')).toHaveLength(9);
    expect([organisationTypes.codes.length, documentCategories.codes.length]).toEqual([16, 30]);
  });

  it('put each competence under the area its code begins with', () => {
    for (const code of competences.codes) expect(competences.broader(code)).toBe(code.split('.')[1] && code[0]);
  });

  it('name their licence where they have one', () => {
    for (const list of [competences, digcompLevels, organisationTypes, documentCategories])
      expect(list.licence).toBe('CC BY 4.0');
  });
});
