import { Module } from '@nestjs/common';
import { TaskForceModule } from '../task-force/task-force.module.js';
import { MeetingsController } from './meetings.controller.js';
import { MeetingsQuery } from './meetings.query.js';
import { MeetingsService } from './meetings.service.js';

@Module({ imports: [TaskForceModule], controllers: [MeetingsController], providers: [MeetingsService, MeetingsQuery] })
export class MeetingsModule {}
