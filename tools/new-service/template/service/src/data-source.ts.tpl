import type { Ground } from '@capdev/service-frame';
import { CreateTraces{{millis}} } from './migrations/{{stamp}}-create-traces.js';
import { CreateNotice{{laterMillis}} } from './migrations/{{laterStamp}}-create-notice.js';
import { Notice } from './notices/notice.entity.js';

/** The service on its database and on the bus. */
export const {{slug}}Ground = {
  service: '{{name}}',
  slug: '{{slug}}',
  schema: {
    entities: [Notice],
    migrations: [CreateTraces{{millis}}, CreateNotice{{laterMillis}}],
  },
} satisfies Ground;
