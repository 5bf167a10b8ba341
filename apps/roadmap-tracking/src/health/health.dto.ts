import { ApiProperty, PickType } from '@nestjs/swagger';
import { measures } from './measures.js';
import { OverrideResponse } from './overrides.dto.js';
import { healthStatuses, type HealthStatus, type Judgement } from './verdict.js';

class JudgementResponse {
  @ApiProperty({ enum: Object.keys(measures) })
  measure!: Judgement['measure'];

  @ApiProperty({ type: 'integer' })
  value!: number;

  @ApiProperty({ type: 'integer', description: 'The threshold that it has reached, or of a green one the next.' })
  threshold!: number;

  @ApiProperty({ enum: healthStatuses })
  status!: HealthStatus;
}

class BecauseResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;
}

class ActiveOverrideResponse extends PickType(OverrideResponse, ['id', 'status', 'reason', 'expiresOn']) {}

/** How an item is, and why. */
export class HealthResponse {
  @ApiProperty({
    enum: healthStatuses,
    description: 'That of the override while one lasts, else that of the measures.',
  })
  status!: HealthStatus;

  @ApiProperty({ description: 'Why, in English, with the numbers.' })
  sentence!: string;

  @ApiProperty({ enum: healthStatuses, description: 'What the measures tell.' })
  computed!: HealthStatus;

  @ApiProperty({ type: [JudgementResponse] })
  parts!: readonly JudgementResponse[];

  @ApiProperty({
    type: BecauseResponse,
    nullable: true,
    description: 'Whose health an initiative has; null for its own.',
  })
  because!: BecauseResponse | null;

  @ApiProperty({ type: ActiveOverrideResponse, nullable: true })
  override!: ActiveOverrideResponse | null;
}
