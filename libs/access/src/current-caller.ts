import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callerOf, type Caller } from './caller.js';

/**
 * The caller of a route; undefined on a public route without a token.
 *
 * @example
 * @Post() @Requires<Permission>('course:edit') create(@CurrentCaller() caller: Caller) { … }
 */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller | undefined =>
  callerOf(context.switchToHttp().getRequest<object>()),
);
