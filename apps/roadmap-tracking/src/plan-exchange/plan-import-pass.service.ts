import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import type { Transaction } from '@capdev/persistence';
import { patched } from '@capdev/service-frame/changes';
import { NewActivityInput } from '../activities/activities.dto.js';
import { ActivitiesService } from '../activities/activities.service.js';
import { itemKinds } from '../plan/item-kind.js';
import type { LinkKind } from '../schedule/links.js';
import { DependenciesService } from '../dependencies/dependencies.service.js';
import { NewInitiativeInput } from '../initiatives/initiatives.dto.js';
import { InitiativesService } from '../initiatives/initiatives.service.js';
import { NewMilestoneInput } from '../milestones/milestones.dto.js';
import { MilestonesService } from '../milestones/milestones.service.js';
import { type ItemStep, stepsTo } from './item-steps.js';
import { inOrder, type WantedLink } from './link-order.js';
import type { PlanColumn } from './plan-columns.js';
import { ImportedCodeUnknown, ImportedItemIsAnother, ImportedParentOfWrongKind } from './plan-exchange.errors.js';
import { itemsIn } from './plan-exchange.query.js';
import { type ExchangedItem, type FileRow, lineOf } from './plan-line.js';
import { type Predecessor, predecessorText } from './predecessor-cell.js';
import { newInputOf, patchOf } from './row-input.js';
import { refusalOf, type RowRefusal } from './row-refusal.js';

/** What became of a row that was taken over. */
export type Taken = 'created' | 'updated' | 'unchanged';

/** What a pass knows on its way. */
interface Pass {
  readonly tx: Transaction;
  readonly caller: Caller;
  readonly rows: readonly FileRow[];
  readonly refused: Map<number, RowRefusal>;
  readonly present: ReadonlyMap<string, ExchangedItem>;
  /** By code: what is in the plan, or has come in by this pass. */
  readonly known: Map<string, { readonly id: string; readonly kind: string }>;
  readonly taken: Map<number, Taken>;
}

interface RowSteps {
  readonly row: FileRow;
  readonly step: ItemStep;
}

/** So many rows are on their way together. */
const atOnce = 100;
const cancelled = 'It is cancelled in the plan that was imported.';
const closing: readonly ItemStep['deed'][] = ['complete', 'reach', 'cancel'];
const columnOfStep: Readonly<Record<ItemStep['deed'], PlanColumn>> = {
  start: 'actual_start',
  progress: 'progress',
  complete: 'actual_finish',
  reach: 'actual_finish',
  cancel: 'state',
};

/** Brings the rows of a file into the plan as people would: through the rules of its items, each with its traces. */
@Injectable()
export class PlanImportPass {
  constructor(
    private readonly initiatives: InitiativesService,
    private readonly activities: ActivitiesService,
    private readonly milestones: MilestonesService,
    private readonly dependencies: DependenciesService,
  ) {}

  /**
   * Items first, then how they depend on one another, and at last what is over: nothing waits for what is over, and nothing
   * is taken in by it.
   *
   * @param refused rows that are left out; those that are refused on the way are added, and have left traces: whoever finds
   * more than there were undoes the pass, and begins another one without them
   */
  async run(
    tx: Transaction,
    rows: readonly FileRow[],
    refused: Map<number, RowRefusal>,
    caller: Caller,
  ): Promise<Map<number, Taken>> {
    const present = new Map((await itemsIn(tx)).map((item) => [item.code, item]));
    const known = new Map([...present].map(([code, { id, kind }]) => [code, { id, kind }]));
    const pass: Pass = { tx, caller, rows, refused, present, known, taken: new Map() };
    const steps: RowSteps[] = [];
    // Rows of one kind do not need one another, so that the questions of many travel together.
    for (const some of this.byKind(pass)) {
      const ahead = some.map((row) => ({ row, steps: [] as ItemStep[] }));
      await Promise.all(
        ahead.map(({ row, steps: own }) => this.attempt(pass, row, null, () => this.enter(pass, row, own))),
      );
      steps.push(...ahead.flatMap(({ row, steps: own }) => own.map((step) => ({ row, step }))));
    }
    const isLate = ({ step }: RowSteps) => closing.includes(step.deed);
    await this.takeSteps(
      pass,
      steps.filter((one) => !isLate(one)),
    );
    await this.link(pass);
    // What is in something comes to its end before that does.
    await this.takeSteps(pass, steps.filter(isLate).reverse());
    return pass.taken;
  }

