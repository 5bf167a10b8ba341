import { createParamDecorator, type ExecutionContext, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** A part of a list, and where it goes on: null on the last one. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The path and query of the request, for making the path of the next page. */
export const Address = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<{ url: string }>().url,
);

/** A page whose `next` is a path: the same request, going on after this page. */
export function listed<Item>(page: Page<Item>, address: string): Page<Item> {
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
