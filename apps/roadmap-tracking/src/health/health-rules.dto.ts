import { ApiProperty } from '@nestjs/swagger';
import { NumberField } from '@capdev/service-frame/fields';
import { pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import type { HealthRule } from './health-rule.entity.js';
import { type Measure, measures } from './measures.js';

const furthest = 10_000;

/** The thresholds as an editor writes them. */
export class HealthRuleInput {
  @NumberField(-furthest, furthest, { description: 'The value at which an item becomes amber.' })
  amber!: number;

  @NumberField(-furthest, furthest, { description: 'The value at which an item becomes red.' })
  red!: number;
}

export class HealthRuleResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ enum: Object.keys(measures) })
  measure!: Measure;

  @ApiProperty({ description: 'What is measured.' })
  meaning!: string;

  @ApiProperty({ description: 'What is counted.', example: 'working-days' })
  unit!: string;

  @ApiProperty({ enum: ['above', 'below'], description: 'On which side of the thresholds an item is worse off.' })
  worse!: 'above' | 'below';

  @ApiProperty({ type: 'integer' })
  amber!: number;

  @ApiProperty({ type: 'integer' })
  red!: number;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class HealthRulePage extends pageOfType(HealthRuleResponse) {}

export type HealthRuleRecord = Recorded<
  Pick<HealthRule, 'id' | 'version' | 'measure' | 'worse' | 'amber' | 'red' | 'updatedAt'>
>;

export function healthRuleResponse({
  id,
  version,
  measure,
  worse,
  amber,
  red,
  updatedAt,
}: HealthRuleRecord): HealthRuleResponse {
  return { id, version, measure, ...measures[measure], worse, amber, red, updatedAt: momentOf(updatedAt) };
}
