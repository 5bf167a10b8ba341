import { writeFileSync } from 'node:fs';
import type { MultilingualText } from '@capdev/taxonomy';
import type { TourSearch } from './tour.js';

/** The demonstration's own list, small enough to read along, with its titles for checking what comes back. */
export const tourCourses: readonly {
  readonly code: string;
  readonly title: MultilingualText;
  readonly topic: string;
}[] = [
  {
    code: 'DEMO-TOUR-1',
    title: {
      original: 'en',
      text: {
        ar: 'تخطيط الشبكات الريفية',
        zh: '农村网络规划',
        en: 'Planning rural networks',
        fr: 'Planifier les réseaux ruraux',
        ru: 'Планирование сельских сетей',
        es: 'Planificación de redes rurales',
      },
    },
    topic: 'broadband-access',
  },
  {
    code: 'DEMO-TOUR-2',
    title: {
      original: 'fr',
      text: {
        ar: 'حماية المستهلك الرقمي',
        zh: '数字消费者保护',
        en: 'Protecting digital consumers',
        fr: 'Protéger les consommateurs du numérique',
      },
    },
    topic: 'ict-regulation',
  },
  {
    code: 'DEMO-TOUR-3',
    title: {
      original: 'ar',
      text: {
        ar: 'البيانات المفتوحة للتنمية',
        zh: '开放数据促进发展',
        en: 'Open data for development',
        fr: 'Les données ouvertes pour le développement',
      },
    },
    topic: 'big-data-and-statistics',
  },
];

/** Arabic without the article, a Chinese word inside a sentence, French with a typing error and without accents. */
export const tourSearches: readonly TourSearch[] = [
  { language: 'ar', question: 'شبكات ريفية', code: 'DEMO-TOUR-1' },
  { language: 'zh', question: '我想学习网络规划的课程', code: 'DEMO-TOUR-1' },
  { language: 'fr', question: 'proteger les consomateurs', code: 'DEMO-TOUR-2' },
];

const provider = 'Telecommunication Development Bureau';

/**
 * Writes the list in the layout of the mapping `demo-list`. Its codes are always the same and its summaries say when, so
 * the first time the courses are created and published, and each later time they are revised: there is always an event.
 */
export function writeTourList(path: string, when: string): void {
  const languages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'];
  const texts = (name: string) => languages.map((language) => `${name}_${language}`);
  const others = [
    'outcomes',
    'audiences',
    'level',
    'modality',
    'topics',
    'languages',
    'hours',
    'credential',
    'fee',
    'registration',
    'link',
    'providers',
  ];
  const headings = ['code', 'original', ...texts('title'), ...texts('summary'), ...others];
  const rows = tourCourses.map(({ code, title, topic }) => {
    const cells: Record<string, string> = {
      code,
      original: title.original,
      ...Object.fromEntries(languages.map((language) => [`title_${language}`, title.text[language] ?? ''])),
      [`summary_${title.original}`]: `npm run demo, ${when}`,
      level: 'introductory',
      modality: 'online-self-paced',
      topics: topic,
      languages: title.original,
      hours: '6',
      fee: 'free',
      providers: provider,
    };
    return headings.map((heading) => cells[heading] ?? '');
  });
  const lines = [headings, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  writeFileSync(path, `${lines.join('\n')}\n`);
}
