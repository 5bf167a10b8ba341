import { describe, expect, it } from '@jest/globals';
import { countries, countriesIn, countriesOf, countryGroups, groupsOf, regionOf, regions } from './index.js';

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

  it('are found by the codes that older documents use', () => {
    expect(regions.find('AMR')).toEqual(['AMS']);
    expect(regions.find('ras')).toEqual(['ASP']);
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

  it('are found by their other ISO codes, which no two share', () => {
    expect(countries.find('CHE')).toEqual(['CH']);
    expect(countries.find('020')).toEqual(['AD']);
    const codes = countries.codes.flatMap((code) => countries.details(code).aliases.map(({ text }) => text));
    expect([codes.length, new Set(codes).size]).toEqual([498, 498]);
  });
});

describe('the country groups', () => {
  it.each([
    ['LDC', 44],
    ['LLDC', 32],
    ['SIDS', 53],
  ] as const)('%s has %i members in 2025', (group, count) => {
    expect(countriesIn(group, '2025-01-01')).toHaveLength(count);
  });

  it('may hold a country together', () => {
    expect(groupsOf('KM', '2025-01-01')).toEqual(['LDC', 'SIDS']);
    expect(groupsOf('NP', '2025-01-01')).toEqual(['LDC', 'LLDC']);
    expect(groupsOf('FR', '2025-01-01')).toEqual([]);
  });

  it.each([
    ['BT', '2023-12-13', ['LLDC']],
    ['ST', '2024-12-13', ['SIDS']],
    ['VU', '2020-12-04', ['SIDS']],
    ['GQ', '2017-06-04', []],
  ] as const)('let %s go on the day of its graduation, %s, and not before', (country, day, remaining) => {
    const dayBefore = new Date(Date.parse(day) - 1).toISOString().slice(0, 10);
    expect(groupsOf(country, dayBefore)).toEqual(['LDC', ...remaining]);
    expect(groupsOf(country, day)).toEqual(remaining);
    expect(countriesIn('LDC', dayBefore)).toContain(country);
    expect(countriesIn('LDC', day)).not.toContain(country);
  });

  it('are all known to the countries that belong to them', () => {
    const named = countries.codes.flatMap((code) => countries.details(code).mappings);
    const groups = named.filter(({ scheme }) => scheme === countryGroups.name).map(({ code }) => code);
    expect([...new Set(groups)].sort()).toEqual([...countryGroups.codes].sort());
  });
});
