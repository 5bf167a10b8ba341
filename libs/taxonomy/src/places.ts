import { defineCodeList, type CodeOf } from './code-list.js';
import { countryNames } from './country-names.generated.js';
import { regionMembers } from './region-members.js';

/** Countries and territories by ISO 3166-1 alpha-2 code. The names are generated: see the README. */
export const countries = defineCodeList({
  name: 'countries',
  source: 'ISO 3166-1 alpha-2; names of Unicode CLDR, United Nations designations where they differ in substance',
  edition: 'CLDR 48',
  codes: countryNames,
});

/** An ISO 3166-1 alpha-2 code. */
export type Country = CodeOf<typeof countries>;

/** The six regions in which ITU-D works. They are neither ITU's administrative regions A to E nor its radio regions. */
export const regions = defineCodeList({
  name: 'regions',
  source: 'ITU-D regions',
  edition: '2026',
  codes: {
    AFR: { ar: 'إفريقيا', zh: '非洲', en: 'Africa', fr: 'Afrique', ru: 'Африка', es: 'África' },
    AMS: {
      ar: 'الأمريكتان',
      zh: '美洲',
      en: 'Americas',
      fr: 'Amériques',
      ru: 'Северная и Южная Америка',
      es: 'Américas',
    },
    ARB: {
      ar: 'الدول العربية',
      zh: '阿拉伯国家',
      en: 'Arab States',
      fr: 'États arabes',
      ru: 'Арабские государства',
      es: 'Estados Árabes',
    },
    ASP: {
      ar: 'آسيا والمحيط الهادئ',
      zh: '亚太',
      en: 'Asia and the Pacific',
      fr: 'Asie-Pacifique',
      ru: 'Азиатско-Тихоокеанский регион',
      es: 'Asia y el Pacífico',
    },
    CIS: {
      ar: 'كومنولث الدول المستقلة',
      zh: '独联体',
      en: 'Commonwealth of Independent States',
      fr: "Communauté d'États indépendants",
      ru: 'Содружество Независимых Государств',
      es: 'Comunidad de Estados Independientes',
    },
    EUR: { ar: 'أوروبا', zh: '欧洲', en: 'Europe', fr: 'Europe', ru: 'Европа', es: 'Europa' },
  },
});

/** The code of an ITU-D region. */
export type Region = CodeOf<typeof regions>;

const members = new Map(regions.codes.map((region) => [region, Object.freeze(countriesIn(regionMembers[region]))]));
const regionByCountry = new Map(
  [...members].flatMap(([region, its]) => its.map((country) => [country, region] as const)),
);

/** The countries of a region. */
export function countriesOf(region: Region): readonly Country[] {
  return members.get(region) ?? [];
}

/** The region of a country; undefined for a territory that has no place of its own in the regions. */
export function regionOf(country: Country): Region | undefined {
  return regionByCountry.get(country);
}

function countriesIn(codes: string): Country[] {
  return codes.split(/\s+/).map((code) => {
    if (!countries.has(code)) throw new RangeError(`region member ${code} is not a country code`);
    return code;
  });
}
