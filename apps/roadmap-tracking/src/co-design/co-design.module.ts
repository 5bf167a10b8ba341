import { Module } from '@nestjs/common';
import { CoDesignController } from './co-design.controller.js';
import { CoDesignQuery } from './co-design.query.js';
import { CoDesignService } from './co-design.service.js';

@Module({ controllers: [CoDesignController], providers: [CoDesignService, CoDesignQuery] })
export class CoDesignModule {}
