import { Module } from '@nestjs/common';
import { TaxonomyController } from './taxonomy.controller.js';
import { TaxonomyQuery } from './taxonomy.query.js';

@Module({ controllers: [TaxonomyController], providers: [TaxonomyQuery] })
export class TaxonomyModule {}
