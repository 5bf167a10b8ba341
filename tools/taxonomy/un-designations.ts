import type { Labels } from '../../libs/taxonomy/src/code-entry.js';

/**
 * Where the name in everyday use (Unicode CLDR) differs in substance from the designation the United Nations uses, the
 * catalogue of a United Nations agency has to say the latter. Spelling differences that carry no position stay with CLDR.
 */
export const unDesignations: Readonly<Record<string, Labels>> = {
  CD: {
    ar: 'جمهورية الكونغو الديمقراطية',
    zh: '刚果民主共和国',
    en: 'Democratic Republic of the Congo',
    fr: 'République démocratique du Congo',
    ru: 'Демократическая Республика Конго',
    es: 'República Democrática del Congo',
  },
  CG: { ar: 'الكونغو', zh: '刚果', en: 'Congo', fr: 'Congo', ru: 'Конго', es: 'Congo' },
  FK: {
    ar: 'جزر فوكلاند (مالفيناس)',
    zh: '福克兰群岛（马尔维纳斯）',
    en: 'Falkland Islands (Malvinas)',
    fr: 'Îles Falkland (Malvinas)',
    ru: 'Фолклендские (Мальвинские) острова',
    es: 'Islas Malvinas (Falkland)',
  },
  KP: {
    ar: 'جمهورية كوريا الشعبية الديمقراطية',
    zh: '朝鲜民主主义人民共和国',
    en: "Democratic People's Republic of Korea",
    fr: 'République populaire démocratique de Corée',
    ru: 'Корейская Народно-Демократическая Республика',
    es: 'República Popular Democrática de Corea',
  },
  KR: {
    ar: 'جمهورية كوريا',
    zh: '大韩民国',
    en: 'Republic of Korea',
    fr: 'République de Corée',
    ru: 'Республика Корея',
    es: 'República de Corea',
  },
  MM: { ar: 'ميانمار', zh: '缅甸', en: 'Myanmar', fr: 'Myanmar', ru: 'Мьянма', es: 'Myanmar' },
  PS: {
    ar: 'دولة فلسطين',
    zh: '巴勒斯坦国',
    en: 'State of Palestine',
    fr: 'État de Palestine',
    ru: 'Государство Палестина',
    es: 'Estado de Palestina',
  },
  TW: {
    ar: 'تايوان، مقاطعة صينية',
    zh: '中国台湾省',
    en: 'Taiwan, Province of China',
    fr: 'Taïwan, Province de Chine',
    ru: 'Тайвань, провинция Китая',
    es: 'Taiwán, Provincia de China',
  },
};
