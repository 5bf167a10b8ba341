import { dayFault } from '@capdev/service-frame/plain';
import { ImportedStateImpossible } from './plan-exchange.errors.js';
import type { PlanColumn } from './plan-columns.js';
import type { PlanLine } from './plan-line.js';

/** What has to happen to an item so that it is where its row says. */
export interface ItemStep {
  readonly deed: 'start' | 'progress' | 'complete' | 'reach' | 'cancel';
  /** The day on which it happened, where it has one. */
  readonly on: string;
  readonly percent: number;
}

/** How far an item is, as its cells say it. */
export type Advance = Pick<PlanLine, 'kind' | 'state' | 'actual_start' | 'actual_finish' | 'progress'>;

const fresh = { state: 'planned', actual_start: '', actual_finish: '', progress: '' };
const states: Readonly<Record<string, readonly string[]>> = {
  initiative: ['planned', 'in-progress', 'completed', 'cancelled'],
  activity: ['planned', 'in-progress', 'completed', 'cancelled'],
  milestone: ['planned', 'missed', 'reached', 'cancelled'],
};

/**
 * The steps from what is there to what a row says, in their order: the same ones that people take one by one.
 *
 * @param present undefined for an item that the row brings in
 * @throws ImportedStateImpossible when no steps lead there: what has happened is not undone by a file
 */
export function stepsTo(row: Advance, present: Advance | undefined): ItemStep[] {
  const wanted = { ...row, state: row.state === '' ? 'planned' : row.state };
  if (!(states[row.kind] ?? []).includes(wanted.state)) {
    impossible('state', `${row.kind} is ${(states[row.kind] ?? []).join(', ')}; not ${JSON.stringify(row.state)}`);
  }
  for (const column of ['actual_start', 'actual_finish'] as const) {
    const fault = row[column] === '' ? undefined : dayFault(row[column]);
    if (fault !== undefined) impossible(column, `${column} ${fault}`);
  }
  const from = present ?? { ...fresh, kind: row.kind };
  return row.kind === 'milestone' ? milestoneSteps(wanted, from) : workSteps(wanted, from);
}

/** Planned or missed: that is for the calendar to say, and a file cannot. */
function milestoneSteps(wanted: Advance, from: Advance): ItemStep[] {
  if (wanted.actual_start !== wanted.actual_finish) {
    impossible('actual_start', 'a milestone takes no time: both actual days are the one on which it was reached');
  }
  const open = wanted.state === 'planned' || wanted.state === 'missed';
  expect(wanted, 'progress', wanted.state === 'reached' ? ['', '100'] : ['', '0']);
  if (wanted.state === 'reached') {
    required(wanted, 'actual_finish');
    if (from.state !== 'reached') return [step('reach', wanted.actual_finish)];
    unchanged(wanted, from, 'actual_finish');
    return [];
  }
  expect(wanted, 'actual_finish', ['']);
  if (open && (from.state === 'planned' || from.state === 'missed')) return [];
  if (wanted.state === from.state) return [];
  if (open || from.state === 'reached') backwards(wanted, from);
  return [step('cancel')];
}

function workSteps(wanted: Advance, from: Advance): ItemStep[] {
  const { state } = wanted;
  const steps: ItemStep[] = [];
  // An empty cell leaves what is there.
  const percent = percentIn(wanted.progress === '' ? from : wanted);
  if (state === 'planned') {
    expect(wanted, 'actual_start', ['']);
    expect(wanted, 'actual_finish', ['']);
    expect(wanted, 'progress', wanted.kind === 'activity' ? ['', '0'] : ['']);
    if (from.state !== 'planned') backwards(wanted, from);
    return steps;
  }
  if (from.state === 'completed' || from.state === 'cancelled') {
    if (from.state !== state) backwards(wanted, from);
    for (const column of ['actual_start', 'actual_finish'] as const) unchanged(wanted, from, column);
    if (wanted.progress !== '') unchanged(wanted, from, 'progress');
    return steps;
  }
  if (state !== 'cancelled') required(wanted, 'actual_start');
  if (from.state === 'planned') {
    if (wanted.actual_start !== '') steps.push(step('start', wanted.actual_start));
  } else {
    unchanged(wanted, from, 'actual_start');
  }
  const started = steps.length > 0 || from.state === 'in-progress';
  if (state === 'completed') {
    required(wanted, 'actual_finish');
    expect(wanted, 'progress', wanted.kind === 'activity' ? ['', '100'] : ['']);
    return [...steps, step('complete', wanted.actual_finish)];
  }
  expect(wanted, 'actual_finish', ['']);
  if (percent === 100) impossible('progress', `what is ${state} is not done: progress is at most 99`);
  if (!started) expect(wanted, 'progress', ['', '0']);
  else if (wanted.kind === 'activity' && percent !== percentIn(from)) steps.push(step('progress', '', percent));
  return state === 'cancelled' ? [...steps, step('cancel')] : steps;
}

function percentIn({ kind, progress }: Advance): number {
  if (progress === '') return 0;
  if (kind === 'initiative')
    impossible('progress', 'the progress of an initiative is that of its parts: leave it empty');
  if (!/^\d{1,3}$/.test(progress) || Number(progress) > 100) {
    impossible('progress', `progress must be a whole number from 0 to 100, not ${JSON.stringify(progress)}`);
  }
  return Number(progress);
}

function step(deed: ItemStep['deed'], on = '', percent = 0): ItemStep {
  return { deed, on, percent };
}

function required(wanted: Advance, column: 'actual_start' | 'actual_finish'): void {
  if (wanted[column] === '') impossible(column, `what is ${wanted.state} has the day of it in ${column}`);
}

function expect(wanted: Advance, column: keyof Advance & PlanColumn, allowed: readonly string[]): void {
  if (allowed.includes(wanted[column])) return;
  const may = allowed.map((text) => (text === '' ? 'empty' : text)).join(' or ');
  impossible(column, `${column} of what is ${wanted.state} must be ${may}, not ${JSON.stringify(wanted[column])}`);
}

function unchanged(wanted: Advance, from: Advance, column: keyof Advance & PlanColumn): void {
  if (wanted[column] === from[column]) return;
  impossible(column, `${column} is ${from[column] || 'empty'} in the plan and has happened: leave it so`);
}

function backwards(wanted: Advance, from: Advance): never {
  impossible('state', `it is ${from.state} in the plan, which a file cannot make ${wanted.state}: leave ${from.state}`);
}

function impossible(column: PlanColumn, detail: string): never {
  throw new ImportedStateImpossible(column, detail);
}
