import { defineCodeList, type CodeOf } from './code-list.js';
import { countries, type Country } from './countries.js';

/** The six regions in which ITU-D works. They are neither ITU's administrative regions A to E nor its radio regions. */
export const regions = defineCodeList({
  name: 'regions',
  title: {
    ar: 'مناطق قطاع تنمية الاتصالات',
    zh: 'ITU-D区域',
    en: 'ITU-D regions',
    fr: "Régions de l'UIT-D",
    ru: 'Регионы МСЭ-D',
    es: 'Regiones del UIT-D',
  },
  source: 'ITU-D regions',
  edition: '2026',
  note: 'Not the five administrative regions A to E (seats in the Council) and not the three radio regions of the Radio Regulations: those divide the countries otherwise. Since when a country is in its region is not recorded.',
  codes: {
    AFR: { ar: 'إفريقيا', zh: '非洲', en: 'Africa', fr: 'Afrique', ru: 'Африка', es: 'África' },
    AMS: {
      ar: 'الأمريكتان',
      zh: '美洲',
      en: 'Americas',
      fr: 'Amériques',
      ru: 'Северная и Южная Америка',
      es: 'Américas',
      aliases: [{ text: 'AMR', source: 'Report of the Group on Capacity Building Initiatives, 2012' }],
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
      aliases: [{ text: 'RAS', source: 'ITU project numbers such as 7RAS07024' }],
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

const regionByCountry = new Map(countries.codes.map((country) => [country, declaredRegion(country)]));
const members = new Map(
  regions.codes.map((region) => [
    region,
    Object.freeze(countries.codes.filter((country) => regionByCountry.get(country) === region)),
  ]),
);

/** The countries of a region. */
export function countriesOf(region: Region): readonly Country[] {
  return members.get(region) ?? [];
}

/** The region of a country; undefined for a territory that has no place of its own in the regions. */
export function regionOf(country: Country): Region | undefined {
  return regionByCountry.get(country);
}

function declaredRegion(country: Country): Region | undefined {
  return countries
    .details(country)
    .mappings.filter(({ scheme }) => scheme === regions.name)
    .map(({ code }) => code)
    .find((code) => regions.has(code));
}
