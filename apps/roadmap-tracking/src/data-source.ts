import type { Ground } from '@capdev/service-frame';
import { ActionPoint } from './action-points/action-point.entity.js';
import { Activity } from './activities/activity.entity.js';
import { Baseline } from './baselines/baseline.entity.js';
import { BudgetAllocation } from './budget-allocations/budget-allocation.entity.js';
import { BudgetLine } from './budget-lines/budget-line.entity.js';
import { BudgetTransfer } from './budget-transfers/budget-transfer.entity.js';
import { WorkingCalendar } from './calendar/working-calendar.entity.js';
import { CoDesignOutput } from './co-design/co-design-output.entity.js';
import { CoDesignParticipation } from './co-design/co-design-participation.entity.js';
import { CoDesignProcess } from './co-design/co-design-process.entity.js';
import { CoDesignStep } from './co-design/co-design-step.entity.js';
import { Decision } from './decisions/decision.entity.js';
import { EvidenceRule } from './evidence/evidence-rule.entity.js';
import { Evidence } from './evidence/evidence.entity.js';
import { HealthOverride } from './health/health-override.entity.js';
import { HealthRule } from './health/health-rule.entity.js';
import { Initiative } from './initiatives/initiative.entity.js';
import { Meeting } from './meetings/meeting.entity.js';
import { CreateTraces1795535280000 } from './migrations/20261124154800-create-traces.js';
import { CreatePlan1795535400000 } from './migrations/20261124155000-create-plan.js';
import { CreateRecommendations1795535460000 } from './migrations/20261124155100-create-recommendations.js';
import { CreateCoDesign1795535520000 } from './migrations/20261124155200-create-co-design.js';
import { CreateDueWork1795535580000 } from './migrations/20261124155300-create-due-work.js';
import { CreateTaskForce1795535640000 } from './migrations/20261124155400-create-task-force.js';
import { CreateBudget1795535700000 } from './migrations/20261124155500-create-budget.js';
import { CreateBaseline1795535760000 } from './migrations/20261124155600-create-baseline.js';
import { CreateEvidence1795535820000 } from './migrations/20261124155700-create-evidence.js';
import { CreateCataloguedCourses1795535880000 } from './migrations/20261124155800-create-catalogued-courses.js';
import { CreateHealth1795535940000 } from './migrations/20261124155900-create-health.js';
import { CreateReport1795536000000 } from './migrations/20261124160000-create-report.js';
import { CreateCalendarLink1795536060000 } from './migrations/20261124160100-create-calendar-link.js';
import { CreatePlanImport1795536120000 } from './migrations/20261124160200-create-plan-import.js';
import { Milestone } from './milestones/milestone.entity.js';
import { PlanImport } from './plan-exchange/plan-import.entity.js';
import { CalendarLink } from './plan/calendar-link.entity.js';
import { Concern } from './recommendations/concern.entity.js';
import { RecommendationStep } from './recommendations/recommendation-step.entity.js';
import { Recommendation } from './recommendations/recommendation.entity.js';
import { Report } from './reports/report.entity.js';
import { Risk } from './risks/risk.entity.js';
import { SourceComment } from './sources/source-comment.entity.js';
import { Source } from './sources/source.entity.js';
import { TaskForceMember } from './task-force/task-force-member.entity.js';
import { TaskForce } from './task-force/task-force.entity.js';

/** The service on its database and on the bus. */
export const roadmapGround = {
  service: 'roadmap-tracking',
  slug: 'roadmap',
  dueWork: true,
  schema: {
    entities: [
      // sources and recommendations
      Source,
      SourceComment,
      Recommendation,
      RecommendationStep,
      Concern,
      // co-design
      CoDesignProcess,
      CoDesignStep,
      CoDesignParticipation,
      CoDesignOutput,
      // task force
      TaskForce,
      TaskForceMember,
      Meeting,
      Decision,
      ActionPoint,
      // plan
      Initiative,
      Activity,
      Milestone,
      Risk,
      WorkingCalendar,
      PlanImport,
      // reports
      Report,
      // health and calendars
      HealthRule,
      HealthOverride,
      CalendarLink,
      // evidence
      Evidence,
      EvidenceRule,
      // budget and baselines
      BudgetLine,
      BudgetAllocation,
      BudgetTransfer,
      Baseline,
    ],
    migrations: [
      CreateTraces1795535280000,
      CreatePlan1795535400000,
      CreateRecommendations1795535460000,
      CreateCoDesign1795535520000,
      CreateDueWork1795535580000,
      CreateTaskForce1795535640000,
      CreateBudget1795535700000,
      CreateBaseline1795535760000,
      CreateEvidence1795535820000,
      CreateCataloguedCourses1795535880000,
      CreateHealth1795535940000,
      CreateReport1795536000000,
      CreateCalendarLink1795536060000,
      CreatePlanImport1795536120000,
    ],
  },
} satisfies Ground;
