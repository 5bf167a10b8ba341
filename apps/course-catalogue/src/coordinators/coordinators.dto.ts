import { ApiProperty } from '@nestjs/swagger';
import { CheckedField, TextField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded, unitPattern, unitShape } from '@capdev/service-frame/plain';
import { isEmail } from 'class-validator';
import type { Coordinator, CoordinatorDetails } from './coordinator.entity.js';

// The message never repeats the value: it is personal data and problems are logged by clients.
const emailFault = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 254 && isEmail(value) ? undefined : 'must be an e-mail address';

/** A coordinator as an editor writes it. */
export class CoordinatorInput implements CoordinatorDetails {
  @TextField(200)
  name!: string;

  @CheckedField(
    'isWorkEmail',
    emailFault,
    { type: String, format: 'email', maxLength: 254 },
    { description: 'The address at work.' },
  )
  email!: string;

  @TextField(64, { pattern: unitPattern, shape: unitShape, example: 'BDT' })
  unit!: string;
}

export class CoordinatorListQuery extends ListQuery {
  @TextField(64, { optional: true, pattern: unitPattern, shape: unitShape })
  unit?: string;
}

export class CoordinatorResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Null once erased.' })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null once erased.' })
  email!: string | null;

  @ApiProperty()
  unit!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  erasedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class CoordinatorPage extends pageOfType(CoordinatorResponse) {}

/** A coordinator's row, or the coordinator itself. */
export type CoordinatorRecord = Recorded<Pick<Coordinator, keyof CoordinatorResponse>>;

export function coordinatorResponse(coordinator: CoordinatorRecord): CoordinatorResponse {
  const { id, version, name, email, unit, erasedAt, createdAt, updatedAt } = coordinator;
  return {
    ...{ id, version, name, email, unit },
    erasedAt: momentOf(erasedAt),
    createdAt: momentOf(createdAt),
    updatedAt: momentOf(updatedAt),
  };
}
