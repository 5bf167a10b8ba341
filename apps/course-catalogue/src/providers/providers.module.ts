import { Module } from '@nestjs/common';
import { SearchModule } from '../search/search.module.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersQuery } from './providers.query.js';
import { ProvidersService } from './providers.service.js';

@Module({ imports: [SearchModule], controllers: [ProvidersController], providers: [ProvidersService, ProvidersQuery] })
export class ProvidersModule {}
