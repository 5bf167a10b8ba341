import type { Ground } from '@capdev/service-frame';
import { Activity } from './activities/activity.entity.js';
import { Initiative } from './initiatives/initiative.entity.js';
import { CreateTraces1795535280000 } from './migrations/20261124154800-create-traces.js';
import { CreatePlan1795535400000 } from './migrations/20261124155000-create-plan.js';
import { Milestone } from './milestones/milestone.entity.js';

/** The service on its database and on the bus. */
export const roadmapGround = {
  service: 'roadmap-tracking',
  slug: 'roadmap',
  schema: {
    entities: [
      // plan
      Initiative,
      Activity,
      Milestone,
    ],
    migrations: [CreateTraces1795535280000, CreatePlan1795535400000],
  },
} satisfies Ground;
