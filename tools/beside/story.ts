import { randomBytes } from 'node:crypto';
import { until } from '../local/wait.js';
import type { Standing } from './stage.js';

/** What the roadmap knew of a course that the catalogue published. */
export interface Told {
  readonly course: string;
  /** Evidence of the milestone that waited for it. */
  readonly evidence: readonly { readonly kind: string; readonly state: string; readonly subject: string }[];
  /** Of the unit, before and after. */
  readonly published: readonly [number, number];
}

const inEnglish = (text: string) => ({ original: 'en', text: { en: text } });

/** A unit publishes a course; a milestone waits for exactly that; what of it arrives in the roadmap. */
export async function publishAndWatch(catalogue: Standing, roadmap: Standing): Promise<Told> {
  const mark = randomBytes(4).toString('hex').toUpperCase();
  const code = `BDT-${mark}`;
  const initiative = await roadmap.ask('POST', '/initiatives', 'coordinator', {
    code: `I-${mark}`,
    title: inEnglish('One catalogue'),
    owningUnit: 'BDT',
  });
  const milestone = await roadmap.ask('POST', '/milestones', 'coordinator', {
    code: `M-${mark}`,
    title: inEnglish('The first course is public'),
    initiativeId: initiative.id,
    plannedOn: '2027-03-01',
  });
  await roadmap.ask('POST', '/evidence-rules', 'coordinator', {
    milestoneId: milestone.id,
    eventType: 'int.itu.catalogue.course.published.v1',
    conditions: [{ field: 'data.code', equals: code }],
    once: true,
  });
  const publishedNow = async (): Promise<number> => {
    const { units } = await roadmap.ask('GET', '/harmonisation', 'viewer');
    return units.find(({ unit }: { unit: string }) => unit === 'BDT').published as number;
  };
  const before = await publishedNow();
  const provider = await catalogue.ask('POST', '/providers', 'editor', {
    kind: 'centre',
    name: inEnglish(`Centre ${mark}`),
  });
  const course = await catalogue.ask('POST', '/courses', 'editor', {
    ...{ code, owningUnit: 'BDT', title: inEnglish(`Course ${mark}`), languages: ['en'], providerIds: [provider.id] },
  });
  await catalogue.ask('POST', `/courses/${course.id}/publication`, 'editor', undefined, 1);
  const items = await until('the evidence to arrive', async () => {
    const page = await roadmap.ask('GET', `/milestones/${milestone.id}/evidence`, 'viewer');
    return page.items.length > 0 && (page.items as { kind: string; state: string; event: { subject: string } }[]);
  });
  return {
    course: course.id,
    evidence: items.map(({ kind, state, event }) => ({ kind, state, subject: event.subject })),
    published: [before, await publishedNow()],
  };
}
