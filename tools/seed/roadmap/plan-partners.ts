import { activity, type DemoInitiative, done, goingOn, milestone, reached, toCome } from './plan-parts.js';
import { text } from './texts.js';

/** What follows from R-C. */
export const partners: DemoInitiative = {
  code: '3',
  title: text(
    'Digital capacity together with UNDP',
    'Les capacités numériques avec le PNUD',
    'Capacidades digitales junto con el PNUD',
    'القدرات الرقمية مع برنامج الأمم المتحدة الإنمائي',
    '与开发计划署共建数字能力',
    'Цифровой потенциал вместе с ПРООН',
  ),
  description: text(
    'The Joint Facility of 2021 becomes everyday work, and the network of partners with it. An example of planning.',
  ),
  unit: 'BDT',
  recommendations: ['R-C'],
  goals: ['together'],
  startedOn: '2023-01-16',
  activities: [
    activity(
      '3.1',
      text('Put the Joint Facility to work', 'Rendre le mécanisme commun opérationnel'),
      'BDT',
      ['2023-01-16', '2023-12-15'],
      done('2023-01-16', '2023-12-22'),
      [milestone('3.1-M1', text('The Joint Facility takes requests'), '2023-12-15', reached('2023-12-22'))],
    ),
    activity(
      '3.2',
      text('Help the network of partners to grow', 'Aider le réseau de partenaires à grandir'),
      'GS',
      ['2023-03-01', '2024-12-20'],
      done('2023-03-01', '2024-11-29'),
      [milestone('3.2-M1', text('Partners find one another’s courses'), '2024-11-29', reached('2024-11-29'))],
    ),
    activity(
      '3.3',
      text('Ask countries together what they need', 'Demander ensemble aux pays ce dont ils ont besoin'),
      'BDT',
      ['2024-03-04', '2026-10-30'],
      done('2024-03-18', '2026-10-23'),
      [
        milestone('3.3-M1', text('First common assessment of needs'), '2024-12-13', reached('2025-01-31')),
        milestone('3.3-M2', text('Needs are asked for in one way only'), '2026-10-30', reached('2026-10-23')),
      ],
    ),
    activity(
      '3.4',
      text('Plan courses together', 'Planifier des cours ensemble'),
      'BDT',
      ['2026-06-01', '2027-03-26'],
      goingOn('2026-06-08', 50),
      [milestone('3.4-M1', text('The first course of both is in the catalogue'), '2027-03-26')],
    ),
    activity(
      '3.5',
      text('Look back together', 'Faire le bilan ensemble'),
      'BDT',
      ['2027-04-05', '2027-07-30'],
      toCome,
      [milestone('3.5-M1', text('Both know what they will go on with'), '2027-07-30')],
    ),
  ],
};
