import { Module } from '@nestjs/common';
import { ActionPointsController } from './action-points.controller.js';
import { ActionPointsQuery } from './action-points.query.js';
import { ActionPointsService } from './action-points.service.js';

@Module({ controllers: [ActionPointsController], providers: [ActionPointsService, ActionPointsQuery] })
export class ActionPointsModule {}
