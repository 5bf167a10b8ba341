import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Forbidden, Unauthenticated } from './access.errors.js';
import { AccessPolicy, permissionMissing } from './access-policy.js';
import { rememberCaller } from './caller.js';
import { ruleOf } from './route-rule.js';
import { TokenVerifier } from './token-verifier.js';

interface HttpRequest {
  readonly headers: { readonly authorization?: string };
}

/** Stands before every HTTP route. Events are not its business: who may write a topic is settled by the broker. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly policy: AccessPolicy,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const { authorization } = request.headers;
    const caller = authorization === undefined ? undefined : await this.verifier.verify(authorization);
    if (caller) rememberCaller(request, caller);

    const rule = ruleOf(context.getHandler(), context.getClass());
    // Start-up refuses such a route already; this is for one that a library adds later.
    if (!rule) throw new Forbidden('access-undeclared', 'This address does not say who may use it, so nobody may.');
    if (rule.public) return true;
    if (!caller)
      throw new Unauthenticated('token-missing', 'Send an access token: Authorization: Bearer <token>.', 'no-token');
    if (!this.policy.may(caller, rule.permission)) throw permissionMissing(rule.permission);
    return true;
  }
}
