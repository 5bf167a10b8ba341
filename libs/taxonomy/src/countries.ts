import type { Entry, Mapping } from './code-entry.js';
import { defineCodeList, type CodeOf } from './code-list.js';
import { countryCodes } from './country-codes.generated.js';
import { countryNames } from './country-names.generated.js';
import { groupMembers } from './group-members.js';
import { regionMembers } from './region-members.js';

const words = (codes: string): string[] => codes.trim().split(/\s+/);

/** What a country belongs to, gathered from the lists of members; it becomes the country's mappings. */
const memberships = new Map<string, Mapping[]>();
const belongs = (country: string, mapping: Omit<Mapping, 'relation'>): void => {
  if (!Object.hasOwn(countryNames, country))
    throw new RangeError(`${mapping.scheme} member ${country} is not a country code`);
  memberships.set(country, [...(memberships.get(country) ?? []), { ...mapping, relation: 'broad' }]);
};
for (const [code, members] of Object.entries(regionMembers)) {
  for (const country of words(members)) belongs(country, { scheme: 'regions', code });
}
for (const [code, { members, left }] of Object.entries(groupMembers)) {
  const group = { scheme: 'country-groups', code };
  for (const country of words(members)) belongs(country, group);
  for (const [country, validUntil] of Object.entries(left)) belongs(country, { ...group, validUntil });
}

// `AND020`: the three letters and the three digits of one country.
const otherCodes = new Map(words(countryCodes).map((all) => [all.slice(0, 2), [all.slice(2, 5), all.slice(5)]]));
const aliasSources = ['ISO 3166-1 alpha-3', 'ISO 3166-1 numeric, United Nations M49'];

const entryOf = (code: keyof typeof countryNames): Entry => {
  const aliases = (otherCodes.get(code) ?? []).map((text, place) => ({ text, source: aliasSources[place] ?? '' }));
  return { ...countryNames[code], aliases, mappings: memberships.get(code) ?? [] };
};
const codes = Object.keys(countryNames) as (keyof typeof countryNames)[];
const entries = Object.fromEntries(codes.map((code) => [code, entryOf(code)])) as Record<(typeof codes)[number], Entry>;

/** Countries and territories by ISO 3166-1 alpha-2 code. The names and codes are generated: see the README. */
export const countries = defineCodeList({
  name: 'countries',
  title: {
    ar: 'البلدان والأقاليم',
    zh: '国家和地区',
    en: 'Countries and territories',
    fr: 'Pays et territoires',
    ru: 'Страны и территории',
    es: 'Países y territorios',
  },
  source: 'ISO 3166-1 alpha-2; names of Unicode CLDR, United Nations designations where they differ in substance',
  edition: 'CLDR 48',
  note: 'ITU has country symbols of its own (F, D, ALG): they are no ISO codes and are not used here.',
  codes: entries,
});

/** An ISO 3166-1 alpha-2 code. */
export type Country = CodeOf<typeof countries>;
