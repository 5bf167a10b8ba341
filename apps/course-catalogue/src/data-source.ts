import type { PersistenceOptions } from '@capdev/persistence';
import type { Ground } from '@capdev/service-frame';
import { Coordinator } from './coordinators/coordinator.entity.js';
import { Course } from './courses/course.entity.js';
import { CreateProvider1795424400000 } from './migrations/20261123090000-create-provider.js';
import { CreateCoordinator1795424460000 } from './migrations/20261123090100-create-coordinator.js';
import { CreateCourse1795424520000 } from './migrations/20261123090200-create-course.js';
import { CreateOffering1795424580000 } from './migrations/20261123090300-create-offering.js';
import { CreateTraces1795424640000 } from './migrations/20261123090400-create-traces.js';
import { CreateCourseSearch1795510800000 } from './migrations/20261124090000-create-course-search.js';
import { CreateCourseTwins1795514400000 } from './migrations/20261124100000-create-course-twins.js';
import { CreateImports1795518000000 } from './migrations/20261124110000-create-imports.js';
import { NarrowCourseSearch1795521600000 } from './migrations/20261124120000-narrow-course-search.js';
import { IndexCourseSuccessor1795525200000 } from './migrations/20261124130000-index-course-successor.js';
import { IndexRefusedRows1795528800000 } from './migrations/20261124140000-index-refused-rows.js';
import { ExtendMessaging1795532400000 } from './migrations/20261124150000-extend-messaging.js';
import { Offering } from './offerings/offering.entity.js';
import { Provider } from './providers/provider.entity.js';

/** What the catalogue's database holds, and how it came to that. */
export const catalogueSchema = {
  entities: [Provider, Coordinator, Course, Offering],
  migrations: [
    CreateProvider1795424400000,
    CreateCoordinator1795424460000,
    CreateCourse1795424520000,
    CreateOffering1795424580000,
    CreateTraces1795424640000,
    CreateCourseSearch1795510800000,
    CreateCourseTwins1795514400000,
    CreateImports1795518000000,
    NarrowCourseSearch1795521600000,
    IndexCourseSuccessor1795525200000,
    IndexRefusedRows1795528800000,
    ExtendMessaging1795532400000,
  ],
} satisfies Pick<PersistenceOptions, 'entities' | 'migrations'>;

/** The catalogue on its database and on the bus. */
export const catalogue: Ground = { service: 'course-catalogue', slug: 'catalogue', schema: catalogueSchema };
