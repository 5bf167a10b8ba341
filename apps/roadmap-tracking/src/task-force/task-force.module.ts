import { Module } from '@nestjs/common';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { TaskForcesController } from './task-forces.controller.js';
import { TaskForcesQuery } from './task-forces.query.js';
import { TaskForcesService } from './task-forces.service.js';

@Module({
  controllers: [TaskForcesController, MembersController],
  providers: [TaskForcesService, TaskForcesQuery, MembersService],
  exports: [TaskForcesService, TaskForcesQuery],
})
export class TaskForceModule {}
