import { ApiProperty } from '@nestjs/swagger';
import { IdField, type Spoken, SpokenProperty, UnitField } from '@capdev/service-frame/fields';
import { HealthResponse } from '../health/health.dto.js';
import { linkKinds } from '../schedule/links.js';
import { PlacementResponse } from '../schedule/schedule.dto.js';
import { itemKinds } from './item-kind.js';

export class PlanQuery {
  @IdField({ optional: true, description: 'A baseline to compare with.' })
  baseline?: string;

  @IdField({ optional: true, description: 'Only this initiative.' })
  initiative?: string;

  @UnitField({ optional: true, description: 'Only what this unit answers for, and what that is a part of.' })
  unit?: string;
}

const day = { type: String, format: 'date', nullable: true } as const;

class DaysResponse {
  @ApiProperty(day)
  start!: string | null;

  @ApiProperty(day)
  finish!: string | null;
}

class CostResponse {
  @ApiProperty({ example: '12500.00' })
  allocated!: string;

  @ApiProperty()
  committed!: string;

  @ApiProperty()
  spent!: string;
}

const perCurrency = (description: string) =>
  ({ type: 'object', additionalProperties: { type: 'string' }, example: { CHF: '12500.00' }, description }) as const;

class DependencyOfItemResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  predecessorId!: string;

  @ApiProperty({ enum: linkKinds })
  kind!: string;

  @ApiProperty({ type: 'integer', description: 'Working days.' })
  lagDays!: number;
}

class EvidenceCountResponse {
  @ApiProperty({ type: 'integer' })
  proposed!: number;

  @ApiProperty({ type: 'integer' })
  confirmed!: number;
}

class VarianceResponse {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'From the planned start then to the expected start now.',
  })
  startCalendarDays!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'From the planned finish then to the expected finish now.',
  })
  finishCalendarDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  finishWorkingDays!: number | null;

  @ApiProperty(perCurrency('Allocated now beyond what was then.'))
  cost!: Record<string, string>;
}

class ComparisonResponse {
  @ApiProperty({ description: 'Whether the item is newer than the baseline.' })
  added!: boolean;

  @ApiProperty({ type: DaysResponse, nullable: true, description: 'As it was planned then.' })
  planned!: DaysResponse | null;

  @ApiProperty(perCurrency('Allocated then.'))
  cost!: Record<string, string>;

  @ApiProperty({ type: VarianceResponse, nullable: true })
  variance!: VarianceResponse | null;
}

export class PlanItemResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: itemKinds })
  kind!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parentId!: string | null;

  @ApiProperty({ format: 'uuid' })
  initiativeId!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty({ type: String, nullable: true })
  focalPoint!: string | null;

  @ApiProperty()
  state!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty({ type: DaysResponse })
  planned!: DaysResponse;

  @ApiProperty({ type: DaysResponse })
  forecast!: DaysResponse;

  @ApiProperty({ type: DaysResponse })
  actual!: DaysResponse;

  @ApiProperty(day)
  deadline!: string | null;

  @ApiProperty({ type: PlacementResponse, nullable: true, description: 'Of an initiative: of all that is in it.' })
  schedule!: PlacementResponse | null;

  @ApiProperty({ type: HealthResponse, nullable: true, description: 'Null for what is cancelled.' })
  health!: HealthResponse | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Per cent; of an initiative by the length of its activities.',
  })
  progress!: number | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/CostResponse' },
    description: 'By currency.',
  })
  cost!: Record<string, CostResponse>;

  @ApiProperty({ type: [DependencyOfItemResponse] })
  dependsOn!: DependencyOfItemResponse[];

  @ApiProperty({ type: EvidenceCountResponse, nullable: true, description: 'Of a milestone.' })
  evidence!: EvidenceCountResponse | null;

  @ApiProperty({ type: ComparisonResponse, nullable: true, description: 'Null when no baseline was asked for.' })
  baseline!: ComparisonResponse | null;
}

class RemovedItemResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: itemKinds })
  kind!: string;

  @ApiProperty()
  code!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  owningUnit!: string;

  @ApiProperty({ type: DaysResponse })
  planned!: DaysResponse;

  @ApiProperty(perCurrency('Allocated then.'))
  cost!: Record<string, string>;
}

class BaselineOfPlanResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ format: 'date' })
  takenOn!: string;
}

/** The whole plan. */
export class PlanDocumentResponse {
  @ApiProperty({ format: 'date', description: 'The day for which it is computed.' })
  asOf!: string;

  @ApiProperty({ description: 'Counts the changes of the plan.' })
  revision!: string;

  @ApiProperty({ ...day, description: 'When the last open item finishes.' })
  end!: string | null;

  @ApiProperty({ type: [String] })
  criticalPath!: string[];

  @ApiProperty({ type: BaselineOfPlanResponse, nullable: true })
  baseline!: BaselineOfPlanResponse | null;

  @ApiProperty({ type: [PlanItemResponse] })
  items!: PlanItemResponse[];

  @ApiProperty({ type: [RemovedItemResponse], description: 'What the baseline had and the plan has no more.' })
  removed!: RemovedItemResponse[];
}
