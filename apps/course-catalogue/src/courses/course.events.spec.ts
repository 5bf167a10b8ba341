import { checkPayload } from '@capdev/contracts/core';
import type { Announced } from '@capdev/service-frame/plain';
import { describe, expect, it } from '@jest/globals';
import type { CourseDetails } from './course-details.js';
import { Course } from './course.entity.js';
import { announcementOf } from './course.events.js';
import { courseDetailsOf } from './courses.dto.js';

const ids = {
  course: '019ab6c0-8f22-7b6d-8e0c-5a1f6f1b2c02',
  provider: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  coordinator: '019ab6c0-9a33-7e11-b2d4-0c7d5e9f3d03',
  successor: '019ab6c0-a144-7f22-8c35-1d8e6fa04e04',
};
const drafted = new Date('2026-11-01T09:30:00Z');
const published = new Date('2026-11-02T09:30:00Z');
const retired = new Date('2027-11-02T09:30:00Z');
const text = (words: string) => ({ original: 'en', text: { en: words, fr: `${words} (fr)` } });
const provider = { id: ids.provider, name: text('Bureau'), active: true };

const full: CourseDetails = courseDetailsOf(
  {
    code: 'BDT-SPM-101',
    owningUnit: 'BDT',
    providerIds: [ids.provider],
    title: text('Title'),
    summary: text('Summary'),
    description: text('Description'),
    learningOutcomes: [text('Outcome 1'), text('Outcome 2')],
    audiences: ['regulators'],
    entryRequirements: text('Requirements'),
    level: 'introductory',
    modality: 'online-self-paced',
    topics: ['spectrum-management'],
    languages: ['en', 'fr'],
    workloadHours: 12.5,
    assessment: { description: text('Quiz'), passMark: 75 },
    credential: 'badge',
    feeTerms: { kind: 'paid', note: text('On invoice') },
    registrationType: 'direct',
    coordinatorIds: [ids.coordinator],
    links: [{ rel: 'about', url: 'https://example.org/course' }],
  },
  { usual: 70, selfPaced: 80 },
);
const bare = courseDetailsOf(
  { code: 'BDT-1', owningUnit: 'BDT', title: text('Title'), languages: ['en'], providerIds: [ids.provider] },
  { usual: 70, selfPaced: 80 },
);

const aPublishedCourse = (details: CourseDetails): [Course, Announced | undefined] => {
  const [course] = Course.draft(details, ids.course, drafted);
  return [course, announcementOf(course, [provider], course.publish(1, published))];
};
const strictly = (announced: Announced | undefined): object =>
  checkPayload(announced!.definition, announced!.data, 'producer');

const snapshot = {
  courseId: ids.course,
  code: 'BDT-SPM-101',
  owningUnit: 'BDT',
  providers: [{ providerId: ids.provider, name: text('Bureau') }],
  title: text('Title'),
  summary: text('Summary'),
  description: text('Description'),
  learningOutcomes: [text('Outcome 1'), text('Outcome 2')],
  audiences: ['regulators'],
  entryRequirements: text('Requirements'),
  level: 'introductory',
  modality: 'online-self-paced',
  topics: ['spectrum-management'],
  languages: ['en', 'fr'],
  workloadHours: 12.5,
  assessment: { description: text('Quiz'), passMark: 75 },
  credential: 'badge',
  feeTerms: { kind: 'paid', note: text('On invoice') },
  registrationType: 'direct',
  coordinatorIds: [ids.coordinator],
  links: [{ rel: 'about', url: 'https://example.org/course' }],
  completeness: 100,
  state: 'published',
  publishedAt: '2026-11-02T09:30:00.000Z',
  version: 2,
};

describe('what is announced of a course', () => {
  it('nothing while it is a draft', () => {
    const [course, fact] = Course.draft(full, ids.course, drafted);
    expect(announcementOf(course, [provider], fact)).toBeUndefined();
    const edited = course.revise({ ...full, level: 'advanced' }, 1, drafted);
    expect(announcementOf(course, [provider], edited!)).toBeUndefined();
  });

  it('its publication, with every field of the public record', () => {
    const [, announced] = aPublishedCourse(full);
    expect(announced?.definition.type).toBe('int.itu.catalogue.course.published.v1');
    expect(announced?.data).toEqual(snapshot);
    expect(strictly(announced)).toMatchObject({ courseId: ids.course });
  });

  it('a bare record without the fields that it does not have', () => {
    const [, announced] = aPublishedCourse(bare);
    const names = Object.keys(announced?.data ?? {});
    for (const absent of [
      'summary',
      'description',
      'entryRequirements',
      'level',
      'modality',
      'workloadHours',
      'credential',
      'feeTerms',
      'registrationType',
    ])
      expect(names).not.toContain(absent);
    expect(strictly(announced)).toMatchObject({ assessment: { passMark: 70 }, learningOutcomes: [], completeness: 20 });
  });

  it('each change after publication, with the names of the fields as the event calls them', () => {
    const [course] = aPublishedCourse(full);
    const changed = { ...full, providerIds: [ids.provider, ids.successor], feeTerms: null };
    const announced = announcementOf(course, [provider], course.revise(changed, 1, retired)!);
    expect(announced?.definition.type).toBe('int.itu.catalogue.course.revised.v1');
    expect(announced?.data).toMatchObject({
      version: 3,
      changedFields: ['providers', 'feeTerms', 'completeness'],
      completeness: 95,
    });
    strictly(announced);
  });

  it('its retirement, with successor and reason when there are any', () => {
    const [course] = aPublishedCourse(full);
    const fact = course.retire({ id: ids.successor, state: 'published', code: 'X1' }, 'Replaced.', retired);
    const announced = announcementOf(course, [provider], fact);
    expect(announced?.definition.type).toBe('int.itu.catalogue.course.retired.v1');
    expect(announced?.data).toEqual({
      ...snapshot,
      state: 'retired',
      version: 3,
      successorId: ids.successor,
      reason: 'Replaced.',
    });
    strictly(announced);
    const [plain] = aPublishedCourse(bare);
    expect(strictly(announcementOf(plain, [provider], plain.retire(undefined, null, retired)))).not.toHaveProperty(
      'reason',
    );
  });
});
