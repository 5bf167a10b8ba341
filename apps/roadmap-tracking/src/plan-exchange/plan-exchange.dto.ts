import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { momentOf, type Recorded } from '@capdev/service-frame/plain';
import { IsIn, IsOptional } from 'class-validator';
import type { PlanImport } from './plan-import.entity.js';

/** What can become of a row. */
const rowActions = ['created', 'updated', 'unchanged', 'rejected'] as const;
type RowAction = (typeof rowActions)[number];

const encodings = ['utf-8', 'latin1'] as const;

export class PlanImportQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'With true, the plan stays as it is, and the account says what would become of each row.',
  })
  @IsOptional()
  @IsIn(['true', 'false'], { message: '$property must be true or false' })
  dryRun?: 'true' | 'false';

  @ApiPropertyOptional({ enum: encodings, description: 'Of the file; latin1 is that of older spreadsheet programs.' })
  @IsOptional()
  @IsIn(encodings, { message: `$property must be one of: ${encodings.join(', ')}` })
  encoding?: (typeof encodings)[number];
}

export class ImportedRowListQuery extends ListQuery {
  @ApiPropertyOptional({ enum: rowActions })
  @IsOptional()
  @IsIn(rowActions, { message: `$property must be one of: ${rowActions.join(', ')}` })
  action?: RowAction;
}

export class PlanImportResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Whether the plan was left as it was.' })
  dryRun!: boolean;

  @ApiProperty({ description: 'Of the file: the same file has the same.' })
  sha256!: string;

  @ApiProperty()
  bytes!: number;

  @ApiProperty({ description: 'So many rows brought an item in.' })
  created!: number;

  @ApiProperty()
  updated!: number;

  @ApiProperty({ description: 'So many rows said what was in the plan already.' })
  unchanged!: number;

  @ApiProperty({ description: 'Of so many rows nothing was taken over.' })
  rejected!: number;

  @ApiProperty({ description: 'An opaque identifier.' })
  actor!: string;

  @ApiProperty()
  unit!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class PlanImportPage extends pageOfType(PlanImportResponse) {}

class RowFaultResponse {
  @ApiProperty({ type: String, nullable: true, description: 'The column; null when the row as a whole is meant.' })
  field!: string | null;

  @ApiProperty()
  detail!: string;
}

export class ImportedRowResponse {
  @ApiProperty({ description: 'As a spreadsheet counts: the headings are row 1.' })
  row!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty({ enum: rowActions })
  action!: RowAction;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was rejected: a code, such as dependency-cycle.' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The same as a sentence, with how to mend it.' })
  detail!: string | null;

  @ApiProperty({ type: [RowFaultResponse] })
  faults!: RowFaultResponse[];
}

export class ImportedRowPage extends pageOfType(ImportedRowResponse) {}

/** An import's row, or the import itself. */
export type PlanImportRecord = Recorded<PlanImport>;

export function planImportResponse(one: PlanImportRecord): PlanImportResponse {
  return {
    id: one.id,
    dryRun: one.dryRun,
    sha256: one.sha256,
    bytes: one.bytes,
    created: one.created,
    updated: one.updated,
    unchanged: one.unchanged,
    rejected: one.rejected,
    actor: one.actor,
    unit: one.unit,
    createdAt: momentOf(one.createdAt),
  };
}
