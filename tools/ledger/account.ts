/** What the ledger knows of an announcement. */
export interface Entry {
  readonly eventId: string;
  /** Chosen anew for every attempt, so that what was rolled back can be told from what came in its place. */
  readonly token: string;
  readonly subject: string;
  readonly sequence: number;
}

/** Everything that was written down, on both sides. */
export interface Books {
  /** Tokens of what PostgreSQL says is committed. */
  readonly committed: ReadonlySet<string>;
  /** Tokens of what a writer was told is committed: a database that forgets is caught too. */
  readonly confirmed: ReadonlySet<string>;
  /** What the handler did, in the order of doing it. */
  readonly applied: readonly Entry[];
  /** What lies in the topic; the messages of a key in their order. */
  readonly sent: readonly Entry[];
  /** Deliveries that a consumer reported as repeated. */
  readonly repeated: number;
  readonly deadLetters: number;
}

/** What came of the comparison. */
export interface Account {
  readonly committed: number;
  readonly consumed: number;
  /** Committed, or said to be, and never handled. */
  readonly lost: number;
  /** Sent or handled though it was never committed. */
  readonly invented: number;
  /** Handled, or lying in the topic, after a later one of the same key; repetitions left out. */
  readonly reordered: number;
  readonly duplicatesSent: number;
  readonly duplicatesSeen: number;
  readonly duplicatesApplied: number;
  readonly deadLetters: number;
}

/** Compares what was committed with what was sent and handled. */
export function settle(books: Books): Account {
  const applied = firstsOf(books.applied);
  const sent = firstsOf(books.sent);
  const consumed = new Set(applied.map(({ token }) => token));
  const due = new Set([...books.committed, ...books.confirmed]);
  const known = new Set([...consumed, ...sent.map(({ token }) => token)]);
  return {
    committed: books.committed.size,
    consumed: consumed.size,
    lost: [...due].filter((token) => !consumed.has(token) || !books.committed.has(token)).length,
    invented: [...known].filter((token) => !books.committed.has(token)).length,
    reordered: Math.max(outOfOrder(applied), outOfOrder(sent)),
    duplicatesSent: books.sent.length - sent.length,
    duplicatesSeen: books.repeated,
    duplicatesApplied: books.applied.length - applied.length,
    deadLetters: books.deadLetters,
  };
}

/** Whether the bus kept its word. */
export function isSound({ lost, invented, reordered, duplicatesApplied }: Account): boolean {
  return lost + invented + reordered + duplicatesApplied === 0;
}

/** The first of each event id, in order. */
function firstsOf(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ eventId }) => !seen.has(eventId) && seen.add(eventId));
}

function outOfOrder(entries: readonly Entry[]): number {
  const last = new Map<string, number>();
  let count = 0;
  for (const { subject, sequence } of entries) {
    const highest = last.get(subject) ?? 0;
    if (sequence <= highest) count += 1;
    else last.set(subject, sequence);
  }
  return count;
}
