import { pickText, type MultilingualText } from '@capdev/taxonomy';
import { Refusal, type ServiceClient } from '../local/service-client.js';
import { Keeping } from '../seed/roadmap/keeping.js';
import { loadRoadmap, type Speaking } from '../seed/roadmap/load-roadmap.js';
import type { Stage } from './stage.js';

interface Recommendation {
  readonly reference: string;
  readonly title: MultilingualText;
  readonly acceptance: string;
  readonly implementation: string;
}

interface Process {
  readonly state: string;
  readonly steps: readonly {
    readonly kind: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly units: readonly string[];
  }[];
}

interface Scheduled {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly title: MultilingualText;
  readonly earliestFinish: string;
}

interface Schedule {
  readonly items: readonly Scheduled[];
  readonly end: string;
  readonly criticalPath: readonly string[];
}

interface Slip {
  readonly explanation: string;
  readonly total: number;
  readonly items: readonly { readonly code: string; readonly finishBefore: string; readonly finishAfter: string }[];
  readonly end: { readonly before: string; readonly after: string };
}

interface Allocation {
  readonly id: string;
  readonly amount: string;
  readonly uncommitted: string;
  readonly currency: string;
}

const english = (text: MultilingualText): string => pickText(text, ['en']).value;

/** The roadmap as its readers find it: where it comes from, who keeps it, what it plans, and what it refuses. */
export class RoadmapTour {
  private constructor(
    private readonly stage: Stage,
    private readonly as: Speaking,
    private readonly reader: ServiceClient,
    private readonly keeping: Keeping,
  ) {}

  static async begin(stage: Stage, as: Speaking): Promise<RoadmapTour> {
    const keeping = new Keeping(await as('demo-secretariat', 'BDT', 'coordinator'));
    return new RoadmapTour(stage, as, await as('demo-reader', 'TSB', 'viewer'), keeping);
  }

  async load(): Promise<void> {
    this.stage.step('Load what the roadmap of the demonstration still lacks');
    const { recommendations, milestones, created } = await loadRoadmap(this.as);
    this.stage.print(`  ${recommendations} recommendations and ${milestones} milestones; ${created} things are new.`);
    this.stage.check(milestones >= 25, 'there should be 25 milestones and more');
    this.stage.showNews();
  }

  async recommendations(): Promise<void> {
    this.stage.step('What the study of 2021 recommends, and what became of it');
    const found: Recommendation[] = [];
    for await (const one of this.reader.list<Recommendation>('/recommendations?lang=*')) found.push(one);
    const ours = found.filter(({ reference }) => /^R-[A-D]$/.test(reference));
    for (const { reference, title, acceptance, implementation } of ours) {
      this.stage.print(`  ${reference}  ${acceptance}, ${implementation}  ${english(title)}`);
    }
    this.stage.check(ours.length === 4, 'there should be R-A to R-D');
    const accepted = ours.filter(({ acceptance }) => acceptance === 'accepted').map(({ reference }) => reference);
    this.stage.check(accepted.sort().join() === 'R-A,R-B,R-C', 'R-A, R-B and R-C should be accepted');
  }

  async coDesign(): Promise<void> {
    this.stage.step('How the framework was designed together');
    for await (const { state, steps } of this.reader.list<Process>('/co-design-processes?limit=1')) {
      for (const { kind, startsOn, endsOn, units } of steps) {
        this.stage.print(`  ${startsOn} – ${endsOn}  ${kind}  ${units.join(', ')}`);
      }
      this.stage.check(state === 'completed' && steps.length === 5, 'all five steps should be completed');
      const workshop = steps.find(({ kind }) => kind === 'workshop');
      this.stage.check(
        workshop?.units.length === 4,
        'the three bureaux and the General Secretariat should have been there',
      );
      return;
    }
    this.stage.fail('there is no co-design process');
  }

