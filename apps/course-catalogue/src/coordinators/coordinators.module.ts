import { Module } from '@nestjs/common';
import { CoordinatorsController } from './coordinators.controller.js';
import { CoordinatorsQuery } from './coordinators.query.js';
import { CoordinatorsService } from './coordinators.service.js';

@Module({ controllers: [CoordinatorsController], providers: [CoordinatorsService, CoordinatorsQuery] })
export class CoordinatorsModule {}
