import { Module } from '@nestjs/common';
import { OfferingsController } from './offerings.controller.js';
import { OfferingsQuery } from './offerings.query.js';
import { OfferingsService } from './offerings.service.js';

@Module({ controllers: [OfferingsController], providers: [OfferingsService, OfferingsQuery] })
export class OfferingsModule {}
