import {
  type CoursePublishedV1,
  coursePublishedV1,
  type CourseRetiredV1,
  courseRetiredV1,
  type CourseRevisedV1,
  courseRevisedV1,
} from '@capdev/contracts/catalogue';
import { EventConsumer, OnEvent, type ReceivedEvent } from '@capdev/messaging';
import type { Transaction } from '@capdev/persistence';
import { EvidenceFromEvents } from '../evidence/evidence-from-events.js';
import { noteCourse } from '../harmonisation/catalogued-courses.js';

/** What the catalogue tells of its courses. */
@EventConsumer()
export class CourseConsumer {
  constructor(private readonly evidence: EvidenceFromEvents) {}

  @OnEvent(coursePublishedV1)
  async published(event: ReceivedEvent<CoursePublishedV1>, tx: Transaction): Promise<void> {
    await this.evidence.from(event, tx);
    noteCourse(tx, event.data, true, event.time);
  }

  @OnEvent(courseRevisedV1)
  async revised(event: ReceivedEvent<CourseRevisedV1>, tx: Transaction): Promise<void> {
    await this.evidence.from(event, tx);
    noteCourse(tx, event.data, true, event.time);
  }

  @OnEvent(courseRetiredV1)
  async retired(event: ReceivedEvent<CourseRetiredV1>, tx: Transaction): Promise<void> {
    await this.evidence.from(event, tx);
    noteCourse(tx, event.data, false, event.time);
  }
}