  /** What others belong to enters the plan first. */
  private *byKind({ rows }: Pass): Generator<FileRow[]> {
    for (const kind of itemKinds) {
      const all = rows.filter((row) => row.kind === kind);
      for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce);
    }
  }

  private async enter(pass: Pass, row: FileRow, steps: ItemStep[]): Promise<void> {
    const item = pass.present.get(row.code);
    const ahead = stepsTo(row, item && lineOf(item));
    pass.taken.set(row.number, item ? await this.renew(pass, row, item) : await this.bringIn(pass, row));
    steps.push(...ahead);
  }

  private async bringIn(pass: Pass, row: FileRow): Promise<Taken> {
    const { tx, caller } = pass;
    const input = { ...newInputOf(row), ...this.parentOf(pass, row) };
    const { id } =
      row.kind === 'initiative'
        ? await this.initiatives.planIn(tx, await patched(NewInitiativeInput, {}, input), caller)
        : row.kind === 'activity'
          ? await this.activities.planIn(tx, await patched(NewActivityInput, {}, input), caller)
          : await this.milestones.planIn(tx, await patched(NewMilestoneInput, {}, input), caller);
    pass.known.set(row.code, { id, kind: row.kind });
    return 'created';
  }

  private parentOf(pass: Pass, { kind, parent }: FileRow): object {
    if (kind === 'initiative' && parent === '') return {};
    const found = pass.known.get(parent);
    if (!found) throw new ImportedCodeUnknown('parent', parent, rowWith(pass, parent));
    const field = { initiative: 'initiativeId', activity: 'activityId' }[found.kind];
    const fits = field !== undefined && kind !== 'initiative' && (kind === 'milestone' || field === 'initiativeId');
    if (!fits) throw new ImportedParentOfWrongKind(kind, parent, found.kind);
    return { [field]: found.id };
  }

  private async renew({ tx, caller }: Pass, row: FileRow, item: ExchangedItem): Promise<Taken> {
    if (item.kind !== row.kind) throw new ImportedItemIsAnother('kind', item.code, item.kind, row.kind);
    const parent = item.parent ?? '';
    if (parent !== row.parent) throw new ImportedItemIsAnother('parent', item.code, parent, row.parent);
    const patch = patchOf(row, item);
    if (!patch) return 'unchanged';
    const { version } = await this.serviceOf(row).revise(patch, { id: item.id, seen: undefined, caller }, tx);
    return version === item.version ? 'unchanged' : 'updated';
  }

  private async takeSteps(pass: Pass, steps: readonly RowSteps[]): Promise<void> {
    for (const { row, step } of steps) {
      await this.attempt(pass, row, columnOfStep[step.deed], async () => {
        await this.take(pass, row, step);
        this.changed(pass, row.number);
      });
    }
  }

  private take({ tx, caller, known }: Pass, row: FileRow, { deed, on, percent }: ItemStep): Promise<object> {
    const asked = { id: known.get(row.code)!.id, seen: undefined, caller };
    if (deed === 'cancel') return this.serviceOf(row).cancel(cancelled, asked, tx);
    if (deed === 'reach') return this.milestones.reach(on, asked, tx);
    if (deed === 'progress') return this.activities.progressTo(percent, asked, tx);
    const work = row.kind === 'initiative' ? this.initiatives : this.activities;
    return deed === 'start' ? work.start(on, asked, tx) : work.complete(on, asked, tx);
  }

  /** What is no longer wanted goes first, so that nothing is a cycle that would not be one in the end. */
  private async link(pass: Pass): Promise<void> {
    const wanted: (WantedLink & Predecessor & { readonly row: FileRow })[] = [];
    for (const row of pass.rows) {
      const before = pass.present.get(row.code)?.predecessors ?? [];
      const texts = new Set(row.wanted.map(predecessorText));
      const gone = before.filter((one) => !texts.has(predecessorText(one)));
      const there = new Set(before.map(predecessorText));
      const added = row.wanted.filter((one) => !there.has(predecessorText(one)));
      wanted.push(...added.map((one) => ({ ...one, predecessor: one.code, successor: row.code, row })));
      if (gone.length === 0) continue;
      await this.attempt(pass, row, 'predecessors', async () => {
        for (const { id } of gone) await this.dependencies.unlink(id, pass.caller, pass.tx);
        this.changed(pass, row.number);
      });
    }
    for (const one of inOrder(wanted)) {
      await this.attempt(pass, one.row, 'predecessors', () => this.linkOne(pass, one, one.row));
    }
  }

  private async linkOne(pass: Pass, { code, kind, lagDays }: Predecessor, row: FileRow): Promise<void> {
    const predecessor = pass.known.get(code);
    if (!predecessor) throw new ImportedCodeUnknown('predecessors', code, rowWith(pass, code));
    const successorId = pass.known.get(row.code)!.id;
    const input = { predecessorId: predecessor.id, successorId, kind: kind as LinkKind, lagDays };
    await this.dependencies.linkIn(pass.tx, input, pass.caller);
    this.changed(pass, row.number);
  }

  private async attempt(
    { refused, known, present }: Pass,
    row: FileRow,
    field: PlanColumn | null,
    work: () => Promise<void>,
  ): Promise<void> {
    if (refused.has(row.number)) return;
    try {
      await work();
    } catch (error) {
      refused.set(row.number, refusalOf(error, row, field));
      if (!present.has(row.code)) known.delete(row.code);
    }
  }

  private changed({ taken }: Pass, number: number): void {
    if (taken.get(number) === 'unchanged') taken.set(number, 'updated');
  }

  private serviceOf({ kind }: FileRow) {
    if (kind === 'initiative') return this.initiatives;
    return kind === 'activity' ? this.activities : this.milestones;
  }
}

/** The row that would bring the code in. */
function rowWith({ rows }: Pass, code: string): number | undefined {
  return rows.find((row) => row.code === code)?.number;
}
