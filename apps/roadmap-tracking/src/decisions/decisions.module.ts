import { Module } from '@nestjs/common';
import { TaskForceModule } from '../task-force/task-force.module.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsQuery } from './decisions.query.js';
import { DecisionsService } from './decisions.service.js';

@Module({
  imports: [TaskForceModule],
  controllers: [DecisionsController],
  providers: [DecisionsService, DecisionsQuery],
})
export class DecisionsModule {}
