import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Deployed, deployForTest } from '../../local/deployed-for-test.js';
import { loadRoadmap } from './load-roadmap.js';

let roadmap: Deployed;

beforeAll(async () => {
  roadmap = await deployForTest('roadmap-tracking');
}, 60_000);
afterAll(() => roadmap?.takeDown());

async function every<T = Record<string, unknown>>(path: string): Promise<T[]> {
  const reader = await roadmap.client('reader', 'BDT', 'viewer');
  const found: T[] = [];
  for await (const one of reader.list<T>(path)) found.push(one);
  return found;
}

describe('the roadmap of the demonstration', () => {
  it('is loaded through the front door, as several persons', async () => {
    const { milestones, created } = await loadRoadmap((...who) => roadmap.client(...who));
    expect(milestones).toBeGreaterThanOrEqual(25);
    expect(created).toBeGreaterThan(100);
    expect(await every('/recommendations')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reference: 'R-A', acceptance: 'accepted', implementation: 'in-progress' }),
        expect.objectContaining({ reference: 'R-D', acceptance: 'rejected', implementation: 'not-started' }),
      ]),
    );
    expect(await every('/sources')).toEqual(
      expect.arrayContaining([expect.objectContaining({ symbol: 'C21/32', comments: 'none-received' })]),
    );
    expect(await every('/co-design-processes')).toMatchObject([{ state: 'completed' }]);
    expect(await every('/task-forces')).toMatchObject([{ state: 'constituted' }]);
    expect(await every('/baselines')).toMatchObject([{ name: 'Demonstration' }]);
    const states = (await every<{ state: string }>('/milestones')).map(({ state }) => state);
    expect(states).toHaveLength(milestones);
    expect(states.filter((state) => state === 'reached').length).toBeGreaterThan(15);
  }, 120_000);

  it('is what it is when it is loaded again', async () => {
    const before = await every('/milestones');
    expect(await loadRoadmap((...who) => roadmap.client(...who))).toMatchObject({ created: 0 });
    expect(await every('/milestones')).toEqual(before);
  }, 60_000);
});
