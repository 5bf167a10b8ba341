import { Module } from '@nestjs/common';
import { RisksController } from './risks.controller.js';
import { RisksQuery } from './risks.query.js';
import { RisksService } from './risks.service.js';

@Module({ controllers: [RisksController], providers: [RisksService, RisksQuery], exports: [RisksService] })
export class RisksModule {}
