import { defineRoles, type PermissionOf } from '@capdev/access';

/** Who may do what in the catalogue: the whole answer, in one table. */
export const roles = defineRoles({
  viewer: {
    label: 'Sees the drafts, coordinators and histories of their own unit',
    permissions: ['draft:read', 'coordinator:read', 'history:read'],
    scope: 'own-unit',
  },
  editor: {
    label:
      'Writes, publishes and retires the courses of their own unit, with offerings and coordinators; registers providers',
    permissions: [
      'draft:read',
      'coordinator:read',
      'history:read',
      'provider:edit',
      'course:edit',
      'course:publish',
      'offering:edit',
      'coordinator:edit',
      'import:run',
    ],
    scope: 'own-unit',
  },
  'catalogue-manager': {
    label: 'Does for every unit what an editor does for one',
    permissions: [
      'draft:read',
      'coordinator:read',
      'history:read',
      'provider:edit',
      'course:edit',
      'course:publish',
      'offering:edit',
      'coordinator:edit',
      'import:run',
    ],
    scope: 'any-unit',
  },
  operator: {
    label: 'Reads the history of everything, and mends what the bus could not do',
    permissions: ['history:read', 'bus:operate'],
    scope: 'any-unit',
  },
});

/** A permission of the catalogue. */
export type Permission = PermissionOf<typeof roles>;
