import { ApiProperty } from '@nestjs/swagger';
import { DayField, Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import type { MultilingualText } from '@capdev/taxonomy';
import { CurrencyField } from './money.dto.js';
import { type Amount, minus, shownIn } from './money.js';

export class BudgetQueryInput extends ListQuery {
  @DayField({ optional: true, description: 'As at the end of this day; today unless told.' })
  on?: string;

  @CurrencyField({ optional: true })
  currency?: string;
}

class BudgetSums {
  @ApiProperty({ example: 'CHF' })
  currency!: string;

  @ApiProperty({ example: '250000.00' })
  ceiling!: string;

  @ApiProperty({ example: '180000.00' })
  allocated!: string;

  @ApiProperty({ example: '20000.00' })
  committed!: string;

  @ApiProperty({ example: '90000.00' })
  spent!: string;

  @ApiProperty({ example: '70000.00', description: 'Of the ceiling, what was not allocated.' })
  left!: string;
}

class BudgetLineSums extends BudgetSums {
  @ApiProperty({ format: 'uuid' })
  lineId!: string;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;
}

/** Of the lines whose period has that day, those with the next codes. */
export class BudgetPage extends pageOfType(BudgetLineSums) {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ type: [BudgetSums], description: 'Of all these lines, on whichever page they are.' })
  totals!: BudgetSums[];
}

/** The sums of the ledger's entries up to a day. */
export interface SumsRecord {
  readonly currency: string;
  readonly ceiling: Amount;
  readonly allocated: Amount;
  readonly committed: Amount;
  readonly spent: Amount;
}

export interface LineSumsRecord extends SumsRecord {
  readonly lineId: string;
  readonly code: string;
  readonly title: MultilingualText;
  readonly owningUnit: string;
}

export function budgetSums({ currency, ceiling, allocated, committed, spent }: SumsRecord): BudgetSums {
  return {
    currency,
    ceiling: shownIn(currency, ceiling),
    allocated: shownIn(currency, allocated),
    committed: shownIn(currency, committed),
    spent: shownIn(currency, spent),
    left: shownIn(currency, minus(ceiling, allocated)),
  };
}

export function budgetLineSums(row: LineSumsRecord, speaker: Speaker): BudgetLineSums {
  const { lineId, code, owningUnit } = row;
  return { lineId, code, title: speaker.say(row.title), owningUnit, ...budgetSums(row) };
}
