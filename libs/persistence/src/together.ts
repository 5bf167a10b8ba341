import { hash } from 'node:crypto';
import type { Write } from './transaction.js';

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
  writes: readonly Write[],
): { readonly name: string; readonly text: string; readonly values: unknown[] } | undefined {
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
