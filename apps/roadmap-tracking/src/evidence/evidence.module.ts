import { Module } from '@nestjs/common';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceFromEvents } from './evidence-from-events.js';
import { EvidenceQuery } from './evidence.query.js';
import { EvidenceRulesController } from './evidence-rules.controller.js';
import { EvidenceRulesQuery } from './evidence-rules.query.js';
import { EvidenceRulesService } from './evidence-rules.service.js';
import { EvidenceService } from './evidence.service.js';

@Module({
  controllers: [EvidenceController, EvidenceRulesController],
  providers: [EvidenceService, EvidenceQuery, EvidenceRulesService, EvidenceRulesQuery, EvidenceFromEvents],
  exports: [EvidenceFromEvents],
})
export class EvidenceModule {}
