import { holdsOn } from './code-entry.js';
import { defineCodeList, type CodeOf } from './code-list.js';
import { countries, type Country } from './countries.js';

/** The groups of countries to which the United Nations gives particular attention. A country may be in several. */
export const countryGroups = defineCodeList({
  name: 'country-groups',
  title: {
    ar: 'مجموعات البلدان',
    zh: '国家组别',
    en: 'Country groups',
    fr: 'Groupes de pays',
    ru: 'Группы стран',
    es: 'Grupos de países',
  },
  source:
    'United Nations lists of least developed countries, landlocked developing countries and small island developing States, as in the country-codes data set (ODC-PDDL-1.0); days of graduation by decision of the General Assembly',
  edition: '2024-12-13',
  note: 'The edition is the day of the last graduation that is entered. Since when a country is a member is not recorded; until when is, for those that have graduated from the least developed countries.',
  codes: {
    LDC: {
      ar: 'أقل البلدان نموا',
      zh: '最不发达国家',
      en: 'Least developed countries',
      fr: 'Pays les moins avancés',
      ru: 'Наименее развитые страны',
      es: 'Países menos adelantados',
      aliases: [
        { text: 'PMA', language: 'fr', source: 'French abbreviation' },
        { text: 'НРС', language: 'ru', source: 'Russian abbreviation' },
        { text: 'PMA', language: 'es', source: 'Spanish abbreviation' },
      ],
    },
    LLDC: {
      ar: 'البلدان النامية غير الساحلية',
      zh: '内陆发展中国家',
      en: 'Landlocked developing countries',
      fr: 'Pays en développement sans littoral',
      ru: 'Развивающиеся страны, не имеющие выхода к морю',
      es: 'Países en desarrollo sin litoral',
    },
    SIDS: {
      ar: 'الدول الجزرية الصغيرة النامية',
      zh: '小岛屿发展中国家',
      en: 'Small island developing States',
      fr: 'Petits États insulaires en développement',
      ru: 'Малые островные развивающиеся государства',
      es: 'Pequeños Estados insulares en desarrollo',
      note: 'With the associate members of the regional commissions, which are no Member States.',
    },
  },
});

/** The code of a country group. */
export type CountryGroup = CodeOf<typeof countryGroups>;

/** The groups a country is in on a day: with `2024-12-12` São Tomé and Príncipe is in two, a day later in one. */
export function groupsOf(country: Country, day: string): readonly CountryGroup[] {
  return countries
    .details(country)
    .mappings.filter((mapping) => mapping.scheme === countryGroups.name && holdsOn(mapping, day))
    .map(({ code }) => code)
    .filter((code) => countryGroups.has(code));
}

/** The countries that are in a group on a day. */
export function countriesIn(group: CountryGroup, day: string): readonly Country[] {
  return countries.codes.filter((country) => groupsOf(country, day).includes(group));
}
