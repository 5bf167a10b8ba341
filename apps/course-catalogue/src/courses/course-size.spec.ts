import { checkPayload, encodeHeaders, formatSequence } from '@capdev/contracts/core';
import { type Announced, largestSnapshot, refuseOversized } from '@capdev/service-frame/plain';
import { audiences, officialLanguages, topics } from '@capdev/taxonomy';
import { describe, expect, it } from '@jest/globals';
import type { CourseDetails } from './course-details.js';
import { Course } from './course.entity.js';
import { announcementOf, courseSnapshot } from './course.events.js';
import { courseDetailsOf } from './courses.dto.js';

const id = (n: number): string => `019ab6c0-8f22-7b6d-8e0c-${String(n).padStart(12, '0')}`;
const now = new Date('2026-11-02T09:30:00Z');
// Three bytes a character: Chinese is the longest of the six in UTF-8.
const inSix = (characters: number) => ({
  original: 'en',
  text: Object.fromEntries(officialLanguages.map((language) => [language, '频'.repeat(characters)])),
});
const providers = Array.from({ length: 20 }, (_, n) => ({ id: id(n), name: inSix(20), active: true }));

/** Every list at its longest, every text in six languages, and the description as long as the whole record allows. */
function largest(description: number): CourseDetails {
  return courseDetailsOf(
    {
      code: 'A'.repeat(40),
      owningUnit: 'B'.repeat(64),
      providerIds: providers.map((provider) => provider.id),
      title: inSix(200),
      summary: inSix(100),
      description: inSix(description),
      learningOutcomes: Array.from({ length: 30 }, () => inSix(10)),
      audiences: [...audiences.codes],
      entryRequirements: inSix(100),
      level: 'introductory',
      modality: 'online-instructor-led',
      topics: [...topics.codes],
      languages: Array.from({ length: 20 }, () => 'zh-Hant'),
      workloadHours: 9_999.75,
      assessment: { description: inSix(100), passMark: 100 },
      credential: 'certificate',
      feeTerms: { kind: 'paid', note: inSix(50) },
      registrationType: 'application',
      coordinatorIds: providers.map((provider) => provider.id),
      links: Array.from({ length: 20 }, () => ({ rel: 'about', url: `https://example.org/${'x'.repeat(100)}` })),
    },
    { usual: 70, selfPaced: 80 },
  );
}

const bytes = (details: CourseDetails): number =>
  Buffer.byteLength(JSON.stringify(courseSnapshot(Course.draft(details, id(100), now)[0], providers)));
const room = largestSnapshot - bytes(largest(1));
const fitting = largest(1 + Math.floor(room / (officialLanguages.length * 3)));

const eventBytes = (announced: Announced | undefined): number => {
  const { definition, data } = announced!;
  const headers = encodeHeaders({
    id: id(1),
    source: '/course-catalogue',
    type: definition.type,
    subject: id(100),
    time: now.toISOString(),
    dataschema: `https://${'catalogue'.repeat(20)}.example.org/schemas/${definition.type}`,
    sequence: formatSequence(2_147_483_647),
    correlationid: 'c'.repeat(128),
    causationid: id(2),
    traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  });
  return (
    Buffer.byteLength(JSON.stringify(checkPayload(definition, data, 'producer'))) +
    Buffer.byteLength(JSON.stringify(headers))
  );
};

describe('the largest legal course', () => {
  it('fits in each of its events, six languages and attributes included', () => {
    const [course] = Course.draft(fitting, id(100), now);
    refuseOversized('course', courseSnapshot(course, providers));
    expect(largestSnapshot - bytes(fitting)).toBeLessThan(18);
    const events = [announcementOf(course, providers, course.publish(20, now))];
    const everyField = Object.fromEntries(Object.keys(fitting).map((field) => [field, { from: null, to: null }]));
    events.push(announcementOf(course, providers, { kind: 'revised', changes: everyField, completenessChanged: true }));
    const successor = { id: id(101), state: 'published' as const, code: 'X1' };
    events.push(announcementOf(course, providers, course.retire(successor, '频'.repeat(500), now)));
    for (const event of events) expect(eventBytes(event)).toBeLessThanOrEqual(64 * 1024);
  });

  it('is one letter away from being refused, with the number of bytes to save', () => {
    const title = {
      ...fitting.title,
      text: { ...fitting.title.text, en: `${fitting.title.text.en ?? ''}频频频频频频` },
    };
    const [course] = Course.draft({ ...fitting, title }, id(100), now);
    expect(() => refuseOversized('course', courseSnapshot(course, providers))).toThrow(
      expect.objectContaining({ code: 'course-too-large', kind: 'invalid', message: expect.stringContaining('61440') }),
    );
  });
});
