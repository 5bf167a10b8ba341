import { IsInt, IsUUID, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled } from '../core/index.js';

/** The plan as it was on one day, kept for comparing. */
export class BaselineTakenV1 {
  @IsUUID()
  baselineId!: string;

  /** Unique in the roadmap, and never changed. */
  @IsFilled()
  name!: string;

  @IsDay()
  takenOn!: string;

  /** How many initiatives, activities and milestones it holds. */
  @IsInt()
  @Min(0)
  itemCount!: number;
}

/** The plan was kept as it is. */
export const baselineTakenV1 = defineEvent({
  type: 'int.itu.roadmap.baseline.taken.v1',
  payload: BaselineTakenV1,
  about: {
    when: 'Once in a baseline’s life, when it is taken.',
    cause: 'The secretariat keeps the plan of that day under a name.',
    conclude: 'Later views may be compared with it. It never changes; its items are read from the service.',
    key: 'The baseline’s id. Nothing else is ever said of it.',
    personalData: 'No. Who took it stays in the service’s history.',
  },
  example: {
    baselineId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
    name: 'As approved in 2023',
    takenOn: '2023-01-16',
    itemCount: 42,
  },
});
