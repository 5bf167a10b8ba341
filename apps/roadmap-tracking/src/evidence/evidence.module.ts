import { Module } from '@nestjs/common';
import { EvidenceFromEvents } from './evidence-from-events.js';

@Module({
  providers: [EvidenceFromEvents],
  exports: [EvidenceFromEvents],
})
export class EvidenceModule {}
