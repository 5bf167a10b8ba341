import { Module } from '@nestjs/common';
import { HealthRulesController } from './health-rules.controller.js';
import { HealthRulesQuery } from './health-rules.query.js';
import { HealthRulesService } from './health-rules.service.js';
import { OverridesController } from './overrides.controller.js';
import { OverridesQuery } from './overrides.query.js';
import { OverridesService } from './overrides.service.js';

@Module({
  controllers: [HealthRulesController, OverridesController],
  providers: [HealthRulesService, HealthRulesQuery, OverridesService, OverridesQuery],
})
export class HealthModule {}
