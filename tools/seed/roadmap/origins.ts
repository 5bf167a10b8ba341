import type { MultilingualText } from '@capdev/taxonomy';
import { text } from './texts.js';

/** A document from which recommendations come, or that answers them. */
export interface DemoSource {
  /** Finds it again. */
  readonly symbol?: string;
  readonly kind: string;
  readonly title: MultilingualText;
  readonly datedOn: string;
  readonly body?: string;
  readonly commentDeadline?: string;
}

export interface DemoStep {
  readonly state: string;
  readonly since: string;
  readonly decidedBy: string;
  readonly reason?: string;
}

export interface DemoConcern {
  readonly kind: string;
  readonly raisedBy: string;
  readonly raisedOn: string;
  readonly text: MultilingualText;
  readonly answer: { readonly answeredOn: string; readonly text: MultilingualText };
}

/** A recommendation of the first source with what was decided and done. */
export interface DemoRecommendation {
  readonly reference: string;
  readonly title: MultilingualText;
  readonly text: MultilingualText;
  readonly owningUnit: string;
  readonly acceptance: readonly DemoStep[];
  readonly implementation: readonly DemoStep[];
  readonly concerns?: readonly DemoConcern[];
}

/** The study whose recommendations are followed. Only the month of it is public, so it bears the first day of the meeting. */
export const study: DemoSource = {
  symbol: 'C21/32',
  kind: 'study',
  title: text(
    'Feasibility study on a training institute of ITU: final report',
    'Étude de faisabilité d’un institut de formation de l’UIT : rapport final',
    'Estudio de viabilidad de un instituto de formación de la UIT: informe final',
    'دراسة جدوى إنشاء معهد تدريب تابع للاتحاد: التقرير النهائي',
    '国际电联培训学院可行性研究：最终报告',
    'Технико-экономическое обоснование создания учебного института МСЭ: заключительный отчёт',
  ),
  datedOn: '2021-06-08',
  body: 'Council',
  commentDeadline: '2021-09-01',
};

/** The others. The number of the document of 2022 is not known; it bears the first day of the session that received it. */
export const furtherSources: readonly DemoSource[] = [
  {
    kind: 'council-document',
    title: text(
      'What the secretariat proposes after the feasibility study',
      'Ce que le secrétariat propose à la suite de l’étude de faisabilité',
    ),
    datedOn: '2022-03-21',
    body: 'Council',
  },
  {
    kind: 'review',
    title: text('Strategic review of the Centres of Excellence', 'Examen stratégique des centres d’excellence'),
    datedOn: '2022-01-31',
    body: 'WTDC',
  },
];

// Each is under consideration from the study on; in June 2021 the secretariat was asked to come back with proposals in 2022.
const proposed: DemoStep = {
  state: 'accepted',
  since: '2022-03-21',
  decidedBy: 'GS',
  reason:
    'Part of the proposals to the session of March 2022, within the existing budget. The day is that of its opening.',
};

export const recommendations: readonly DemoRecommendation[] = [
  {
    reference: 'R-A',
    title: text(
      'Harmonise capacity development under one framework',
      'Harmoniser le renforcement des capacités dans un cadre unique',
      'Armonizar el desarrollo de capacidades en un marco único',
      'مواءمة تنمية القدرات ضمن إطار واحد',
      '在统一框架下协调能力发展',
      'Согласовать развитие потенциала в единой системе',
    ),
    text: text(
      'The bureaux follow one common framework, and whoever looks for training finds it through one door, the ITU Academy.',
    ),
    owningUnit: 'BDT',
    acceptance: [proposed],
    implementation: [{ state: 'in-progress', since: '2023-01-16', decidedBy: 'BDT' }],
    concerns: [
      {
        kind: 'duplication',
        raisedBy: 'BR',
        raisedOn: '2021-10-15',
        text: text('Example: specialised seminars could be listed twice, here and in their own calendar.'),
        answer: {
          answeredOn: '2022-02-01',
          text: text('Example: a seminar stays with its bureau; the common catalogue points to it.'),
        },
      },
    ],
  },
  {
    reference: 'R-B',
    title: text(
      'Think the Centres of Excellence anew, and better their teaching',
      'Repenser les centres d’excellence et améliorer leur enseignement',
      'Replantear los centros de excelencia y mejorar su enseñanza',
      'إعادة النظر في مراكز التميز وتحسين جودة ما تقدمه',
      '重新思考卓越中心并提升其教学质量',
      'Переосмыслить центры профессионального мастерства и повысить качество обучения',
    ),
    text: text(
      'Look at what the programme could be from the cycle that begins in 2023, and make what the centres deliver leaner and better.',
    ),
    owningUnit: 'BDT',
    acceptance: [proposed],
    implementation: [
      {
        state: 'in-progress',
        since: '2022-03-21',
        decidedBy: 'BDT',
        reason: 'The strategic review was done by January 2022.',
      },
    ],
  },
  {
    reference: 'R-C',
    title: text(
      'Work hand in hand with UNDP',
      'Travailler main dans la main avec le PNUD',
      'Trabajar mano a mano con el PNUD',
      'العمل يداً بيد مع برنامج الأمم المتحدة الإنمائي',
      '与开发计划署携手合作',
      'Работать рука об руку с ПРООН',
    ),
    text: text(
      'Plan and deliver together with UNDP, whose offices are in the countries, so that agencies do the same thing only once.',
    ),
    owningUnit: 'BDT',
    acceptance: [proposed],
    implementation: [
      {
        state: 'in-progress',
        since: '2022-03-21',
        decidedBy: 'BDT',
        reason: 'The Joint Facility had begun in May 2021.',
      },
    ],
  },
  {
    reference: 'R-D',
    title: text(
      'Choose among the options for a training institute',
      'Choisir parmi les options pour un institut de formation',
      'Elegir entre las opciones para un instituto de formación',
      'الاختيار بين خيارات معهد للتدريب',
      '在培训学院的各种方案中作出选择',
      'Выбрать один из вариантов учебного института',
    ),
    text: text('The study compares several forms that an institute of its own could take.'),
    owningUnit: 'GS',
    acceptance: [
      {
        state: 'rejected',
        since: '2022-03-21',
        decidedBy: 'GS',
        reason:
          'Not among the proposals of March 2022, which all stay within the existing budget. No other decision is known.',
      },
    ],
    implementation: [],
    concerns: [
      {
        kind: 'cost',
        raisedBy: 'Council',
        raisedOn: '2021-06-18',
        text: text(
          'Councillors worried about what the options would cost.',
          'Des conseillers se sont inquiétés du coût des différentes options.',
        ),
        answer: {
          answeredOn: '2022-03-21',
          text: text(
            'Everything that is proposed takes place within the budget that exists.',
            'Tout ce qui est proposé se fait dans les limites du budget existant.',
          ),
        },
      },
    ],
  },
];
