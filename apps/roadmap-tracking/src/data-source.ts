import type { Ground } from '@capdev/service-frame';
import { CreateTraces1795535280000 } from './migrations/20261124154800-create-traces.js';
import { CreateNotice1795535340000 } from './migrations/20261124154900-create-notice.js';
import { Notice } from './notices/notice.entity.js';

/** The service on its database and on the bus. */
export const roadmapGround = {
  service: 'roadmap-tracking',
  slug: 'roadmap',
  schema: {
    entities: [Notice],
    migrations: [CreateTraces1795535280000, CreateNotice1795535340000],
  },
} satisfies Ground;
