import type { MultilingualText } from '@capdev/taxonomy';

/** The languages of a text beside English, in the order in which they are given. */
const others = ['fr', 'es', 'ar', 'zh', 'ru'] as const;

/** A text whose original is English; French, Spanish, Arabic, Chinese and Russian as far as they are given. */
export function text(en: string, ...translations: readonly string[]): MultilingualText {
  const translated = translations.map((translation, at) => [others[at]!, translation]);
  return { original: 'en', text: { en, ...Object.fromEntries(translated) } };
}

/** Stands at everything of the plan: it shows what the service does, and is nobody's plan. */
export const exampleNote = text(
  'An example of planning: not a plan of any organisation.',
  'Exemple de planification : ce n’est le plan d’aucune organisation.',
);
