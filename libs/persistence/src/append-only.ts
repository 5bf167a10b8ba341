/**
 * For a service's migration: what stands in these tables stays as it was written. The running role got its rights by default,
 * and is not known here by name.
 *
 * @example
 * await runner.query(appendOnly('ledger_entry'));
 */
export function appendOnly(...tables: readonly string[]): string {
  const classes = tables.map((table) => `'${table}'::regclass`).join(', ');
  return `
DO $$
DECLARE held record;
BEGIN
  FOR held IN
    SELECT DISTINCT pg_class.oid::regclass AS relation, quote_ident(role.rolname) AS grantee
      FROM pg_class, aclexplode(relacl) AS acl JOIN pg_roles AS role ON role.oid = acl.grantee
     WHERE pg_class.oid IN (${classes}) AND acl.grantee <> relowner
  LOOP
    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON ' || held.relation || ' FROM ' || held.grantee;
  END LOOP;
END $$;
`;
}
