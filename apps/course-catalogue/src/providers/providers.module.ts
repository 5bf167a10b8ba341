import { Module } from '@nestjs/common';
import { ProvidersController } from './providers.controller.js';
import { ProvidersQuery } from './providers.query.js';
import { ProvidersService } from './providers.service.js';

@Module({ controllers: [ProvidersController], providers: [ProvidersService, ProvidersQuery] })
export class ProvidersModule {}
