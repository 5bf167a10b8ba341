import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { CourseConsumer } from './course.consumer.js';
import { ImportConsumer } from './import.consumer.js';
import { OfferingConsumer } from './offering.consumer.js';
import { ProviderConsumer } from './provider.consumer.js';

/** Hears other services; what follows from it is the business of the nouns. */
@Module({
  imports: [EvidenceModule],
  controllers: [CourseConsumer, OfferingConsumer, ProviderConsumer, ImportConsumer],
})
export class ConsumersModule {}
