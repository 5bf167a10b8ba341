import { ApiProperty } from '@nestjs/swagger';
import { IdField, NumberField } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn } from 'class-validator';
import { type LinkKind, linkKinds } from '../schedule/links.js';

const about =
  'Which end of the predecessor the successor waits for, and with which end: FS finish to start, SS start to start, FF finish to finish, SF start to finish.';

export class DependencyInput {
  @IdField({ description: 'The activity or milestone that comes first.' })
  predecessorId!: string;

  @IdField({ description: 'The activity or milestone that waits for it.' })
  successorId!: string;

  @ApiProperty({ enum: linkKinds, description: about })
  @IsIn(linkKinds, { message: `$property must be one of: ${linkKinds.join(', ')}` })
  kind!: LinkKind;

  @NumberField(-500, 500, {
    optional: true,
    description: 'Working days between them; below 0 they overlap. 0 unless told.',
  })
  lagDays?: number | null;
}

export class DependencyListQuery extends ListQuery {
  @IdField({ optional: true, description: 'Those in which this item is one of the ends.' })
  item?: string;
}

export class DependencyResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  predecessorId!: string;

  @ApiProperty({ example: '1.1' })
  predecessorCode!: string;

  @ApiProperty({ format: 'uuid' })
  successorId!: string;

  @ApiProperty({ example: '1.2' })
  successorCode!: string;

  @ApiProperty({ enum: linkKinds, description: about })
  kind!: LinkKind;

  @ApiProperty({ description: 'Working days between them; below 0 they overlap.' })
  lagDays!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class DependencyPage extends pageOfType(DependencyResponse) {}

/** A dependency as it is kept, with the codes of its ends. It is made and removed, never changed. */
export type Dependency = Omit<DependencyResponse, 'createdAt'> & { readonly createdAt: Date };

export function dependencyResponse(dependency: Recorded<Dependency>): DependencyResponse {
  return { ...dependency, createdAt: momentOf(dependency.createdAt) };
}
