import type { AccessPolicy, Caller } from '@capdev/access';
import type { Permission } from '../roles.js';
import { DraftsNeedToken, DraftsNotForRole } from './course.errors.js';

/** The unit whose drafts the caller may know of; undefined for all. */
export function draftsOf(policy: AccessPolicy<Permission>, caller: Caller): string | undefined {
  // No caller's unit is empty: only a role for any unit reaches this one.
  return policy.may(caller, 'draft:read', '') ? undefined : caller.unit;
}

/** The same for somebody who asks to see drafts. */
export function draftsFor(policy: AccessPolicy<Permission>, caller: Caller | undefined): string | undefined {
  if (!caller) throw new DraftsNeedToken();
  if (!policy.may(caller, 'draft:read')) throw new DraftsNotForRole();
  return draftsOf(policy, caller);
}
