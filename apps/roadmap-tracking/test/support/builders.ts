import type { MultilingualText } from '@capdev/taxonomy';

export const inEnglish = (text: string): MultilingualText => ({ original: 'en', text: { en: text } });
