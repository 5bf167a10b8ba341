import { coDesign, outputs } from './co-design.js';
import { isCalled, type Keeping, type Thing } from './keeping.js';
import { type DemoRecommendation, type DemoSource, furtherSources, recommendations, study } from './origins.js';

/** What the plan refers to: identifiers by reference, and of goals by their keys. */
export interface Origins {
  readonly recommendations: ReadonlyMap<string, string>;
  readonly goals: ReadonlyMap<string, string>;
}

/** Where everything comes from: documents, what they recommend, what was decided and done about it, the co-design. */
export async function loadOrigins(keeping: Keeping): Promise<Origins> {
  const source = await loadSource(keeping, study);
  for (const further of furtherSources) await loadSource(keeping, further);
  const ids = new Map<string, string>();
  for (const recommendation of recommendations) {
    ids.set(recommendation.reference, await loadRecommendation(keeping, recommendation, source.id));
  }
  return { recommendations: ids, goals: await loadCoDesign(keeping, ids) };
}

async function loadSource(keeping: Keeping, source: DemoSource): Promise<Thing> {
  const found = await keeping.ensure('/sources?lang=*', isCalled(source.title), source);
  const { body } = await keeping.client.get<{ comments: string }>(`/sources/${found.id}`);
  // The day for comments has passed, and nobody had sent one.
  if (source.commentDeadline && body.comments === 'awaited') {
    await keeping.act(`/sources/${found.id}`, 'no-comment-received');
  }
  return found;
}

async function loadRecommendation(
  keeping: Keeping,
  { acceptance, implementation, concerns = [], ...recommendation }: DemoRecommendation,
  sourceId: string,
): Promise<string> {
  const { id } = await keeping.ensure<Thing & { reference: string }>(
    '/recommendations',
    ({ reference }) => reference === recommendation.reference,
    { ...recommendation, sourceId },
  );
  const path = `/recommendations/${id}`;
  for (const [history, steps] of Object.entries({ acceptance, implementation })) {
    const known = await keeping.count(`${path}/${history}`);
    for (const step of steps.slice(known)) await keeping.act(path, history, step);
  }
  for (const { answer, ...concern } of concerns) {
    const raised = await keeping.ensure<Thing & { state: string }>(
      `${path}/concerns?lang=*`,
      isCalled(concern.text),
      concern,
    );
    if (raised.state === 'open') await keeping.act(`/concerns/${raised.id}`, 'answer', answer);
  }
  return id;
}

async function loadCoDesign(keeping: Keeping, ids: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const { name, requiredUnits, recommendations: references, steps } = coDesign;
  const list = '/co-design-processes?lang=*';
  const recommendationIds = references.map((reference) => ids.get(reference)!);
  const { id } = await keeping.ensure(list, isCalled(name), { name, requiredUnits, recommendationIds });
  const path = `/co-design-processes/${id}`;
  const read = async () =>
    (await keeping.client.get<{ state: string; steps: { kind: string; state: string }[] }>(path)).body;
  const process = await read();
  for (const { kind, ...course } of steps) {
    if (process.steps.find((step) => step.kind === kind)?.state === 'pending') {
      await keeping.act(path, `steps/${kind}/completion`, course);
    }
  }
  const goals = new Map<string, string>();
  for (const { key, ...output } of outputs) {
    const list = `${path}/outputs?lang=*`;
    const known = await find<Thing>(keeping, list, isCalled(output.text));
    // What is completed takes no more outputs; one that is missing from it was never there.
    if (!known && process.state === 'completed') continue;
    const body = { step: 'workshop', ...output };
    const { id } = known ?? (await keeping.ensure<Thing>(list, () => false, body));
    if (key) goals.set(key, id);
  }
  if ((await read()).state === 'running') await keeping.act(path, 'completion');
  return goals;
}

async function find<T>(keeping: Keeping, list: string, isMeant: (thing: T) => boolean): Promise<T | undefined> {
  for await (const thing of keeping.client.list<T>(list)) if (isMeant(thing)) return thing;
  return undefined;
}
