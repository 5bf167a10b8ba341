import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { NumberField } from '../fields/fields.js';

/** What every list takes. */
export class ListQuery {
  @ApiPropertyOptional({ description: 'Where to go on: comes with the path in "next".' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  after?: string;

  @Type(() => Number)
  @NumberField(1, 100, { optional: true, description: '20 unless told.' })
  limit = 20;
}
