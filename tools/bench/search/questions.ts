import type { SearchedLanguage } from './bare-tables.js';

/**
 * What is asked while searching is measured, always in this order: in each language from words that a good part of its
 * courses have to words that hardly any has, one to three of them, and a sentence as people put it to an assistant. Common and
 * rare, and the languages, alternate, so that every stretch of the list is about as much work as any other.
 */
export const questions: readonly { readonly language: SearchedLanguage; readonly q: string }[] = [
  { language: 'en', q: 'network' },
  { language: 'fr', q: 'télémédecine' },
  { language: 'ar', q: 'إدارة الطيف' },
  { language: 'es', q: 'banda ancha' },
  { language: 'ru', q: 'телемедицина' },
  { language: 'zh', q: '频谱' },
  { language: 'en', q: 'how to write a licence for a satellite link' },
  { language: 'fr', q: 'gestion du spectre' },
  { language: 'ar', q: 'النفايات الإلكترونية' },
  { language: 'es', q: 'redes' },
  { language: 'ru', q: 'защита данных' },
  { language: 'zh', q: '电子废弃物管理' },
  { language: 'en', q: 'digital skills' },
  { language: 'fr', q: 'comment protéger les enfants en ligne' },
  { language: 'ar', q: 'الشبكات' },
  { language: 'es', q: 'subastas de espectro' },
  { language: 'ru', q: 'сети' },
  { language: 'zh', q: '无线电监测 干扰' },
  { language: 'en', q: 'cyclone shelters' },
  { language: 'fr', q: 'réseaux' },
  { language: 'ar', q: 'كيف نحمي الأطفال على الإنترنت' },
  { language: 'es', q: 'ciberseguridad' },
  { language: 'ru', q: 'широкополосный доступ сельская местность' },
  { language: 'zh', q: '人工智能' },
  { language: 'en', q: 'broadband access' },
  { language: 'fr', q: 'déchets électroniques' },
  { language: 'ar', q: 'البيانات' },
  { language: 'es', q: 'cómo se reciclan los residuos electrónicos' },
  { language: 'ru', q: 'управление спектром' },
  { language: 'zh', q: '网络安全' },
  { language: 'en', q: 'training of trainers' },
  { language: 'fr', q: 'données personnelles Sénégal' },
  { language: 'ar', q: 'الأمن السيبراني' },
  { language: 'es', q: 'servicios digitales' },
  { language: 'ru', q: 'как защитить детей в интернете' },
  { language: 'zh', q: '如何保护儿童上网' },
];

/** Words as somebody types them who pauses after some letters; each but the first goes on from one before it or begins anew. */
const typing: Readonly<Record<SearchedLanguage, readonly (readonly [word: string, lengths: readonly number[]])[]>> = {
  ar: [
    ['الشبكات', [1, 3, 5, 7]],
    ['إدارة الطيف', [1, 2, 4, 8]],
    ['أمن', [1, 3]],
  ],
  zh: [
    ['频谱管理', [1, 2, 3, 4]],
    ['网络安全', [1, 2, 4]],
    ['人工智能', [1, 2, 4]],
  ],
  en: [
    ['spectrum', [1, 2, 3, 5, 8]],
    ['network', [1, 2, 4, 7]],
    ['early warning', [2, 5, 8]],
  ],
  fr: [
    ['réseaux', [1, 2, 4, 7]],
    ['gestion', [1, 3, 5, 7]],
    ['déchets', [2, 4, 6]],
  ],
  ru: [
    ['управление', [1, 2, 4, 8]],
    ['сети', [1, 2, 4]],
    ['защита', [1, 3, 6]],
  ],
  es: [
    ['redes', [1, 2, 3, 5]],
    ['ciberseguridad', [1, 3, 5, 8]],
    ['gobierno', [2, 4, 8]],
  ],
};

/** What has been typed so far, as a list that goes round the languages. */
export function prefixes(): { readonly language: SearchedLanguage; readonly q: string }[] {
  const lists = (Object.keys(typing) as SearchedLanguage[]).map((language) =>
    typing[language].flatMap(([word, lengths]) =>
      lengths.map((length) => ({ language, q: [...word].slice(0, length).join('') })),
    ),
  );
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}
