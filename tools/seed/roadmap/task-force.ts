import { text } from './texts.js';

/** Persons are opaque identifiers; these belong to nobody. */
export const taskForce = {
  name: text(
    'Task force for the harmonisation of capacity development',
    'Groupe d’action pour l’harmonisation du renforcement des capacités',
    'Grupo de acción para la armonización del desarrollo de capacidades',
    'فريق المهام المعني بمواءمة تنمية القدرات',
    '能力发展协调工作组',
    'Целевая группа по согласованию развития потенциала',
  ),
  terms: text(
    'It watches over the harmonisation and brings capacity development together under the ITU Academy. Its days and members are examples.',
  ),
  requiredUnits: ['BDT', 'BR', 'TSB', 'GS'],
  startsOn: '2022-09-01',
  members: [
    { unit: 'BDT', person: 'demo-person-01', role: 'chair' },
    { unit: 'BR', person: 'demo-person-02', role: 'member' },
    { unit: 'TSB', person: 'demo-person-03', role: 'member' },
    { unit: 'GS', person: 'demo-person-04', role: 'secretary' },
  ],
} as const;

export const meeting = {
  state: 'held',
  heldOn: '2022-12-06',
  title: text('Meeting on the roadmap (example)'),
  units: ['BDT', 'BR', 'TSB', 'GS'],
} as const;

export const decision = {
  title: text(
    'The roadmap and its plan are the common ground from 2023 (example)',
    'La feuille de route et son plan sont la base commune à partir de 2023 (exemple)',
  ),
  text: text('Work begins in January 2023, within the existing budget. This decision is an example.'),
};

export const actionPoint = {
  title: text('List the courses that still lack common topics (example)'),
  owningUnit: 'BR',
  owner: 'demo-person-02',
  verifier: 'demo-person-04',
  dueOn: '2027-01-15',
} as const;
