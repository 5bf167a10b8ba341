import { type DynamicModule, Module } from '@nestjs/common';
import { SearchModule } from '../search/search.module.js';
import { TwinGuard } from '../twins/twin-guard.js';
import type { PassMarks } from './course-details.js';
import { CourseRecords } from './course-records.js';
import { CoursesController } from './courses.controller.js';
import { CoursesQuery } from './courses.query.js';
import { CoursesService } from './courses.service.js';
import { UsualPassMarks } from './pass-marks.js';

@Module({
  imports: [SearchModule],
  controllers: [CoursesController],
  providers: [CoursesService, CoursesQuery, CourseRecords, TwinGuard],
})
export class CoursesModule {
  static forRoot({ usual, selfPaced }: PassMarks): DynamicModule {
    return {
      module: CoursesModule,
      providers: [{ provide: UsualPassMarks, useValue: new UsualPassMarks(usual, selfPaced) }],
    };
  }
}
