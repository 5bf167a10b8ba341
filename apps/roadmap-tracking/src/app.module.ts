import { type DynamicModule, Module } from '@nestjs/common';
import type { MessagingOptions } from '@capdev/messaging';
import { BusOperationsModule } from '@capdev/messaging/operating';
import { frameModules } from '@capdev/service-frame';
import { EventDescriptionsModule } from '@capdev/service-kit';
import { BaselinesModule } from './baselines/baselines.module.js';
import { BudgetModule } from './budget/budget.module.js';
import { CoDesignModule } from './co-design/co-design.module.js';
import { ActivitiesModule } from './activities/activities.module.js';
import { WorkingCalendarModule } from './calendar/working-calendar.module.js';
import type { Config } from './config.js';
import { ConsumersModule } from './consumers/consumers.module.js';
import { roadmapGround } from './data-source.js';
import { eventDescriptions } from './descriptions.events.js';
import { HealthModule } from './health/health.module.js';
import { ReportRenderingsModule } from './report-rendering/report-renderings.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { DependenciesModule } from './dependencies/dependencies.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { HarmonisationModule } from './harmonisation/harmonisation.module.js';

import { ActionPointsModule } from './action-points/action-points.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { MeetingsModule } from './meetings/meetings.module.js';
import { RecommendationsModule } from './recommendations/recommendations.module.js';
import { InitiativesModule } from './initiatives/initiatives.module.js';
import { MilestonesModule } from './milestones/milestones.module.js';
import { PlanModule } from './plan/plan.module.js';
import { RisksModule } from './risks/risks.module.js';
import { PlanExchangeModule } from './plan-exchange/plan-exchange.module.js';
import { roles } from './roles.js';
import { SourcesModule } from './sources/sources.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';
import { TaskForceModule } from './task-force/task-force.module.js';

@Module({})
export class AppModule {
  static forRoot(config: Config, messaging: Partial<MessagingOptions> = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...frameModules({ ...roadmapGround, roles }, config, messaging),
        ReportsModule,
        EvidenceModule,
        HarmonisationModule.forRoot(config.HARMONISATION_COMPLETE_FROM),
        ConsumersModule,
        SourcesModule,
        RecommendationsModule,
        CoDesignModule,
        PlanExchangeModule,
        BudgetModule,
        BaselinesModule,

        InitiativesModule,
        ActivitiesModule,
        MilestonesModule,
        ScheduleModule,
        HealthModule,
        PlanModule,
        DependenciesModule,
        RisksModule,
        WorkingCalendarModule,
        ReportRenderingsModule,
        TaskForceModule,
        MeetingsModule,
        DecisionsModule,
        ActionPointsModule,
        BusOperationsModule,
        EventDescriptionsModule.forRoot(eventDescriptions),
      ],
    };
  }
}
