import { type DynamicModule, Module } from '@nestjs/common';
import type { MessagingOptions } from '@capdev/messaging';
import { BusOperationsModule } from '@capdev/messaging/operating';
import { frameModules } from '@capdev/service-frame';
import { EventDescriptionsModule } from '@capdev/service-kit';
import { ActionPointsModule } from './action-points/action-points.module.js';
import { ActivitiesModule } from './activities/activities.module.js';
import { BaselinesModule } from './baselines/baselines.module.js';
import { BudgetModule } from './budget/budget.module.js';
import { WorkingCalendarModule } from './calendar/working-calendar.module.js';
import { CoDesignModule } from './co-design/co-design.module.js';
import type { Config } from './config.js';
import { ConsumersModule } from './consumers/consumers.module.js';
import { roadmapGround } from './data-source.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { DependenciesModule } from './dependencies/dependencies.module.js';
import { eventDescriptions } from './descriptions.events.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { HarmonisationModule } from './harmonisation/harmonisation.module.js';
import { HealthModule } from './health/health.module.js';
import { InitiativesModule } from './initiatives/initiatives.module.js';
import { MeetingsModule } from './meetings/meetings.module.js';
import { MilestonesModule } from './milestones/milestones.module.js';
import { PlanExchangeModule } from './plan-exchange/plan-exchange.module.js';
import { PlanModule } from './plan/plan.module.js';
import { RecommendationsModule } from './recommendations/recommendations.module.js';
import { ReportRenderingsModule } from './report-rendering/report-renderings.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RisksModule } from './risks/risks.module.js';
import { roles } from './roles.js';
import { ScheduleModule } from './schedule/schedule.module.js';
import { SourcesModule } from './sources/sources.module.js';
import { TaskForceModule } from './task-force/task-force.module.js';

@Module({})
export class AppModule {
  static forRoot(config: Config, messaging: Partial<MessagingOptions> = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...frameModules({ ...roadmapGround, roles }, config, messaging),
        SourcesModule,
        RecommendationsModule,
        CoDesignModule,
        TaskForceModule,
        MeetingsModule,
        DecisionsModule,
        ActionPointsModule,
        InitiativesModule,
        ActivitiesModule,
        MilestonesModule,
        DependenciesModule,
        RisksModule,
        WorkingCalendarModule,
        ScheduleModule,
        HealthModule,
        PlanModule,
        PlanExchangeModule,
        BaselinesModule,
        BudgetModule,
        EvidenceModule,
        HarmonisationModule.forRoot(config.HARMONISATION_COMPLETE_FROM),
        ConsumersModule,
        ReportsModule,
        ReportRenderingsModule,
        BusOperationsModule,
        EventDescriptionsModule.forRoot(eventDescriptions),
      ],
    };
  }
}
