import { Module } from '@nestjs/common';
import { SearchModule } from '../search/search.module.js';
import { OfferingsController } from './offerings.controller.js';
import { OfferingsQuery } from './offerings.query.js';
import { OfferingsService } from './offerings.service.js';

@Module({ imports: [SearchModule], controllers: [OfferingsController], providers: [OfferingsService, OfferingsQuery] })
export class OfferingsModule {}
