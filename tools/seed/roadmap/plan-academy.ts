import { activity, type DemoInitiative, done, goingOn, milestone, reached, toCome } from './plan-parts.js';
import { text } from './texts.js';

/** What follows from R-A. */
export const academy: DemoInitiative = {
  code: '1',
  title: text(
    'One framework under the ITU Academy',
    'Un cadre unique sous l’Académie de l’UIT',
    'Un marco único en la Academia de la UIT',
    'إطار واحد تحت مظلة أكاديمية الاتحاد',
    '国际电联学院统一框架',
    'Единая система под эгидой Академии МСЭ',
  ),
  description: text(
    'Words, quality, catalogue and registration become common to the bureaux. An example of planning: not a plan of any organisation.',
  ),
  unit: 'BDT',
  recommendations: ['R-A'],
  goals: ['one-door', 'one-quality'],
  startedOn: '2023-01-16',
  activities: [
    activity(
      '1.1',
      text('Agree on common words and on what quality means', 'S’accorder sur les termes et sur la qualité'),
      'BDT',
      ['2023-01-16', '2023-06-30'],
      done('2023-01-16', '2023-07-14'),
      [
        milestone('1.1-M1', text('Common words are agreed'), '2023-03-31', reached('2023-03-29')),
        milestone('1.1-M2', text('Criteria of quality are agreed'), '2023-06-30', reached('2023-07-14')),
      ],
    ),
    activity(
      '1.2',
      text('Build one catalogue for the courses of all', 'Construire un catalogue commun'),
      'BDT',
      ['2023-04-03', '2024-03-28'],
      done('2023-04-03', '2024-05-17'),
      [
        milestone(
          '1.2-M1',
          text(
            'Each bureau has its first course in the common catalogue',
            'Chaque bureau a son premier cours dans le catalogue commun',
            'Cada oficina tiene su primer curso en el catálogo común',
            'لكل مكتب أول دورة تدريبية في الفهرس المشترك',
            '各局首门课程进入共同目录',
            'У каждого бюро есть первый курс в общем каталоге',
          ),
          '2023-09-29',
          reached('2023-10-27'),
        ),
        milestone('1.2-M2', text('All courses of 2024 are in the catalogue'), '2023-12-15', reached('2024-01-19')),
        milestone(
          '1.2-M3',
          text('The lists that the bureaux kept before are closed'),
          '2024-03-28',
          reached('2024-05-17'),
        ),
      ],
    ),
    activity(
      '1.3',
      text('Let the pages of the bureaux lead to the Academy', 'Faire mener les pages des bureaux à l’Académie'),
      'GS',
      ['2023-10-02', '2024-12-20'],
      done('2023-10-09', '2024-12-13'),
      [
        milestone(
          '1.3-M1',
          text('The pages of the radio and standards bureaux lead there'),
          '2024-06-28',
          reached('2024-06-21'),
        ),
        milestone('1.3-M2', text('Every page about training leads there'), '2024-12-20', reached('2024-12-13')),
      ],
    ),
    activity(
      '1.4',
      text('Look at each course before it is offered', 'Examiner chaque cours avant de le proposer'),
      'BDT',
      ['2024-01-15', '2025-06-27'],
      done('2024-02-05', '2025-07-11'),
      [
        milestone('1.4-M1', text('A common check list is in use'), '2024-09-27', reached('2024-10-11')),
        milestone(
          '1.4-M2',
          text('Every new course has been looked at before it was offered'),
          '2025-06-27',
          reached('2025-07-11'),
        ),
      ],
    ),
    activity(
      '1.5',
      text('One registration for every course', 'Une inscription unique pour tous les cours'),
      'TSB',
      ['2025-01-13', '2026-03-27'],
      done('2025-01-13', '2026-04-24'),
      [
        milestone(
          '1.5-M1',
          text('Half of the offerings use the common registration'),
          '2025-09-26',
          reached('2025-10-10'),
        ),
        milestone('1.5-M2', text('All offerings use the common registration'), '2026-03-27', reached('2026-04-24')),
      ],
    ),
    activity(
      '1.6',
      text('Describe every course with the common lists', 'Décrire chaque cours avec les listes communes'),
      'BR',
      ['2025-09-01', '2026-12-18'],
      goingOn('2025-09-08', 80, '2027-01-29'),
      [
        milestone(
          '1.6-M1',
          text('Every published course is complete and described with the common lists'),
          '2026-12-18',
          {
            forecastOn: '2027-01-29',
          },
        ),
      ],
    ),
    activity(
      '1.7',
      text('Offer what is asked for most in six languages', 'Proposer en six langues ce qui est le plus demandé'),
      'BDT',
      ['2026-03-02', '2027-06-25'],
      goingOn('2026-03-16', 45),
      [
        milestone('1.7-M1', text('Half of the courses that are asked for most exist in six languages'), '2026-12-11'),
        milestone(
          '1.7-M2',
          text(
            'The courses that are asked for most exist in six languages',
            'Les cours les plus demandés existent en six langues',
            'Los cursos más solicitados existen en seis idiomas',
            'الدورات الأكثر طلباً متاحة بست لغات',
            '最受欢迎的课程有六种语言版本',
            'Наиболее востребованные курсы есть на шести языках',
          ),
          '2027-06-25',
        ),
      ],
    ),
    activity(
      '1.8',
      text('Hand the framework over to everyday work', 'Faire du cadre le travail de tous les jours'),
      'GS',
      ['2027-06-28', '2027-10-29'],
      toCome,
      [milestone('1.8-M1', text('The framework needs no project any more'), '2027-10-29')],
    ),
    activity(
      '1.9',
      text('Give an account of it to the Council', 'En rendre compte au Conseil'),
      'GS',
      ['2027-11-01', '2028-01-28'],
      toCome,
      [milestone('1.9-M1', text('The final report is with the Council'), '2028-01-28', { deadline: '2028-03-01' })],
    ),
  ],
};