  async taskForce(): Promise<void> {
    this.stage.step('Who keeps the roadmap');
    for await (const { id, name } of this.reader.list<{ id: string; name: MultilingualText }>(
      '/task-forces?lang=*&limit=1',
    )) {
      const path = `/task-forces/${id}`;
      const { body: taskForce } = await this.reader.get<{ state: string; stateSince: string }>(path);
      const { body } = await this.reader.get<{ represented: string[]; missing: string[] }>(`${path}/representation`);
      this.stage.print(`  ${english(name)}: ${taskForce.state} since ${taskForce.stateSince}`);
      this.stage.print(`  represented: ${body.represented.join(', ')}`);
      this.stage.check(taskForce.state === 'constituted' && body.missing.length === 0, 'it should be constituted');
      return;
    }
    this.stage.fail('there is no task force');
  }

  /** @returns an item whose slip would move others, and the end of the plan */
  async plan(): Promise<Scheduled | undefined> {
    this.stage.step('The plan and what holds its end');
    const items: Scheduled[] = [];
    for await (const item of this.reader.list<Scheduled>('/schedule?lang=*&limit=100')) items.push(item);
    const { body } = await this.reader.get<Schedule>('/schedule?limit=1');
    const milestones = items.filter(({ kind }) => kind === 'milestone');
    this.stage.print(`  ${milestones.length} milestones; the plan ends on ${body.end}. Critical path:`);
    const path = body.criticalPath.flatMap((id) => items.find((item) => item.id === id) ?? []);
    const lines = path.map(({ code, title, earliestFinish }) => `${earliestFinish}  ${code}  ${english(title)}`);
    this.stage.showSome(lines, 10);
    this.stage.check(milestones.length >= 25, 'the schedule should have 25 milestones and more');
    this.stage.check(path.length > 1 && path.length === body.criticalPath.length, 'there should be a critical path');
    return path.find(({ kind }) => kind === 'milestone');
  }

  async slip({ id, code }: Scheduled): Promise<void> {
    this.stage.step(`If ${code} were 30 days late`);
    const { body } = await this.reader.get<Slip>(`/schedule/slip?item=${id}&days=30`);
    this.stage.print(`  ${body.explanation}`);
    const lines = body.items.map((item) => `${item.code}  ${item.finishBefore} → ${item.finishAfter}`);
    this.stage.showSome(lines);
    this.stage.check(body.total > 1, 'what waits for it should move too');
    this.stage.check(body.end.after > body.end.before, 'the end of the plan should move');
  }

  async baseline(run: string): Promise<string> {
    this.stage.step('Keep the plan as it is today');
    const name = `Demonstration ${run}`;
    const { body } = await this.keeping.client.create<{ id: string; itemCount: number; takenOn: string }>(
      '/baselines',
      { name },
    );
    this.stage.print(`  baseline "${name}" of ${body.takenOn}: ${body.itemCount} items`);
    await this.stage.mustSee('int.itu.roadmap.baseline.taken.v1', name, ({ subject }) => subject === body.id);
    this.stage.showNews();
    return body.id;
  }

  async overspend(): Promise<void> {
    this.stage.step('Promise more money than there is');
    const officer = await this.as('demo-budget', 'BDT', 'budget-officer');
    for await (const line of officer.list<{ id: string; code: string }>('/budget-lines?unit=BDT')) {
      if (line.code !== 'DEMO-BDT-26') continue;
      for await (const before of officer.list<Allocation>(`/allocations?line=${line.id}`)) {
        const refusal = await this.refusedCommitment(officer, before);
        this.stage.print(`  ${line.code}: ${refusal?.problem.detail ?? 'it was not refused'}`);
        const { body: after } = await officer.get<Allocation>(`/allocations/${before.id}`);
        this.stage.check(refusal?.problem.code === 'budget-allocation-exceeded', 'it should be refused as too much');
        this.stage.check(after.uncommitted === before.uncommitted, 'nothing should have been promised');
        return;
      }
    }
    this.stage.fail('there is no line DEMO-BDT-26 with money that is set aside');
  }

  private async refusedCommitment(officer: ServiceClient, { id, amount }: Allocation): Promise<Refusal | undefined> {
    try {
      await officer.create(`/allocations/${id}/commitments`, { amount: `9${amount}`, on: '2026-06-01' });
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}
