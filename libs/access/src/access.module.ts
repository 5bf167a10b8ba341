import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.js';
import { AccessPolicy } from './access-policy.js';
import { DeclaredRoutes } from './declared-routes.js';
import { TokenVerifier } from './token-verifier.js';

/** Guards every route of a service. Imported once, in the service's own module. */
@Module({})
export class AccessModule {
  /**
   * @example
   * AccessModule.forRoot({ issuer: config.ACCESS_ISSUER, audience: …, jwksUrl: config.ACCESS_JWKS_URL, roles })
   */
  static forRoot(options: AccessOptions): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: ACCESS_OPTIONS, useValue: options },
        TokenVerifier,
        AccessPolicy,
        DeclaredRoutes,
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: [AccessPolicy],
    };
  }
}
