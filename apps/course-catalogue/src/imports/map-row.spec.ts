import { describe, expect, it } from '@jest/globals';
import { demoList } from './mapping-demo-list.js';
import { faoQut } from './mapping-fao-qut.js';
import { ituObserved } from './mapping-itu-observed.js';
import { mapRow } from './map-row.js';
import { columnAt, columnsOf, type CsvMapping } from './mapping-rules.js';

function row(mapping: CsvMapping, cells: Record<string, string>) {
  const empty = columnsOf(mapping).map((column) => [column, ''] as const);
  return mapRow(mapping, { number: 2, cells: new Map([...empty, ...Object.entries(cells)]) });
}

const foreign = {
  Provider: 'Example Platform',
  Company: 'University of Example',
  CourseName: 'Fundamentals of remote sensing 1',
  Link: 'https://example.org/remote-sensing',
  Contents: 'Manager; orbits; resolution; ',
  Level: 'fundamental',
};
const own = { code: 'BDT-DEMO-1', original: 'fr', title_fr: 'Gestion du spectre', title_ar: 'إدارة الطيف' };

describe('a list of others', () => {
  it('feeds title, description, level, link and language, and nothing that it does not say', () => {
    const { course, faults } = row(faoQut, foreign);
    expect(faults).toEqual([]);
    expect(course).toEqual({
      code: expect.stringMatching(/^FQ-FUNDAMENTALS-OF-REMOTE-SENSI-[0-9A-F]{8}$/),
      title: { original: 'en', text: { en: 'Fundamentals of remote sensing 1' } },
      description: { original: 'en', text: { en: 'Manager; orbits; resolution' } },
      level: 'introductory',
      languages: ['en'],
      links: [{ rel: 'about', url: 'https://example.org/remote-sensing' }],
    });
  });

  it.each([
    ['Introductory', 'introductory'],
    ['Intermediate;', 'intermediate'],
    ['“Fundamental”', 'introductory'],
    ["'advanced'", 'advanced'],
    ['ADVANCED;;', 'advanced'],
  ])('understands the level %s', (written, level) => {
    expect(row(faoQut, { ...foreign, Level: written }).course.level).toBe(level);
  });

  it('leaves a level that is not there absent, and refuses one that nobody knows', () => {
    expect(row(faoQut, { ...foreign, Level: '' }).course).not.toHaveProperty('level');
    for (const level of ['expert', 'constructor', '__proto__', 'toString']) {
      const [fault] = row(faoQut, { ...foreign, Level: level }).faults;
      expect(fault).toEqual({
        field: 'Level',
        reason: `"${level}" is not known`,
        advice: 'use one of: introductory, intermediate, advanced, fundamental',
      });
    }
  });

  it('names the owner of the content and the platform, once when they are the same', () => {
    expect(row(faoQut, foreign).providers.map(({ name }) => name)).toEqual([
      'University of Example',
      'Example Platform',
    ]);
    const same = row(faoQut, { ...foreign, Provider: 'Example academy', Company: 'Example Academy' });
    expect(same.providers.map(({ name }) => name)).toEqual(['Example Academy']);
  });

  it('collects every fault of a row, with what the catalogue would refuse', () => {
    const { faults } = row(faoQut, {
      ...foreign,
      CourseName: '',
      Level: 'x',
      Link: 'example.org',
      Contents: 'x'.repeat(8_001),
      Provider: 'x'.repeat(201),
    });
    expect(faults.map(({ field, reason }) => [field, reason])).toEqual([
      ['Contents', 'must have at most 8000 characters; it has 8001 (in en)'],
      ['Level', '"x" is not known'],
      ['Link', '"example.org" is not a web address'],
      ['CourseName', 'is empty, and it is part of what names the course'],
      ['Provider', `"${'x'.repeat(60)}…" is too long a name`],
    ]);
  });
});

