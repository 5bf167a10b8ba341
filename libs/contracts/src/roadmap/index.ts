import type { EventDefinition } from '../core/index.js';
import { baselineTakenV1 } from './baseline.v1.js';
import { budgetLineExhaustedV1, budgetLineOpenedV1 } from './budget-line.v1.js';
import { decisionAdoptedV1, decisionSupersededV1 } from './decision.v1.js';
import { initiativeCompletedV1, initiativeStartedV1 } from './initiative.v1.js';
import {
  milestoneForecastChangedV1,
  milestoneMissedV1,
  milestonePlannedV1,
  milestoneReachedV1,
} from './milestone.v1.js';
import {
  recommendationAcceptedV1,
  recommendationImplementedV1,
  recommendationRejectedV1,
} from './recommendation.v1.js';
import { reportPublishedV1 } from './report.v1.js';
import { taskForceConstitutedV1, taskForceLapsedV1 } from './task-force.v1.js';

export { BaselineTakenV1, baselineTakenV1 } from './baseline.v1.js';
export {
  BudgetLineExhaustedV1,
  budgetLineExhaustedV1,
  BudgetLineOpenedV1,
  budgetLineOpenedV1,
  BudgetLineSnapshotV1,
} from './budget-line.v1.js';
export {
  DecisionAdoptedV1,
  decisionAdoptedV1,
  DecisionSnapshotV1,
  DecisionSupersededV1,
  decisionSupersededV1,
} from './decision.v1.js';
export {
  InitiativeCompletedV1,
  initiativeCompletedV1,
  InitiativeSnapshotV1,
  InitiativeStartedV1,
  initiativeStartedV1,
} from './initiative.v1.js';
export {
  MilestoneForecastChangedV1,
  milestoneForecastChangedV1,
  MilestoneMissedV1,
  milestoneMissedV1,
  MilestonePlannedV1,
  milestonePlannedV1,
  MilestoneReachedV1,
  milestoneReachedV1,
  MilestoneSnapshotV1,
} from './milestone.v1.js';
export {
  RecommendationAcceptedV1,
  recommendationAcceptedV1,
  RecommendationImplementedV1,
  recommendationImplementedV1,
  RecommendationRejectedV1,
  recommendationRejectedV1,
  RecommendationSnapshotV1,
} from './recommendation.v1.js';
export { ReportPublishedV1, reportPublishedV1 } from './report.v1.js';
export {
  TaskForceConstitutedV1,
  taskForceConstitutedV1,
  TaskForceLapsedV1,
  taskForceLapsedV1,
  TaskForceSnapshotV1,
} from './task-force.v1.js';

/** Every public event of this service, in life order. */
export const roadmapEvents: readonly EventDefinition[] = [
  recommendationAcceptedV1,
  recommendationRejectedV1,
  recommendationImplementedV1,
  taskForceConstitutedV1,
  taskForceLapsedV1,
  decisionAdoptedV1,
  decisionSupersededV1,
  initiativeStartedV1,
  initiativeCompletedV1,
  milestonePlannedV1,
  milestoneForecastChangedV1,
  milestoneReachedV1,
  milestoneMissedV1,
  budgetLineOpenedV1,
  budgetLineExhaustedV1,
  baselineTakenV1,
  reportPublishedV1,
];
