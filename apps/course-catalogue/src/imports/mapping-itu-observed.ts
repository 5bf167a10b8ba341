import type { CsvMapping } from './mapping-rules.js';

/**
 * Courses as they were observed on pages of the ITU Academy and its training centres. An empty cell means that the page
 * did not show it.
 *
 * How the list is treated:
 * - A title is a course; a row with days is a run of it, which the address of its page names. The same title on two pages
 *   is one course in two editions.
 * - "online" alone does not say whether somebody leads the course, so it gives the run its place and the course nothing.
 * - The Academy's topics have older names; "ICT/Telecom Regulation" is one of them.
 * - A price of 0 is no fee. `payment_method` and the "location" of the Academy's search ("global_or_multi_regional") are
 *   not kept by the catalogue.
 * - Languages come from the page; where it shows none, none is assumed, and an editor completes the course before it is
 *   published. Titles are English.
 * - A run that names no organiser is rejected: nobody could be asked about it.
 */
export const ituObserved: CsvMapping = {
  name: 'itu-observed',
  about: 'courses observed on pages of the ITU Academy (title, organizer, topics, modality, languages, …, source_url)',
  format: 'csv',
  key: ['title'],
  code: { prefix: 'ITU', readable: 'title' },
  course: {
    title: { as: 'text', original: { language: 'en' }, columns: { en: 'title' } },
    level: { as: 'code', column: 'level', list: 'levels' },
    modality: {
      as: 'code',
      column: 'modality',
      list: 'modalities',
      spellings: {
        online_instructor_led: 'online-instructor-led',
        online_self_paced: 'online-self-paced',
        face_to_face: 'face-to-face',
        online: null,
      },
    },
    topics: {
      as: 'codes',
      column: 'topics',
      separator: '|',
      list: 'topics',
      by: 'name',
      spellings: { 'ict/telecom regulation': 'ict-regulation' },
    },
    languages: { as: 'codes', column: 'languages', separator: '|' },
    workloadHours: { as: 'duration', column: 'duration' },
    'feeTerms.kind': {
      as: 'code',
      column: 'price',
      list: 'fee-kinds',
      spellings: { '0': 'free', '0.00': 'free' },
      otherwise: 'paid',
    },
    links: { as: 'links', column: 'source_url', rel: 'about' },
  },
  providers: [{ column: 'organizer', kind: 'centre', language: 'en' }],
  offering: {
    onlyWith: ['start_date', 'end_date'],
    key: ['source_url'],
    fields: {
      startsOn: { as: 'day', column: 'start_date' },
      endsOn: { as: 'day', column: 'end_date' },
      registrationClosesOn: { as: 'day', column: 'registration_deadline' },
      'place.kind': {
        as: 'code',
        column: 'modality',
        spellings: {
          online: 'online',
          online_instructor_led: 'online',
          online_self_paced: 'online',
          blended: 'hybrid',
          face_to_face: 'on-site',
        },
      },
      languages: { as: 'codes', column: 'languages', separator: '|' },
      'fee.amount': { as: 'amount', column: 'price' },
      'fee.currency': { as: 'code', column: 'currency' },
    },
  },
};
