import type { Alias, Mapping } from './code-entry.js';
import { defineCodeList, type CodeOf } from './code-list.js';

const related = (scheme: string, code: string): Mapping => ({ scheme, code, relation: 'related' });

/** How far a person's digital skills go, as ITU's digital-skills publications say it. */
export const digitalSkillsLevels = defineCodeList({
  name: 'digital-skills-levels',
  title: {
    ar: 'مستويات المهارات الرقمية',
    zh: '数字技能水平',
    en: 'Digital skills levels',
    fr: 'Niveaux de compétences numériques',
    ru: 'Уровни цифровых навыков',
    es: 'Niveles de competencias digitales',
  },
  source:
    'ITU Digital Skills Toolkit (2018) and Digital Skills Assessment Guidebook (2020); translations: this project',
  edition: '2020',
  note: 'How skilled a person is: the least that is needed, use at work, specialists. Not the level of a course, which is in levels, and not the eight steps of DigComp, which are in digcomp-levels.',
  codes: {
    basic: {
      ar: 'مهارات أساسية',
      zh: '基本技能',
      en: 'Basic skills',
      fr: 'Compétences de base',
      ru: 'Базовые навыки',
      es: 'Competencias básicas',
      mappings: [related('levels', 'introductory'), related('digcomp-levels', 'basic')],
    },
    intermediate: {
      ar: 'مهارات متوسطة',
      zh: '中级技能',
      en: 'Intermediate skills',
      fr: 'Compétences intermédiaires',
      ru: 'Средние навыки',
      es: 'Competencias intermedias',
      mappings: [related('levels', 'intermediate'), related('digcomp-levels', 'intermediate')],
    },
    advanced: {
      ar: 'مهارات متقدمة',
      zh: '高级技能',
      en: 'Advanced skills',
      fr: 'Compétences avancées',
      ru: 'Продвинутые навыки',
      es: 'Competencias avanzadas',
      mappings: [
        related('levels', 'advanced'),
        related('digcomp-levels', 'advanced'),
        related('digcomp-levels', 'highly-advanced'),
      ],
    },
  },
});

/** How far a person's digital skills go. */
export type DigitalSkillsLevel = CodeOf<typeof digitalSkillsLevels>;

const bands = {
  basic: { ar: 'أساسي', zh: '初级', en: 'Basic', fr: 'Élémentaire', ru: 'Базовый', es: 'Básico' },
  intermediate: { ar: 'متوسط', zh: '中级', en: 'Intermediate', fr: 'Intermédiaire', ru: 'Средний', es: 'Intermedio' },
  advanced: { ar: 'متقدم', zh: '高级', en: 'Advanced', fr: 'Avancé', ru: 'Продвинутый', es: 'Avanzado' },
  'highly-advanced': {
    ar: 'متقدم جدا',
    zh: '高度专业',
    en: 'Highly advanced',
    fr: 'Très avancé',
    ru: 'Экспертный',
    es: 'Muy avanzado',
  },
};

/** One of the eight steps: its band's label with the number, and the letter of the six-level form that DigComp gives it. */
function step<const Band extends keyof typeof bands>(band: Band, number: number, letters: string) {
  const { ar, zh, en, fr, ru, es } = bands[band];
  const aliases: Alias[] = [{ text: letters, source: 'DigComp 3.0, mapping to six levels' }];
  const labels = {
    ar: `${ar}، المستوى ${number}`,
    zh: `${zh}，第${number}级`,
    en: `${en}, level ${number}`,
    fr: `${fr}, niveau ${number}`,
    ru: `${ru}, уровень ${number}`,
    es: `${es}, nivel ${number}`,
  };
  return { ...labels, broader: band, aliases };
}

/** The proficiency of a person in a digital competence: four bands, each of two levels. */
export const digcompLevels = defineCodeList({
  name: 'digcomp-levels',
  title: {
    ar: 'مستويات إتقان DigComp',
    zh: 'DigComp能力水平',
    en: 'DigComp proficiency levels',
    fr: 'Niveaux de maîtrise DigComp',
    ru: 'Уровни владения DigComp',
    es: 'Niveles de dominio DigComp',
  },
  source: 'DigComp 3.0, European Union (Joint Research Centre), 2025; translations of the labels: this project',
  licence: 'CC BY 4.0',
  edition: '3.0',
  note: 'How well a person masters a competence of digcomp-competences. Not the level of a course, which is in levels.',
  codes: {
    basic: bands.basic,
    'basic-1': step('basic', 1, 'A1'),
    'basic-2': step('basic', 2, 'A2'),
    intermediate: bands.intermediate,
    'intermediate-3': step('intermediate', 3, 'B1'),
    'intermediate-4': step('intermediate', 4, 'B2'),
    advanced: bands.advanced,
    'advanced-5': step('advanced', 5, 'C1'),
    'advanced-6': step('advanced', 6, 'C1'),
    'highly-advanced': bands['highly-advanced'],
    'highly-advanced-7': step('highly-advanced', 7, 'C2'),
    'highly-advanced-8': step('highly-advanced', 8, 'C2'),
  },
});

/** The proficiency of a person in a digital competence. */
export type DigcompLevel = CodeOf<typeof digcompLevels>;
