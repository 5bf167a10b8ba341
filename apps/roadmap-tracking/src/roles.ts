import { defineRoles, type PermissionOf } from '@capdev/access';

/** Who may do what here: the whole answer, in one table. */
export const roles = defineRoles({
  viewer: {
    label: 'Sees the drafts and histories of their own unit',
    permissions: ['draft:read', 'history:read'],
    scope: 'own-unit',
  },
  editor: {
    label: 'Writes and publishes the notices of their own unit',
    permissions: ['draft:read', 'history:read', 'notice:edit'],
    scope: 'own-unit',
  },
  manager: {
    label: 'Does for every unit what an editor does for one',
    permissions: ['draft:read', 'history:read', 'notice:edit'],
    scope: 'any-unit',
  },
  operator: {
    label: 'Reads the history of everything, and mends what the bus could not do',
    permissions: ['history:read', 'bus:operate'],
    scope: 'any-unit',
  },
});

/** A permission of this service. */
export type Permission = PermissionOf<typeof roles>;
