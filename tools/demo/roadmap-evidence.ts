import type { ServiceClient } from '../local/service-client.js';
import { until } from '../local/wait.js';
import { Keeping } from '../seed/roadmap/keeping.js';
import type { Speaking } from '../seed/roadmap/load-roadmap.js';
import { text } from '../seed/roadmap/texts.js';
import type { Stage } from './stage.js';

interface Evidence {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly title: string;
}

/** Long enough for an event to come through Kafka on a machine that is busy. */
const patienceMs = 30_000;

/**
 * A milestone that is reached because something happened in the catalogue: the event becomes evidence by a rule, and a person
 * confirms it.
 */
export async function showEvidence(
  stage: Stage,
  catalogue: ServiceClient,
  { as, run }: { readonly as: Speaking; readonly run: string },
): Promise<string> {
  stage.step('Reach a milestone because a course is public');
  const coordinator = await as('demo-secretariat', 'BDT', 'coordinator');
  const keeping = new Keeping(coordinator);
  const [code, course] = [`DEMO-${run}`, `DEMO-EVID-${run}`];
  const milestone = await plannedMilestone(keeping, code);
  await stage.mustSee('int.itu.roadmap.milestone.planned.v1', code, ({ data }) => data.code === code);
  await keeping.client.create('/evidence-rules', {
    milestoneId: milestone,
    eventType: 'int.itu.catalogue.course.published.v1',
    conditions: [{ field: 'data.code', equals: course }],
    once: true,
  });
  await publishCourse(catalogue, course);
  await stage.mustSee('int.itu.catalogue.course.published.v1', course, ({ data }) => data.code === course);
  const proposed = await until(
    'the evidence',
    () => firstOf<Evidence>(coordinator, `/milestones/${milestone}/evidence`),
    {
      deadlineMs: patienceMs,
      everyMs: 100,
    },
  ).catch(() => undefined);
  if (proposed) {
    stage.print(`  ${proposed.state}: ${proposed.title}`);
    stage.check(proposed.kind === 'event' && proposed.state === 'proposed', 'the event should be proposed as evidence');
    const confirming = await as('demo-confirming', 'GS', 'coordinator');
    await keeping.act(`/evidence/${proposed.id}`, 'confirmation', {}, confirming);
    const today = new Date().toISOString().slice(0, 10);
    const reached = await keeping.act<{ state: string }>(`/milestones/${milestone}`, 'reaching', { on: today });
    stage.print(`  ${code} is ${reached.state}.`);
    stage.check(reached.state === 'reached', `${code} should be reached`);
    await stage.mustSee('int.itu.roadmap.milestone.reached.v1', code, ({ data }) => data.code === code);
  } else {
    stage.fail('the roadmap has not heard of the course in time');
  }
  stage.showNews();
  return milestone;
}

async function plannedMilestone(keeping: Keeping, code: string): Promise<string> {
  const title = text('What npm run demo does (example)');
  const initiative = await keeping.ensure('/initiatives?code=DEMO', () => true, { code: 'DEMO', title });
  const plannedOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const about = { code, title: text(`The course of ${code} is public (example)`), plannedOn };
  const { body } = await keeping.client.create<{ id: string }>('/milestones', {
    initiativeId: initiative.id,
    ...about,
  });
  return body.id;
}

/** Of the demonstration's own, and retired by the next one of it. */
async function publishCourse(catalogue: ServiceClient, code: string): Promise<void> {
  const provider = await firstOf<{ id: string }>(catalogue, '/providers?limit=1');
  const made = await catalogue.create<{ id: string }>('/courses', {
    code,
    owningUnit: 'BDT',
    title: { original: 'en', text: { en: `Evidence ${code}` } },
    providerIds: [provider!.id],
    languages: ['en'],
  });
  const { etag } = await catalogue.change('POST', `/courses/${made.body.id}/publication`, {}, made.etag!);
  const reason = 'It was published by npm run demo to be heard of.';
  await catalogue.change('POST', `/courses/${made.body.id}/retirement`, { reason }, etag!);
}

async function firstOf<T>(client: ServiceClient, list: string): Promise<T | undefined> {
  for await (const one of client.list<T>(list)) return one;
  return undefined;
}
