import { defineRoles, type PermissionOf } from '@capdev/access';

/** Who may do what here: the whole answer, in one table. */
export const roles = defineRoles({
  viewer: {
    label: 'Reads the roadmap, with its budget and its histories',
    permissions: ['roadmap:read', 'history:read'],
    scope: 'any-unit',
  },
  editor: {
    label: 'Keeps what the own unit answers for: plan, risks, evidence, the money it was given',
    permissions: [
      'roadmap:read',
      'history:read',
      'recommendation:follow',
      'plan:edit',
      'action-point:edit',
      'budget:allocate',
      'evidence:propose',
      'evidence:confirm',
      'health:override',
    ],
    scope: 'own-unit',
  },
  coordinator: {
    label: 'Keeps the roadmap of every unit: the secretariat of the task force',
    permissions: [
      'roadmap:read',
      'history:read',
      'source:edit',
      'recommendation:edit',
      'recommendation:follow',
      'co-design:edit',
      'task-force:edit',
      'action-point:edit',
      'plan:edit',
      'plan:import',
      'calendar:edit',
      'baseline:take',
      'budget:allocate',
      'evidence:propose',
      'evidence:confirm',
      'evidence-rule:edit',
      'health:override',
      'health-rule:edit',
      'report:draft',
    ],
    scope: 'any-unit',
  },
  'budget-officer': {
    label: 'Keeps the lines of the existing budget and what is done with them',
    permissions: ['roadmap:read', 'history:read', 'budget:edit', 'budget:allocate'],
    scope: 'any-unit',
  },
  approver: {
    label: 'Approves and freezes the reports that somebody else has drafted',
    permissions: ['roadmap:read', 'history:read', 'report:approve'],
    scope: 'any-unit',
  },
  operator: {
    label: 'Reads the history of everything, and mends what the bus or the clock could not do',
    permissions: ['history:read', 'bus:operate', 'due-work:operate'],
    scope: 'any-unit',
  },
});

/** A permission of this service. */
export type Permission = PermissionOf<typeof roles>;
