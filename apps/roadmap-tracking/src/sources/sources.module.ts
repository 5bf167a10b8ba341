import { Module } from '@nestjs/common';
import { SourcesController } from './sources.controller.js';
import { SourcesQuery } from './sources.query.js';
import { SourcesService } from './sources.service.js';

@Module({ controllers: [SourcesController], providers: [SourcesService, SourcesQuery] })
export class SourcesModule {}
