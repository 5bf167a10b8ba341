import { Inject, Injectable } from '@nestjs/common';
import { Forbidden } from './access.errors.js';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.js';
import type { Caller } from './caller.js';
import type { Role } from './roles.js';

/**
 * Evaluates the service's table of roles. Inject it with the service's own permissions: `AccessPolicy<Permission>`.
 */
@Injectable()
export class AccessPolicy<Permission extends string = string> {
  private readonly roles: ReadonlyMap<string, Role>;

  constructor(@Inject(ACCESS_OPTIONS) options: AccessOptions) {
    this.roles = new Map(Object.entries(options.roles));
  }

  /** Whether any role declares this permission at all. */
  declares(permission: string): boolean {
    return [...this.roles.values()].some((role) => role.permissions.includes(permission));
  }

  /** Whether the caller has a permission; for a unit's things, when the unit is given. */
  may(caller: Caller | undefined, permission: Permission, unit?: string): boolean {
    if (!caller) return false;
    return caller.roles.some((name) => {
      const role = this.roles.get(name);
      if (!role?.permissions.includes(permission)) return false;
      return unit === undefined || role.scope === 'any-unit' || caller.unit === unit;
    });
  }

  /** Refuses the caller who may not do this to a thing of this unit. */
  demand(caller: Caller, permission: Permission, unit: string): void {
    if (!this.may(caller, permission)) throw permissionMissing(permission);
    if (this.may(caller, permission, unit)) return;
    throw new Forbidden(
      'access-other-unit',
      `This belongs to unit ${unit}. You have the permission ${permission} for your own unit, ${caller.unit}, only.`,
    );
  }
}

/** The refusal of a caller none of whose roles gives the permission. */
export function permissionMissing(permission: string): Forbidden {
  return new Forbidden(
    'access-permission-missing',
    `This needs the permission ${permission}, which none of your roles gives.`,
  );
}
