import { IsInt, IsUUID, Matches, Min } from 'class-validator';
import { defineEvent, IsDay, IsFilled, MultilingualTextV1, Nested } from '../core/index.js';

const IsAmount = (): PropertyDecorator =>
  Matches(/^\d{1,13}(\.\d{1,4})?$/, { message: '$property must be an amount such as 1250.50' });

/** A line of the existing budget as the public sees it. Amounts are exact decimals as text, in the line's currency. */
export class BudgetLineSnapshotV1 {
  @IsUUID()
  budgetLineId!: string;

  /** What people call it: unique in the roadmap. */
  @IsFilled()
  code!: string;

  @Nested(() => MultilingualTextV1)
  title!: MultilingualTextV1;

  /** The unit whose money it is. */
  @IsFilled()
  owningUnit!: string;

  @IsDay()
  periodStart!: string;

  @IsDay()
  periodEnd!: string;

  /** ISO 4217. */
  @IsFilled()
  currency!: string;

  /** The ceiling. */
  @IsAmount()
  amount!: string;

  /** What is given to activities; never above the ceiling. */
  @IsAmount()
  allocated!: string;

  /** Of the line's record: the number in its ETag. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class BudgetLineOpenedV1 extends BudgetLineSnapshotV1 {}
export class BudgetLineExhaustedV1 extends BudgetLineSnapshotV1 {}

const key = 'The line’s id: everything said of one line arrives in the order in which it happened.';
const personalData = 'No. It is about money and the unit that answers for it.';

const example: BudgetLineSnapshotV1 = {
  budgetLineId: '019ab6c0-7d10-7c3e-9a51-3f0f2d9c1a01',
  code: 'BDT-2023-CD',
  title: { original: 'en', text: { en: 'Capacity development, regular budget' } },
  owningUnit: 'BDT',
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
  currency: 'CHF',
  amount: '250000.00',
  allocated: '0.00',
  version: 1,
};

/** Money of the existing budget can be given to activities. */
export const budgetLineOpenedV1 = defineEvent({
  type: 'int.itu.roadmap.budget-line.opened.v1',
  payload: BudgetLineOpenedV1,
  about: {
    when: 'Once in a line’s life, when it is entered.',
    cause: 'A budget officer enters a line of the existing budget.',
    conclude:
      'Activities may be given money from it up to the amount, in its period. Movements inside it are not announced.',
    key,
    personalData,
  },
  example,
});

/** Everything on a line is given to activities. */
export const budgetLineExhaustedV1 = defineEvent({
  type: 'int.itu.roadmap.budget-line.exhausted.v1',
  payload: BudgetLineExhaustedV1,
  about: {
    when: 'Each time nothing of a line is left to allocate.',
    cause: 'An allocation takes the last of it, or money is moved away.',
    conclude:
      'What would take more is refused. An allocation that is given back, or money moved to the line, makes room again.',
    key,
    personalData,
  },
  example: { ...example, allocated: '250000.00', version: 9 },
});
