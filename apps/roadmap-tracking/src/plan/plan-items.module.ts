import { Module } from '@nestjs/common';
import { PlanItems } from './plan-items.js';

/** How items of every kind enter the plan and are changed in it. */
@Module({ providers: [PlanItems], exports: [PlanItems] })
export class PlanItemsModule {}
