import { type DynamicModule, Module } from '@nestjs/common';
import { CourseRecords } from '../courses/course-records.js';
import type { PassMarks } from '../courses/course-details.js';
import { CoursesService } from '../courses/courses.service.js';
import { UsualPassMarks } from '../courses/pass-marks.js';
import { SearchModule } from '../search/search.module.js';
import { TwinGuard } from '../twins/twin-guard.js';
import { BatchWriter } from './batch-writer.js';
import { ImportAccount } from './import-account.js';
import { ImportBatches } from './import-batches.js';
import { ImportDecisions } from './import-decisions.js';
import { ImportDecisionsService } from './import-decisions.service.js';
import { ImportEnds, ImportJobs } from './import-jobs.js';
import { ImportMappingsController } from './import-mappings.controller.js';
import { MappingsQuery } from './import-mappings.query.js';
import { ImportMappingsService } from './import-mappings.service.js';
import { ImportMissingQuery } from './import-missing.query.js';
import { ImportMissingService } from './import-missing.service.js';
import { ImportOptions } from './import-options.js';
import { ImportOutcomesController } from './import-outcomes.controller.js';
import { ImportRunner } from './import-runner.js';
import { ImportSourcesController } from './import-sources.controller.js';
import { ImportSourcesQuery } from './import-sources.query.js';
import { ImportSourcesService } from './import-sources.service.js';
import { ImportUndoService } from './import-undo.service.js';
import { ImportUndoing } from './import-undoing.js';
import { ImportUploadService } from './import-upload.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsQuery } from './imports.query.js';
import { ImportsService } from './imports.service.js';
import { OriginsController } from './origins.controller.js';
import { OriginsQuery } from './origins.query.js';
import { UploadBodies } from './upload-bodies.js';

/** What the imports are allowed, and what courses that they bring are given. */
export interface ImportSettings {
  readonly fileLimit: number;
  readonly rowsPerSecond: number;
  readonly passMarks: PassMarks;
}

@Module({
  imports: [SearchModule],
  controllers: [
    ImportSourcesController,
    ImportMappingsController,
    ImportsController,
    ImportOutcomesController,
    OriginsController,
  ],
  providers: [
    ...[ImportSourcesService, ImportSourcesQuery, ImportMappingsService, MappingsQuery],
    ...[ImportsService, ImportsQuery, ImportUploadService, UploadBodies, ImportAccount],
    ...[ImportRunner, ImportJobs, ImportEnds, ImportBatches, BatchWriter],
    ...[ImportDecisionsService, ImportDecisions, ImportUndoService, ImportUndoing],
    ...[ImportMissingQuery, ImportMissingService, OriginsQuery],
    ...[CoursesService, CourseRecords, TwinGuard],
  ],
})
export class ImportsModule {
  static forRoot({ fileLimit, rowsPerSecond, passMarks }: ImportSettings): DynamicModule {
    return {
      module: ImportsModule,
      providers: [
        { provide: ImportOptions, useValue: new ImportOptions(fileLimit, rowsPerSecond, passMarks) },
        { provide: UsualPassMarks, useValue: new UsualPassMarks(passMarks.usual, passMarks.selfPaced) },
      ],
    };
  }
}
