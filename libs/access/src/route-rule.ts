import { SetMetadata } from '@nestjs/common';

/** What a route asks of its caller: nothing, or a permission. */
export type RouteRule = { readonly public: true } | { readonly public: false; readonly permission: string };

/** Where the rule is kept. A library that may not import this one can set `{ public: true }` under this key itself. */
export const ROUTE_RULE = 'capdev:access';

/**
 * Opens a route, or all routes of a controller, to everybody. A token is not needed, but a bad one is still refused.
 *
 * @example
 * @Get() @Public() list() { … }
 */
export function Public(): MethodDecorator & ClassDecorator {
  return rule({ public: true });
}

/**
 * Asks for a permission that at least one of the caller's roles must give. Whether it reaches as far as a particular
 * unit's things is a question for {@link AccessPolicy.demand}, once the thing is known.
 *
 * @example
 * @Post() @Requires<Permission>('course:edit') create() { … }
 */
export function Requires<Permission extends string = string>(
  permission: NoInfer<Permission>,
): MethodDecorator & ClassDecorator {
  return rule({ public: false, permission });
}

function rule(value: RouteRule): MethodDecorator & ClassDecorator {
  return (target: object, name?: string | symbol, descriptor?: PropertyDescriptor) => {
    const subject = (descriptor?.value as object | undefined) ?? target;
    if (Reflect.hasOwnMetadata(ROUTE_RULE, subject)) {
      throw new Error(
        `${String(name ?? (target as { name?: string }).name)} has both @Public() and @Requires(): choose one.`,
      );
    }
    SetMetadata(ROUTE_RULE, value)(subject as () => void);
  };
}

/** The rule of a route: its own, else its controller's. */
export function ruleOf(handler: object, controller: object): RouteRule | undefined {
  return (Reflect.getMetadata(ROUTE_RULE, handler) ?? Reflect.getMetadata(ROUTE_RULE, controller)) as
    RouteRule | undefined;
}
