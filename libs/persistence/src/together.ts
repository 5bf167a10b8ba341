import { hash } from 'node:crypto';
import type { Statement, Write } from './transaction.js';

interface Combined {
  readonly name: string;
  readonly text: string;
  readonly parts: readonly string[];
}

// The use cases of a service write few different sets of rows, each of them all day.
const known = new Map<string, Combined>();

/**
 * Insertions as one statement, with data-modifying common table expressions: PostgreSQL does all of it or nothing, and is
 * asked once instead of once for each and twice for the transaction around them.
 *
 * @returns undefined unless every write is a named INSERT: only then does none need to see what another did
 */
export function together(
  all: readonly Write[],
): { readonly name: string; readonly text: string; readonly values: unknown[] } | undefined {
  const writes = ofOneKind(all);
  if (writes.length === 0 || !writes.every(({ statement }) => statement.name !== '' && isInsert(statement.text))) {
    return undefined;
  }
  const names = writes.map(({ statement }) => statement.name).join('+');
  let combined = known.get(names);
  if (!combined) known.set(names, (combined = combine(names, writes)));
  const { name, text, parts } = combined;
  if (writes.some(({ statement }, index) => statement.text !== parts[index])) {
    throw new Error(`Two different statements share a name among ${names}. Names are unique in a service.`);
  }
  return { name, text, values: writes.flatMap(({ values }) => values) };
}

/**
 * Rows of one kind as one statement: parts of a statement run in an order of PostgreSQL's own, and rows that take numbers
 * from a sequence must take them in the order in which they were written.
 */
function ofOneKind(writes: readonly Write[]): Write[] {
  const kinds = new Map<Statement, (readonly unknown[])[]>();
  for (const { statement, values } of writes) kinds.set(statement, [...(kinds.get(statement) ?? []), values]);
  return [...kinds].flatMap(([statement, rows]) =>
    statement.many === undefined || rows.length === 1
      ? rows.map((values) => ({ statement, values }))
      : [manyRows(statement, rows)],
  );
}

/** One write of many rows, by the statement's text for them. */
export function manyRows({ name, many = '' }: Statement, rows: readonly (readonly unknown[])[]): Write {
  const values = rows[0]?.map((_, column) => rows.map((row) => row[column])) ?? [];
  return { statement: { name: `${name}-many`, text: many }, values };
}

function isInsert(text: string): boolean {
  return /^\s*INSERT\s/i.test(text);
}

function combine(names: string, writes: readonly Write[]): Combined {
  const parts = writes.map(({ statement }) => statement.text);
  let used = 0;
  const renumbered = writes.map(({ statement, values }) => {
    const from = used;
    used += values.length;
    return statement.text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + from}`);
  });
  const last = renumbered.pop() ?? '';
  const others = renumbered.map((text, index) => `part_${index + 1} AS (${text})`);
  return {
    // PostgreSQL's client library warns of names longer than 63 bytes.
    name: names.length <= 63 ? names : `together-${hash('sha1', names)}`,
    text: others.length === 0 ? last : `WITH ${others.join(',\n')}\n${last}`,
    parts,
  };
}
