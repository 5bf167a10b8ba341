import { ApiProperty } from '@nestjs/swagger';
import { CheckedField, DayField, IdField, TextField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { StateField } from '../plan/plan-item.dto.js';
import type { HealthOverride, OverrideDetails } from './health-override.entity.js';
import { type HealthStatus, healthStatuses } from './verdict.js';

const StatusField = (): PropertyDecorator =>
  CheckedField(
    'isHealthStatus',
    (value) =>
      healthStatuses.includes(value as HealthStatus) ? undefined : `must be one of: ${healthStatuses.join(', ')}`,
    { enum: [...healthStatuses] },
  );

/** An override as somebody gives it. */
export class OverrideInput implements OverrideDetails {
  @IdField({ description: 'The initiative, activity or milestone.' })
  itemId!: string;

  @StatusField()
  status!: HealthStatus;

  @TextField(500, {
    description: 'Why its measures do not tell the truth. Everybody who reads the plan sees it; it must name nobody.',
  })
  reason!: string;

  @DayField({ description: 'The last day on which it holds: today at the earliest, 90 days from today at the latest.' })
  expiresOn!: string;
}

export class WithdrawalInput {
  @TextField(500, { description: 'It stays in the history; it must name nobody.' })
  reason!: string;
}

const overrideStates = ['active', 'expired', 'withdrawn'] as const;

export class OverrideListQuery extends ListQuery {
  @IdField({ optional: true, description: 'Those of this item.' })
  item?: string;

  @StateField(overrideStates)
  state?: (typeof overrideStates)[number];
}

export class OverrideResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  itemId!: string;

  @ApiProperty({ description: 'The unit that answered for the item when it was given.' })
  owningUnit!: string;

  @ApiProperty({ enum: healthStatuses })
  status!: HealthStatus;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ format: 'date' })
  expiresOn!: string;

  @ApiProperty({ enum: overrideStates })
  state!: (typeof overrideStates)[number];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class OverridePage extends pageOfType(OverrideResponse) {}

export type OverrideRecord = Recorded<Pick<HealthOverride, keyof OverrideResponse>>;

export function overrideResponse(override: OverrideRecord): OverrideResponse {
  return {
    id: override.id,
    version: override.version,
    itemId: override.itemId,
    owningUnit: override.owningUnit,
    status: override.status,
    reason: override.reason,
    expiresOn: override.expiresOn,
    state: override.state,
    createdAt: momentOf(override.createdAt),
    updatedAt: momentOf(override.updatedAt),
  };
}
