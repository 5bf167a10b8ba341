import { activity, type DemoInitiative, done, goingOn, inThisMonth, milestone, reached, toCome } from './plan-parts.js';
import { text } from './texts.js';

/** What follows from R-B. */
export const centres: DemoInitiative = {
  code: '2',
  title: text(
    'Training centres under a new name and with higher aims',
    'Des centres de formation renouvelés et plus exigeants',
    'Centros de formación renovados y más exigentes',
    'مراكز تدريب متجددة بأهداف أعلى',
    '焕然一新、目标更高的培训中心',
    'Обновлённые учебные центры с более высокими целями',
  ),
  description: text(
    'The programme begins anew in 2023, closer to the Academy. Apart from what is said to be public, an example of planning.',
  ),
  unit: 'BDT',
  recommendations: ['R-B'],
  goals: ['one-quality'],
  startedOn: '2023-01-09',
  activities: [
    activity(
      '2.1',
      text('Begin the programme anew', 'Relancer le programme'),
      'BDT',
      ['2023-01-09', '2023-03-31'],
      done('2023-01-09', '2023-03-31'),
      [
        milestone(
          '2.1-M1',
          text(
            'The Academy Training Centres are announced',
            'Les centres de formation de l’Académie sont annoncés',
            'Se anuncian los centros de formación de la Academia',
            'الإعلان عن مراكز تدريب الأكاديمية',
            '公布学院培训中心名单',
            'Объявлены учебные центры Академии',
          ),
          '2023-02-28',
          { ...reached('2023-02-28'), note: inThisMonth },
        ),
      ],
    ),
    activity(
      '2.2',
      text('Bring the centres together every year', 'Réunir les centres chaque année'),
      'BDT',
      ['2023-04-03', '2025-11-28'],
      done('2023-04-03', '2025-11-14'),
      [
        milestone('2.2-M1', text('First yearly meeting of the centres'), '2023-10-31', {
          ...reached('2023-10-31'),
          note: inThisMonth,
        }),
        milestone('2.2-M2', text('Second yearly meeting of the centres'), '2024-09-30', {
          ...reached('2024-09-30'),
          note: inThisMonth,
        }),
        milestone('2.2-M3', text('Third yearly meeting of the centres'), '2025-10-31', reached('2025-11-14')),
      ],
    ),
    activity(
      '2.3',
      text('Stand by the centres of the first cycle', 'Accompagner les centres du premier cycle'),
      'BDT',
      ['2023-04-03', '2027-12-31'],
      goingOn('2023-04-03', 70),
      [milestone('2.3-M1', text('Every centre has been visited once'), '2027-03-26')],
    ),
    activity(
      '2.4',
      text('Look back on the first cycle', 'Faire le bilan du premier cycle'),
      'BDT',
      ['2026-01-12', '2026-12-18'],
      goingOn('2026-01-19', 70, '2027-02-12'),
      [
        milestone('2.4-M1', text('What the first cycle has shown is written down'), '2026-12-18', {
          forecastOn: '2027-02-12',
        }),
      ],
    ),
    activity(
      '2.5',
      text('Shape the second cycle', 'Dessiner le deuxième cycle'),
      'BDT',
      ['2027-01-11', '2027-05-28'],
      toCome,
      [milestone('2.5-M1', text('It is public how centres are chosen'), '2027-05-28')],
    ),
    activity(
      '2.6',
      text('Call for centres of the second cycle', 'Appel à candidatures pour le deuxième cycle'),
      'BDT',
      ['2027-06-07', '2027-11-26'],
      toCome,
      [milestone('2.6-M1', text('The centres of the second cycle are chosen'), '2027-11-26')],
    ),
    activity(
      '2.7',
      text('Open the second cycle', 'Ouvrir le deuxième cycle'),
      'BDT',
      ['2028-01-10', '2028-03-31'],
      toCome,
      [milestone('2.7-M1', text('The first course of the second cycle is in the catalogue'), '2028-03-31')],
    ),
  ],
};
