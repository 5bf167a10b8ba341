import { table } from '../local/table.js';
import { isSound } from './account.js';
import { parts } from './plan.js';
import type { Outcome } from './run-ledger.js';

/** One figure as `--json` writes it; one without a target is there to be read. */
export interface LedgerFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'events' | 'kills' | 'faults' | 'processes' | 'transactions' | 'messages';
  readonly target?: number;
  readonly holds?: boolean;
}

/** Everything that came of a run, in the order it is read. */
export function figuresOf({ account, survived, ...rest }: Outcome): LedgerFigure[] {
  const plain = (name: string, value: number, unit: LedgerFigure['unit']): LedgerFigure => ({ name, value, unit });
  const none = (name: string, value: number): LedgerFigure => ({
    name,
    value,
    unit: 'events',
    target: 0,
    holds: value === 0,
  });
  return [
    plain('committed', account.committed, 'events'),
    plain('consumed', account.consumed, 'events'),
    none('lost', account.lost),
    none('invented', account.invented),
    none('reordered within a key', account.reordered),
    none('duplicates applied', account.duplicatesApplied),
    plain('duplicates sent', account.duplicatesSent, 'messages'),
    plain('duplicates seen', account.duplicatesSeen, 'messages'),
    plain('dead letters', account.deadLetters, 'messages'),
    ...parts.map((part) => plain(`kills survived: ${part}`, survived[part], 'kills')),
    plain('freezes, cuts and silences', rest.disturbances, 'faults'),
    plain('ended by themselves', rest.endedByThemselves, 'processes'),
    plain('rolled back on purpose', rest.rolledBack, 'events'),
    plain('attempts that failed', rest.failedAttempts, 'transactions'),
  ];
}

/** The figures as a table, and what they mean in a sentence. */
export function reportOf(outcome: Outcome, seed: number, seconds: number): string {
  const rows = figuresOf(outcome).map(({ name, value, unit, holds }) => [
    name,
    String(value),
    unit,
    holds === undefined ? '' : holds ? 'holds' : 'BROKEN',
  ]);
  const sentence = isSound(outcome.account)
    ? 'What was committed was handled, once, and in order within its key.'
    : 'The bus did not keep its word.';
  return `${table(['figure', 'value', 'unit', ''], rows)}${sentence} Seed ${seed}, ${seconds} s.\n`;
}
