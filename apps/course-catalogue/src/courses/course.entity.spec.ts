import { describe, expect, it } from '@jest/globals';
import type { CourseDetails } from './course-details.js';
import { Course } from './course.entity.js';
import { courseDetailsOf } from './courses.dto.js';

const now = new Date('2026-11-02T09:30:00Z');
const later = new Date('2026-11-03T09:30:00Z');
const marks = { usual: 70, selfPaced: 80 };

const someDetails = (about: Partial<CourseDetails> = {}): CourseDetails => ({
  ...courseDetailsOf({ code: 'BDT-1', owningUnit: 'BDT', title: { original: 'en', text: { en: 'Spectrum' } } }, marks),
  providerIds: ['p1'],
  languages: ['en'],
  ...about,
});
const aDraft = (about: Partial<CourseDetails> = {}): Course => Course.draft(someDetails(about), 'c1', now)[0];
const aPublishedCourse = (about: Partial<CourseDetails> = {}): Course => {
  const course = aDraft(about);
  course.publish(1, now);
  return course;
};
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was refused';
};

describe('a course', () => {
  it('begins as a draft at version 1', () => {
    const [course, fact] = Course.draft(someDetails(), 'c1', now);
    expect(course).toMatchObject({ state: 'draft', version: 1, announcements: 0, publishedAt: null, createdAt: now });
    expect(fact).toEqual({ kind: 'drafted' });
  });

  it('is published once it has an active provider and a language', () => {
    const course = aDraft();
    expect(course.publish(1, later)).toEqual({
      kind: 'published',
      changes: { state: { from: 'draft', to: 'published' } },
    });
    expect(course).toMatchObject({ state: 'published', version: 2, publishedAt: later, updatedAt: later });
  });

  it('is not published without an active provider, and stays as it was', () => {
    const course = aDraft();
    expect(codeOf(() => course.publish(0, later))).toBe('course-incomplete');
    expect(course).toMatchObject({ state: 'draft', version: 1 });
  });

  it('is published once only', () => {
    expect(codeOf(() => aPublishedCourse().publish(1, later))).toBe('course-published');
  });

  it('that is published keeps its code', () => {
    const course = aPublishedCourse();
    expect(codeOf(() => course.revise(someDetails({ code: 'BDT-2' }), 1, later))).toBe('course-code-fixed');
    expect(course.code).toBe('BDT-1');
  });

  it('that is a draft may change its code', () => {
    const course = aDraft();
    expect(course.revise(someDetails({ code: 'BDT-2' }), 1, later)).toEqual({
      kind: 'edited',
      changes: { code: { from: 'BDT-1', to: 'BDT-2' } },
    });
  });

  it('that is published must keep a language and a provider', () => {
    const course = aPublishedCourse();
    expect(codeOf(() => course.revise(someDetails({ languages: [] }), 1, later))).toBe('course-needs');
    expect(codeOf(() => course.revise(someDetails({ providerIds: [] }), 0, later))).toBe('course-needs');
    expect(codeOf(() => course.revise(someDetails({ providerIds: ['p2'] }), 0, later))).toBe('course-needs');
  });

  it('can be corrected although its provider has become inactive', () => {
    expect(aPublishedCourse().revise(someDetails({ workloadHours: 4 }), 0, later)).toMatchObject({ kind: 'revised' });
  });

  it('says what changed, and counts a version', () => {
    const course = aPublishedCourse();
    const fact = course.revise(someDetails({ level: 'advanced' }), 1, later);
    expect(fact).toEqual({
      kind: 'revised',
      changes: { level: { from: null, to: 'advanced' } },
      completenessChanged: true,
    });
    expect(course).toMatchObject({ level: 'advanced', version: 3, updatedAt: later });
  });

  it('that is told nothing new does not change', () => {
    const course = aPublishedCourse();
    expect(course.revise(someDetails(), 1, later)).toBeUndefined();
    expect(course).toMatchObject({ version: 2, updatedAt: now });
  });

  it('retires in favour of a published course', () => {
    const course = aPublishedCourse();
    const fact = course.retire({ id: 'c2', state: 'published', code: 'BDT-2' }, 'Replaced.', later);
    expect(fact.changes).toMatchObject({ state: { from: 'published', to: 'retired' }, successorId: { to: 'c2' } });
    expect(course).toMatchObject({
      state: 'retired',
      successorId: 'c2',
      retirementReason: 'Replaced.',
      retiredAt: later,
    });
  });

  it('retires without a successor too', () => {
    expect(aPublishedCourse().retire(undefined, null, later).changes).toEqual({
      state: { from: 'published', to: 'retired' },
    });
  });

  it.each([
    ['does not exist', null],
    ['is a draft', { id: 'c2', state: 'draft' as const, code: 'X1' }],
    ['is retired', { id: 'c2', state: 'retired' as const, code: 'X1' }],
    ['is the course itself', { id: 'c1', state: 'published' as const, code: 'BDT-1' }],
  ])('does not retire in favour of a course that %s', (_, successor) => {
    const course = aPublishedCourse();
    expect(codeOf(() => course.retire(successor, null, later))).toBe('course-successor-unsuitable');
    expect(course.state).toBe('published');
  });

  it('that is a draft cannot be retired', () => {
    expect(codeOf(() => aDraft().retire(undefined, null, later))).toBe('course-draft');
  });

  it('that is retired cannot be edited, published or retired again', () => {
    const course = aPublishedCourse();
    course.retire(undefined, null, later);
    const acts = [
      () => course.revise(someDetails(), 1, later),
      () => course.publish(1, later),
      () => course.retire(undefined, null, later),
    ];
    expect(acts.map(codeOf)).toEqual(['course-retired', 'course-retired', 'course-retired']);
  });
});
