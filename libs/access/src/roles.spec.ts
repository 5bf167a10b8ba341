import { describe, expect, it } from '@jest/globals';
import { AccessPolicy, defineRoles, type PermissionOf } from './index.js';

const roles = defineRoles({
  editor: { label: 'Edits', permissions: ['course:edit'], scope: 'own-unit' },
  publisher: { label: 'Publishes', permissions: ['course:edit', 'course:publish'], scope: 'any-unit' },
});
type Permission = PermissionOf<typeof roles>;
const policy = new AccessPolicy<Permission>({ issuer: '', audience: '', jwksUrl: '', roles });

describe('a table of roles', () => {
  it('makes its permissions a type: a misspelt one does not compile', () => {
    const caller = { subject: 's', unit: 'BR', roles: ['publisher'] };
    expect(policy.may(caller, 'course:publish', 'BDT')).toBe(true);
    // @ts-expect-error no role declares this permission
    expect(policy.may(caller, 'course:pubish', 'BDT')).toBe(false);
  });

  it('gives nothing to nobody', () => {
    expect(policy.may(undefined, 'course:edit')).toBe(false);
  });

  it('combines the roles of one caller: the widest scope counts', () => {
    const caller = { subject: 's', unit: 'BR', roles: ['editor', 'publisher'] };
    expect(policy.may(caller, 'course:edit', 'BDT')).toBe(true);
    expect(policy.may({ ...caller, roles: ['editor'] }, 'course:edit', 'BDT')).toBe(false);
  });
});
