import type { MultilingualText } from '@capdev/taxonomy';
import { text } from './texts.js';

/** The months of the steps are public, their days are not: those are examples. */
export const coDesign = {
  name: text(
    'I-CoDI: a harmonised framework, August to October 2021 (days are examples)',
    'I-CoDI : un cadre harmonisé, d’août à octobre 2021 (les jours sont des exemples)',
  ),
  requiredUnits: ['BDT', 'BR', 'TSB', 'GS'],
  /** By their references. */
  recommendations: ['R-A'],
  steps: [
    { kind: 'problem-definition', startsOn: '2021-08-09', endsOn: '2021-08-20', units: ['BDT', 'BR', 'TSB', 'GS'] },
    { kind: 'relevance-check', startsOn: '2021-08-23', endsOn: '2021-09-03', units: ['BDT'] },
    { kind: 'concept-design', startsOn: '2021-09-06', endsOn: '2021-09-24', units: ['BDT'] },
    { kind: 'workshop', startsOn: '2021-10-05', endsOn: '2021-10-06', units: ['BDT', 'BR', 'TSB', 'GS'] },
    { kind: 'results-presented', startsOn: '2021-10-26', endsOn: '2021-10-26', units: ['BDT', 'BR', 'TSB'] },
  ],
} as const;

export interface DemoOutput {
  /** Names a goal for the initiatives that serve it. */
  readonly key?: string;
  readonly kind: string;
  readonly text: MultilingualText;
}

/** Of the workshop. That it had outputs of these kinds is public; what they said is not, so these are examples. */
export const outputs: readonly DemoOutput[] = [
  { kind: 'challenge', text: text('Example: people look for training in four places and find a part of it in each.') },
  { kind: 'challenge', text: text('Example: every bureau describes its courses in words of its own.') },
  { kind: 'opportunity', text: text('Example: the Academy is known already, and has the platform.') },
  {
    key: 'one-door',
    kind: 'goal',
    text: text(
      'Example: one door to everything that ITU teaches, the ITU Academy',
      'Exemple : une seule porte vers tout ce que l’UIT enseigne, l’Académie de l’UIT',
    ),
  },
  {
    key: 'one-quality',
    kind: 'goal',
    text: text(
      'Example: one promise of quality, whoever gives the course',
      'Exemple : une même promesse de qualité, quel que soit l’organisateur du cours',
    ),
  },
  {
    key: 'together',
    kind: 'goal',
    text: text(
      'Example: nothing is built that a partner has built already',
      'Exemple : ne rien construire qu’un partenaire a déjà construit',
    ),
  },
  { kind: 'practice', text: text('Example: a new course is announced to the other bureaux before it is planned.') },
];
