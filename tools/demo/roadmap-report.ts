import { createHash } from 'node:crypto';
import type { Answer, ServiceClient } from '../local/service-client.js';
import { Keeping } from '../seed/roadmap/keeping.js';
import type { Speaking } from '../seed/roadmap/load-roadmap.js';
import { text } from '../seed/roadmap/texts.js';
import type { Stage } from './stage.js';

interface Report {
  readonly id: string;
  readonly state: string;
  readonly contentHash: string | null;
  readonly content: unknown;
}

/** What a report is about: the baseline it compares with, and something that changes after it was frozen. */
export interface Subject {
  readonly as: Speaking;
  readonly run: string;
  readonly baselineId: string;
}

/** A report for the Council is drafted, approved by somebody else, frozen; then the plan goes on, and the report does not. */
export async function showReport(
  stage: Stage,
  visitor: ServiceClient,
  { as, run, baselineId }: Subject,
): Promise<void> {
  stage.step('Report to the Council, and freeze what was said');
  const keeping = new Keeping(await as('demo-secretariat', 'BDT', 'coordinator'));
  const approver = await as('demo-approver', 'GS', 'approver');
  const today = new Date().toISOString().slice(0, 10);
  const title = text(`Harmonisation of capacity development: progress (demonstration ${run})`);
  const about = { title, body: 'Council', periodStart: '2023-01-01', asOf: today, baselineId };
  const { body: draft } = await keeping.client.create<Report>('/reports', about);
  const path = `/reports/${draft.id}`;
  await keeping.act(path, 'approval', {}, approver);
  const frozen = await keeping.act<Report>(path, 'freezing', {}, approver);
  stage.print(`  drafted by one, approved by another, ${frozen.state}`);
  stage.print(`  SHA-256 ${frozen.contentHash}`);
  await stage.mustSee('int.itu.roadmap.report.published.v1', 'the report', ({ subject }) => subject === draft.id);
  stage.showNews();

  stage.step('Change the plan after the report');
  await changeForecast(stage, keeping);
  const { body: again }: Answer<Report> = await visitor.get<Report>(path);
  const computed = createHash('sha256').update(canonical(again.content)).digest('hex');
  stage.print(`  the report as anybody reads it now: SHA-256 ${computed}, computed here`);
  stage.check(computed === frozen.contentHash, 'the report should be what it was');
  stage.check(again.contentHash === frozen.contentHash, 'the hash that the service shows should be what it was');
  stage.showNews();
}

/** Milestone 2.5-M1 comes a day later each time, or on its planned day again after a month. */
async function changeForecast(stage: Stage, keeping: Keeping): Promise<void> {
  const [code, plannedOn] = ['2.5-M1', '2027-05-28'];
  for await (const { id, forecastOn } of keeping.client.list<{ id: string; forecastOn: string | null }>(
    `/milestones?code=${code}`,
  )) {
    const next = new Date(Date.parse(forecastOn ?? plannedOn) + 86_400_000).toISOString().slice(0, 10);
    const forecast = next > '2027-06-28' ? null : next;
    const { etag } = await keeping.client.get(`/milestones/${id}`);
    await keeping.client.change('PATCH', `/milestones/${id}`, { forecastOn: forecast }, etag!);
    stage.print(`  ${code} is expected on ${forecast ?? plannedOn}, before on ${forecastOn ?? plannedOn}`);
    const type = 'int.itu.roadmap.milestone.forecast-changed.v1';
    await stage.mustSee(type, code, ({ subject, data }) => subject === id && (data.forecastOn ?? null) === forecast);
    return;
  }
  stage.fail(`there is no milestone ${code}`);
}

/** RFC 8785, as far as a report needs it: members by name, no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
