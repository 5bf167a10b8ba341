/** What a role may do, and for whose things. */
export interface Role<Permission extends string = string> {
  /** For people who grant roles: what holding it means. */
  readonly label: string;
  readonly permissions: readonly Permission[];
  /** `own-unit`: only for things that belong to the caller's own unit. */
  readonly scope: 'own-unit' | 'any-unit';
}

/** A service's whole answer to "who may do what", in one table. */
export type RoleTable<Permission extends string = string> = Readonly<Record<string, Role<Permission>>>;

/** The permissions that a table declares. */
export type PermissionOf<Table> = Table extends Readonly<Record<string, Role<infer Permission>>> ? Permission : never;

/**
 * Declares a service's roles; the permissions become a type.
 *
 * @example
 * export const roles = defineRoles({
 *   editor: { label: 'Edits the courses of their own unit', permissions: ['course:edit'], scope: 'own-unit' },
 * });
 * export type Permission = PermissionOf<typeof roles>; // 'course:edit'
 */
export function defineRoles<const Permission extends string, const Table extends RoleTable<Permission>>(
  table: Table,
): Table {
  return table;
}
