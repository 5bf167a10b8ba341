import { createParamDecorator, type ExecutionContext, type Type as Class } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Page } from '@capdev/persistence';
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

/** The path and query of the request, for making the path of the next page. */
export const Address = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<{ url: string }>().url,
);

/** A page whose `next` is a path: the same request, going on after this page. */
export function listed<Item>(page: Page<Item>, address: string): { items: readonly Item[]; next: string | null } {
  if (page.next === null) return { items: page.items, next: null };
  const next = new URL(address, 'http://here');
  next.searchParams.set('after', page.next);
  return { items: page.items, next: `${next.pathname}${next.search}` };
}

/** A page of one sort of thing, for the API page. */
export function pageOfType<Item extends object>(item: Class<Item>): Class<{ items: Item[]; next: string | null }> {
  class PageResponse {
    @ApiProperty({ type: [item] })
    items!: Item[];

    @ApiProperty({ type: String, nullable: true, description: 'The path of the next page; null on the last one.' })
    next!: string | null;
  }
  return PageResponse;
}
