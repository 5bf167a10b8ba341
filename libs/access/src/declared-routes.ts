import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { AccessPolicy } from './access-policy.js';
import { ruleOf } from './route-rule.js';

/** Stops the start of a service one of whose routes does not say, or says wrongly, who may use it. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype }) => (metatype ? this.faultsOf(metatype) : []));
    if (faults.length > 0)
      throw new Error(`Access is not declared:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  }

  private faultsOf(controller: Function): string[] {
    const methods = controller.prototype as Record<string, object>;
    return this.scanner.getAllMethodNames(methods).flatMap((name) => {
      const handler = methods[name];
      const verb: unknown = handler && Reflect.getMetadata('method', handler);
      if (!handler || verb === undefined) return [];
      const path = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)]
        .map(trimmed)
        .join('');
      const route = `${controller.name}.${name} (${RequestMethod[verb as RequestMethod]} ${path || '/'})`;
      const rule = ruleOf(handler, controller);
      if (!rule) return [`${route} has neither @Public() nor @Requires(permission)`];
      if (!rule.public && !this.policy.declares(rule.permission))
        return [`${route} requires ${rule.permission}, which no role gives`];
      return [];
    });
  }
}

function trimmed(path: unknown): string {
  const text = String(path ?? '').replace(/^\/+|\/+$/g, '');
  return text && `/${text}`;
}
