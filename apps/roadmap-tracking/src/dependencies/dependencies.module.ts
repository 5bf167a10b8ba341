import { Module } from '@nestjs/common';
import { DependenciesController } from './dependencies.controller.js';
import { DependenciesQuery } from './dependencies.query.js';
import { DependenciesService } from './dependencies.service.js';

@Module({
  controllers: [DependenciesController],
  providers: [DependenciesService, DependenciesQuery],
  exports: [DependenciesService],
})
export class DependenciesModule {}
