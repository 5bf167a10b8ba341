import { Module } from '@nestjs/common';
import { BaselinesController } from './baselines.controller.js';
import { BaselinesQuery } from './baselines.query.js';
import { BaselinesService } from './baselines.service.js';

@Module({ controllers: [BaselinesController], providers: [BaselinesService, BaselinesQuery] })
export class BaselinesModule {}
