import { type OfferingState, offeringStates } from '../offerings/offering-status.js';
import type { StateRule } from './mapping-rules.js';
import type { RowCells } from './row-cells.js';
import { adviceFor, shorten, understood } from './written-words.js';

/** The words for the state of a run. */
export const stateWords = { name: 'states of an offering', codes: offeringStates };

/** The state that a rule gives to a run, or undefined where the list says nothing. */
export function offeringState(
  rule: StateRule,
  offering: Readonly<Record<string, unknown>>,
  cells?: RowCells,
): OfferingState | undefined {
  if (rule.as === 'constant') return asState(rule.value);
  // Compared with a day of the mapping and not with today: the same list must mean the same tomorrow.
  if (rule.as === 'ended') {
    return typeof offering.endsOn === 'string' && offering.endsOn < rule.before ? 'completed' : undefined;
  }
  const written = cells?.text(rule.column) ?? '';
  if (written === '') return undefined;
  const meaning = understood(written, rule, stateWords);
  if (typeof meaning === 'object') return asState(meaning.code);
  if (meaning === 'not known')
    cells?.fault(rule.column, `"${shorten(written)}" is not known`, adviceFor(rule, stateWords));
  return undefined;
}

function asState(value: string): OfferingState | undefined {
  return offeringStates.find((state) => state === value);
}
