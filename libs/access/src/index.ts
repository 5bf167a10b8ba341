export { AccessModule } from './access.module.js';
export type { AccessOptions, SignatureAlgorithm } from './access-options.js';
export { AccessPolicy } from './access-policy.js';
export { callerOf, type Caller } from './caller.js';
export { CurrentCaller } from './current-caller.js';
export { defineRoles, type PermissionOf, type Role, type RoleTable } from './roles.js';
export { Public, Requires, ROUTE_RULE } from './route-rule.js';
