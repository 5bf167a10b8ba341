import { ApiProperty } from '@nestjs/swagger';
import { DayField, TextField, UnitField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn } from 'class-validator';
import type { MemberDetails, TaskForceMember } from './task-force-member.entity.js';
import { type MemberRole, memberRoles, personPattern, personShape } from './task-force-states.js';

/** What can be said anew of a member. */
export class MemberTermInput {
  @ApiProperty({ enum: memberRoles })
  @IsIn(memberRoles, { message: `$property must be one of: ${memberRoles.join(', ')}` })
  role!: MemberRole;

  @DayField()
  startsOn!: string;

  @DayField({ optional: true, description: 'The last day; without one the term has no end.' })
  endsOn?: string | null;
}

export function memberDetailsOf({ role, startsOn, endsOn }: MemberTermInput): MemberDetails {
  return { role, startsOn, endsOn: endsOn ?? null };
}

/** Somebody who is to represent a unit. */
export class MemberInput extends MemberTermInput {
  @UnitField()
  unit!: string;

  @TextField(128, {
    pattern: personPattern,
    shape: personShape,
    description: 'An opaque identifier, such as the subject of a token. Never a name or an address.',
    example: 'b5c2e8a0',
  })
  person!: string;
}

export class MemberListQuery extends ListQuery {
  @UnitField({ optional: true, description: 'Those who represent this unit.' })
  unit?: string;

  @DayField({ optional: true, description: 'Those whose term includes this day.' })
  on?: string;
}

export class MemberResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The number in the ETag.' })
  version!: number;

  @ApiProperty({ format: 'uuid' })
  taskForceId!: string;

  @ApiProperty()
  unit!: string;

  @ApiProperty({ type: String, nullable: true, description: 'An opaque identifier; null once it was erased.' })
  person!: string | null;

  @ApiProperty({ enum: memberRoles })
  role!: MemberRole;

  @ApiProperty({ format: 'date' })
  startsOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endsOn!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  erasedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class MemberPage extends pageOfType(MemberResponse) {}

export type MemberRecord = Recorded<Pick<TaskForceMember, keyof MemberResponse>>;

export function memberResponse(member: MemberRecord): MemberResponse {
  return {
    id: member.id,
    version: member.version,
    taskForceId: member.taskForceId,
    unit: member.unit,
    person: member.person,
    role: member.role,
    startsOn: member.startsOn,
    endsOn: member.endsOn,
    erasedAt: momentOf(member.erasedAt),
    createdAt: momentOf(member.createdAt),
    updatedAt: momentOf(member.updatedAt),
  };
}
