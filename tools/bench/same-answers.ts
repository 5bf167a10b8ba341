import { isDeepStrictEqual } from 'node:util';
import type { Contender } from './contenders.js';
import { newRun, type Scenario } from './scenarios.js';

/** Fields that no two creations share. */
const ownValues = ['id', 'code', 'createdAt', 'updatedAt'];

/**
 * Makes sure that both servers do the same work before it is measured.
 *
 * @throws Error showing the first difference
 */
export async function requireSameAnswers(
  scenario: Scenario,
  contenders: Record<'service' | 'bare', Contender>,
): Promise<void> {
  const { asks } = scenario;
  const sample = asks.filter((_, index) => index % Math.ceil(asks.length / 25) === 0);
  for (const { path } of sample) {
    const [ours, theirs] = [await ask(scenario, contenders.service, path), await ask(scenario, contenders.bare, path)];
    if (!isDeepStrictEqual(ours, theirs)) {
      throw new Error(
        `The servers answer ${scenario.method} ${path} differently, so comparing them says nothing:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`,
      );
    }
  }
}

async function ask({ method, headers, body }: Scenario, { url }: Contender, path: string): Promise<unknown> {
  const code = `${newRun()}1`;
  const sent = body ? { body: body.parts.join(code) } : {};
  const response = await fetch(`${url}${path}`, { method, headers, ...sent });
  const answer = JSON.parse((await response.text()).replaceAll(code, '')) as Record<string, unknown>;
  const compared =
    method === 'POST' ? Object.entries(answer).filter(([name]) => !ownValues.includes(name)) : Object.entries(answer);
  // As pairs, so that the order of the fields counts too: the same bytes are to be sent.
  return [response.status, compared];
}
