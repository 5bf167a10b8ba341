import { Module } from '@nestjs/common';
import { ConcernsController } from './concerns.controller.js';
import { ConcernsQuery } from './concerns.query.js';
import { ConcernsService } from './concerns.service.js';
import { RecommendationsController } from './recommendations.controller.js';
import { RecommendationsQuery } from './recommendations.query.js';
import { RecommendationsService } from './recommendations.service.js';

@Module({
  controllers: [RecommendationsController, ConcernsController],
  providers: [RecommendationsService, RecommendationsQuery, ConcernsService, ConcernsQuery],
})
export class RecommendationsModule {}
