import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublishedV1 } from '@capdev/contracts/catalogue';
import { deliver, messageOf } from '@capdev/messaging/testing';
import { newId } from '@capdev/persistence';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { bootRoadmap } from './support/roadmap-app.js';

let app: ServiceApp;
beforeAll(async () => void (app = await bootRoadmap()));
afterAll(() => app.close());

describe('what the catalogue says of a course', () => {
  it('is noted once', async () => {
    const courseId = newId();
    const message = messageOf(coursePublishedV1, { ...coursePublishedV1.example, courseId }, { subject: courseId });
    await deliver(app.app, coursePublishedV1.topic, message);
    await deliver(app.app, coursePublishedV1.topic, message);
    expect(await app.countRows(['catalogued_course', 'inbox_message'])).toEqual({
      catalogued_course: 1,
      inbox_message: 1,
    });
  });
});
