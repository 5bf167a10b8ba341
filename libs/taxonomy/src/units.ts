import { defineCodeList, type CodeOf } from './code-list.js';

/** The parts of ITU that own courses. A token may also name a centre or a partner, by that organisation's identifier. */
export const units = defineCodeList({
  name: 'units',
  title: {
    ar: 'الوحدات التنظيمية',
    zh: '组织单位',
    en: 'Organisational units',
    fr: 'Unités organisationnelles',
    ru: 'Организационные подразделения',
    es: 'Unidades orgánicas',
  },
  source: 'Structure of ITU: three bureaux and the General Secretariat',
  edition: '2026',
  codes: {
    BDT: {
      ar: 'مكتب تنمية الاتصالات',
      zh: '电信发展局',
      en: 'Telecommunication Development Bureau',
      fr: 'Bureau de développement des télécommunications',
      ru: 'Бюро развития электросвязи',
      es: 'Oficina de Desarrollo de las Telecomunicaciones',
    },
    BR: {
      ar: 'مكتب الاتصالات الراديوية',
      zh: '无线电通信局',
      en: 'Radiocommunication Bureau',
      fr: 'Bureau des radiocommunications',
      ru: 'Бюро радиосвязи',
      es: 'Oficina de Radiocomunicaciones',
    },
    TSB: {
      ar: 'مكتب تقييس الاتصالات',
      zh: '电信标准化局',
      en: 'Telecommunication Standardization Bureau',
      fr: 'Bureau de la normalisation des télécommunications',
      ru: 'Бюро стандартизации электросвязи',
      es: 'Oficina de Normalización de las Telecomunicaciones',
    },
    GS: {
      ar: 'الأمانة العامة',
      zh: '总秘书处',
      en: 'General Secretariat',
      fr: 'Secrétariat général',
      ru: 'Генеральный секретариат',
      es: 'Secretaría General',
      aliases: [{ text: 'SG', source: 'Letters of the General Secretariat' }],
    },
  },
});

/** The code of a bureau or the General Secretariat. */
export type Unit = CodeOf<typeof units>;