describe('a list in the layout of this repository', () => {
  it('takes a title in each language that has one, with the original it names', () => {
    expect(row(demoList, own).course.title).toEqual({
      original: 'fr',
      text: { ar: 'إدارة الطيف', fr: 'Gestion du spectre' },
    });
  });

  it('refuses an original language in which there is no title', () => {
    expect(row(demoList, { ...own, original: 'ru' }).faults[0]).toEqual({
      field: 'title_ru',
      reason: 'the original language is "ru" and there is no text in it',
      advice: 'fill in that language, or name another original',
    });
  });

  it('splits topics, outcomes and languages, and puts a part of a field in its place', () => {
    const { course, faults } = row(demoList, {
      ...own,
      topics: 'cybersecurity; E-Waste;;',
      outcomes: 'Plan; Do',
      languages: 'EN; pt_br',
      hours: '١٢٫٥',
      fee: 'free',
    });
    expect(faults).toEqual([]);
    expect(course).toMatchObject({
      topics: ['cybersecurity', 'e-waste'],
      learningOutcomes: [
        { original: 'fr', text: { fr: 'Plan' } },
        { original: 'fr', text: { fr: 'Do' } },
      ],
      languages: ['en', 'pt-BR'],
      workloadHours: 12.5,
      feeTerms: { kind: 'free' },
    });
  });

  it('refuses a number in words, one that no course has, and a code outside the grammar', () => {
    const reasons = (cells: object) =>
      row(demoList, { ...own, ...cells }).faults.map(({ field, reason }) => `${field}: ${reason}`);
    expect(reasons({ code: 'bdt demo', hours: 'twelve' })).toEqual([
      'hours: "twelve" is not a number',
      'code: "bdt demo" is not a course code',
    ]);
    expect(reasons({ hours: '0.3' })).toEqual([
      'hours: must be a number of hours above 0 and at most 10000, in quarter hours',
    ]);
  });

  it('leads from a place in a refused request back to the cell', () => {
    expect(columnAt(demoList.course, '/title/text/fr')).toBe('title_fr');
    expect(columnAt(demoList.course, '/feeTerms/kind')).toBe('fee');
    expect(columnAt(demoList.course, '/topics')).toBe('topics');
    expect(columnAt(faoQut.course, '/languages')).toBeUndefined();
    expect(columnAt(ituObserved.offering!.fields, '/place/kind')).toBe('modality');
    expect(columnAt(demoList.course, '/constructor')).toBeUndefined();
  });
});

describe('a run that a row tells of', () => {
  const edition = {
    title: 'Quality',
    organizer: 'Example Centre',
    modality: 'online',
    start_date: '2027-03-01',
    end_date: '2027-03-05',
    source_url: 'https://example.org/quality',
  };
  const reasons = (cells: object) =>
    row(ituObserved, { ...edition, ...cells }).faults.map(({ field, reason }) => `${field}: ${reason}`);

  it('has its days, place and organisers, and no fee when the price is nothing', () => {
    const { offerings, faults } = row(ituObserved, {
      ...edition,
      price: '0.00',
      registration_deadline: '2027-02-20T12:00',
    });
    expect(faults).toEqual([]);
    expect(offerings).toEqual([
      {
        key: '["https://example.org/quality"]',
        offering: {
          startsOn: '2027-03-01',
          endsOn: '2027-03-05',
          registrationClosesOn: '2027-02-20',
          place: { kind: 'online' },
          fee: null,
        },
        organisers: [{ name: 'Example Centre', kind: 'centre', language: 'en' }],
      },
    ]);
  });

  it('is refused with days that cannot be, at the column', () => {
    expect(reasons({ end_date: '2027-02-28' })).toEqual(['end_date: it would end before it starts']);
    expect(reasons({ end_date: '' })).toEqual([
      'end_date: an offering that starts must end: give both days or neither',
    ]);
    expect(reasons({ start_date: '01/03/2027' })).toEqual([
      'start_date: "01/03/2027" is not a day that can be read without guessing',
    ]);
    expect(reasons({ registration_deadline: '2027-04-01' })).toEqual([
      'registration_deadline: registration would close after the end',
    ]);
  });

  it('is refused without a place, an organiser or a name of its own', () => {
    expect(reasons({ modality: '' })).toEqual(['modality: does not say where the run takes place']);
    expect(reasons({ organizer: '' })).toEqual(['organizer: nobody organises the run']);
    expect(reasons({ source_url: '' })).toEqual(['source_url: is empty, and it is part of what names the run']);
  });
});
