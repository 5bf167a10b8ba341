import { randomUUID } from 'node:crypto';
import { type CoursePublishedV1, coursePublishedV1 } from '@capdev/contracts/catalogue';
import {
  createMessagingTables,
  EventConsumer,
  KafkaEventServer,
  MessagingModule,
  OnEvent,
  type ReceivedEvent,
} from '@capdev/messaging';
import { TestBus } from '@capdev/messaging/testing';
import { PersistenceModule } from '@capdev/persistence';
import { createTestDatabase } from '@capdev/persistence/testing';
import { currentContext, parseTraceparent, type RequestContext } from '@capdev/service-kit/context';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Given } from './support/builders.js';
import { CatalogueApp } from './support/catalogue-app.js';
import { until } from './support/importing.js';

class Tables20260101000000 {
  up = (runner: { query(text: string): Promise<unknown> }) => runner.query(createMessagingTables);
  down = () => Promise.resolve();
}

const heard = new Map<string, { event: ReceivedEvent<CoursePublishedV1>; context: RequestContext | undefined }>();

@EventConsumer()
class Listener {
  @OnEvent(coursePublishedV1)
  published(event: ReceivedEvent<CoursePublishedV1>): void {
    heard.set(event.subject, { event, context: currentContext() });
  }
}

describe('the trace of a request', () => {
  it('reaches the handler of another service, through outbox, Kafka and inbox', async () => {
    const bus = new TestBus(process.env.KAFKA_BROKERS ?? '');
    await bus.createTopics(coursePublishedV1.topic).catch(() => undefined); // another test may have made it
    const catalogue = await CatalogueApp.boot({}, { relay: true });
    const database = await createTestDatabase(process.env.POSTGRES_URL ?? '', {
      entities: [],
      migrations: [Tables20260101000000],
    });
    const service = `listener-${randomUUID()}`;

    @Module({
      imports: [
        PersistenceModule.forRoot({ url: database.url, entities: [], migrations: [], applicationName: service }),
        MessagingModule.forRoot({ service, slug: 'listener', brokers: [process.env.KAFKA_BROKERS ?? ''] }),
      ],
      controllers: [Listener],
    })
    class ListeningModule {}
    const listener = await NestFactory.createMicroservice(ListeningModule, {
      logger: false,
      useFactory: (strategy: KafkaEventServer) => ({ strategy }),
      inject: [KafkaEventServer],
    });
    try {
      await listener.listen();
      const requestId = randomUUID();
      const traceId = randomUUID().replaceAll('-', '');
      const given = new Given(catalogue);
      const course = await given.draft({ providerIds: [(await given.provider()).id as string] });
      const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'x-request-id': requestId };
      const answer = await catalogue.post(`/courses/${course.id}/publication`, undefined, { ifMatch: 1, headers });
      expect(answer.status).toBeLessThan(300);

      const { event, context } = await until('the other service to hear', () => Promise.resolve(heard.get(course.id)));
      expect(parseTraceparent(event.traceparent)).toMatchObject({ traceId, sampled: true });
      expect(event.correlationid).toBe(requestId);
      // In the handler it is the same trace, in a span of its own; what the handler announces carries it on.
      expect(context).toMatchObject({ requestId: event.id, correlationId: requestId });
      expect(parseTraceparent(context?.traceparent)?.traceId).toBe(traceId);
      expect(context?.traceparent).not.toBe(event.traceparent);
    } finally {
      await listener.close();
      await catalogue.close();
      await database.drop();
    }
  });
});
