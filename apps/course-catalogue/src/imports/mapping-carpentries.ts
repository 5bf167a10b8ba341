import type { CsvMapping } from './mapping-rules.js';

const names = {
  swc: 'Software Carpentry workshop',
  dc: 'Data Carpentry workshop',
  lc: 'Library Carpentry workshop',
  ttt: 'Instructor training (train the trainer)',
};

/**
 * Workshops of The Carpentries: the course is the type of workshop, each row a run of it that its slug names.
 *
 * What the list does not say, and how it is treated:
 * - What a type is called. The list has its letters only; the names are those by which The Carpentries know them. A type
 *   that is not among them is called by its letters. A row without a type names no course and is rejected.
 * - The language: all workshops are held in English, and every page and organiser in the list is English.
 * - Who gives the courses: the name of the list is that of its publisher, The Carpentries. Who holds a workshop is its
 *   organiser, with the raw name: the normalised ones are empty in some rows and in capital letters in others.
 * - Where it is held: the tag `online` says so; all others met in a room. The address of an online workshop is that of its
 *   organiser. `region` is that of the organiser too and no town, so towns stay empty.
 * - Whether it was held: the list was taken on 2 February 2022, so what ended before that day is over. `attendance` is how
 *   many came and not how many could, so it gives no seats.
 */
export const carpentries: CsvMapping = {
  name: 'carpentries',
  about:
    'workshops of The Carpentries as their extractor writes them (slug, start, end, country_code, organiser, tags, …)',
  format: 'csv',
  requires: [{ column: 'workshop_type', reason: 'has no type of workshop, so it is not known which course was held' }],
  key: ['workshop_type'],
  code: { prefix: 'CARPENTRIES', readable: 'workshop_type' },
  course: {
    title: { as: 'text', original: { language: 'en' }, columns: { en: 'workshop_type' }, names },
    languages: { as: 'constant', value: ['en'] },
  },
  providers: [{ name: 'The Carpentries', kind: 'external', language: 'en' }],
  offering: {
    key: ['slug'],
    fields: {
      startsOn: { as: 'day', column: 'start' },
      endsOn: { as: 'day', column: 'end' },
      'place.kind': {
        as: 'code',
        column: 'tags',
        literal: 'python',
        spellings: { online: 'online' },
        otherwise: 'on-site',
      },
      'place.country': { as: 'code', column: 'country_code', list: 'countries' },
      'place.venue': { as: 'plain', column: 'venue' },
      languages: { as: 'constant', value: ['en'] },
    },
    organisers: [{ column: 'organiser', kind: 'external', language: 'en' }],
    state: { as: 'ended', before: '2022-02-02' },
  },
};
