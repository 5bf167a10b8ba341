import type { Statement, Transaction } from '@capdev/persistence';
import type { RowPlan } from './row-plan.js';

// Each table's columns, and the fields that they hold: many rows go as one JSON text, so that any number of them is one
// statement that PostgreSQL has planned before.
const columnsOf = {
  course: `id, version, announcements, state, code, owning_unit, provider_ids, title, summary, description, learning_outcomes,
    audiences, entry_requirements, level, modality, topics, languages, workload_hours, assessment, credential, fee_terms,
    registration_type, coordinator_ids, links, title_marks, successor_id, retirement_reason, published_at, retired_at,
    created_at, updated_at`,
  offering: `id, version, announcements, state, course_id, starts_on, ends_on, registration_opens_on, registration_closes_on,
    place, languages, seats, fee, organiser_ids, cancellation_reason, created_at, updated_at`,
  provider: `id, version, announcements, kind, name, description, country, centre_id, partner_id, active, registered_by,
    created_at, updated_at`,
} as const;
type Table = keyof typeof columnsOf;

const inserting = (table: string, columns: string): Statement => ({
  name: `import-insert-${table}`,
  text: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
});
const updating = (table: Table): Statement => {
  const columns = columnsOf[table].split(/,\s*/).map((column) => column.trim());
  const values = columns.filter((column) => column !== 'id' && column !== 'created_at');
  return {
    name: `import-update-${table}`,
    text: `UPDATE ${table} SET ${values.map((column) => `${column} = new.${column}`).join(', ')}
             FROM json_populate_recordset(NULL::${table}, $1::json) AS new WHERE ${table}.id = new.id`,
  };
};
const statements = Object.fromEntries(
  (Object.keys(columnsOf) as Table[]).map((table) => [
    table,
    { insert: inserting(table, columnsOf[table]), update: updating(table) },
  ]),
) as Record<Table, { insert: Statement; update: Statement }>;

const rowColumns = `import_id, "row", key, code, outcome, published, course_id, version, faults, kept, before, after, offerings,
  given_before, wanted, candidates, shadow, marks`;
const insertRow: Statement = {
  name: 'import-insert-rows',
  text: `INSERT INTO import_row (${rowColumns}) SELECT ${rowColumns} FROM json_populate_recordset(NULL::import_row, $1::json)
         ON CONFLICT (import_id, "row") DO UPDATE SET outcome = excluded.outcome, published = excluded.published,
           course_id = excluded.course_id, version = excluded.version, faults = excluded.faults, kept = excluded.kept,
           before = excluded.before, after = excluded.after, offerings = excluded.offerings,
           given_before = excluded.given_before, wanted = excluded.wanted, candidates = excluded.candidates`,
};
const courseOrigins: Statement = {
  name: 'import-write-origins',
  text: `INSERT INTO course_origin (source_id, key, course_id, given)
         SELECT source_id, key, course_id, given FROM json_populate_recordset(NULL::course_origin, $1::json)
         ON CONFLICT (source_id, key) DO UPDATE SET course_id = excluded.course_id, given = excluded.given`,
};
const offeringOrigins: Statement = {
  name: 'import-write-offering-origins',
  text: `INSERT INTO offering_origin (source_id, key, offering_id, given)
         SELECT source_id, key, offering_id, given FROM json_populate_recordset(NULL::offering_origin, $1::json)
         ON CONFLICT (source_id, key) DO UPDATE SET offering_id = excluded.offering_id, given = excluded.given`,
};
const distinguish: Statement = {
  name: 'import-distinguish',
  text: `INSERT INTO course_distinction (course_id, other_id)
         SELECT one, other FROM unnest($1::uuid[], $2::uuid[]) AS given (one, other)
          WHERE NOT EXISTS (SELECT FROM course_distinction WHERE course_id = given.other AND other_id = given.one)
         ON CONFLICT DO NOTHING`,
};

const write = (tx: Transaction, statement: Statement, rows: readonly object[]): void => {
  if (rows.length > 0) tx.write(statement, [JSON.stringify(rows)]);
};

/** Queues rows as new ones. */
export function insertRows(tx: Transaction, table: Table, rows: readonly object[]): void {
  write(tx, statements[table].insert, rows.map(asRow));
}

/** Queues rows in the place of those with the same identifiers. */
export function updateRows(tx: Transaction, table: Table, rows: readonly object[]): void {
  write(tx, statements[table].update, rows.map(asRow));
}

/** Queues what is known of where courses and runs come from. */
export function writeOrigins(tx: Transaction, sourceId: string, plans: readonly RowPlan[]): void {
  const courses = plans.flatMap(({ key, origin }) =>
    origin ? [{ source_id: sourceId, key, course_id: origin.courseId, given: origin.given }] : [],
  );
  write(tx, courseOrigins, courses);
  const offerings = plans.flatMap((plan) =>
    plan.offerings.flatMap(({ key, offering, given }) =>
      given ? [{ source_id: sourceId, key, offering_id: offering.id, given }] : [],
    ),
  );
  write(tx, offeringOrigins, offerings);
}

export function writeDistinctions(tx: Transaction, plans: readonly RowPlan[]): void {
  const pairs = plans.flatMap(({ course, distinctFrom }) =>
    course ? distinctFrom.map((other) => [course.id, other] as const) : [],
  );
  if (pairs.length > 0) tx.write(distinguish, [pairs.map(([one]) => one), pairs.map(([, other]) => other)]);
}

/** Queues the lines of the account. */
export function writeAccount(tx: Transaction, importId: string, plans: readonly RowPlan[], dryRun: boolean): void {
  const rows = plans.map((plan) => {
    const shadow = dryRun && plan.course ? plan.course : null;
    return {
      ...{ import_id: importId, row: plan.row, key: plan.key, code: plan.code, outcome: plan.outcome },
      ...{ published: plan.published, course_id: dryRun && plan.isNew ? null : plan.courseId },
      ...{
        version: plan.facts.length > 0 ? (plan.course?.version ?? null) : null,
        faults: plan.faults,
        kept: plan.kept,
      },
      ...{
        before: plan.before,
        after: plan.after,
        offerings: dryRun ? [] : plan.offerings.filter(({ changed }) => changed).map(touched),
      },
      ...{ given_before: plan.givenBefore, wanted: plan.wanted, candidates: plan.candidates },
      ...{ shadow, marks: shadow && shadow.titleMarks },
    };
  });
  write(tx, insertRow, rows);
}

const touched = ({ key, offering, isNew, before }: RowPlan['offerings'][number]) => ({
  ...{ key, id: offering.id, version: offering.version, isNew, before },
});

/** Field names as columns. */
function asRow(record: object): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [snake(name), value as unknown]));
}

const known = new Map<string, string>();
function snake(name: string): string {
  let column = known.get(name);
  if (column === undefined) known.set(name, (column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)));
  return column;
}
