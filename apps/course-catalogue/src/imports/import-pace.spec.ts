import { describe, expect, it } from '@jest/globals';
import { ImportPace } from './import-pace.js';

/** How long it took, in milliseconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

describe('the pace of imports', () => {
  it('is that of all together: who has had rows waits until they are due', async () => {
    const pace = new ImportPace(1_000, () => Promise.resolve(0));
    await pace.before(300);
    expect(await timed(() => pace.before(1))).toBeGreaterThan(290);
  });

  it('does not save up what was not used', async () => {
    let now = 0;
    const pace = new ImportPace(
      1_000,
      () => Promise.resolve(0),
      () => now,
    );
    await pace.before(10);
    now = 60_000;
    await pace.before(200);
    expect(await timed(() => pace.before(1))).toBeGreaterThan(190);
  });

  it('gives way while the outbox is deep, the more the deeper it is, and never stops for it', async () => {
    const pauseAt = (depth: number): Promise<number> =>
      timed(() => new ImportPace(100_000, () => Promise.resolve(depth)).before(1));
    expect(await pauseAt(6_000)).toBeGreaterThan(390);
    const longest = await pauseAt(1_000_000);
    expect(longest).toBeGreaterThan(990);
    expect(longest).toBeLessThan(5_000);
  });

  it('gives way while others keep the process busy, in proportion to what its batches take', async () => {
    let now = 0;
    let looks = 0;
    const shares = [0.7];
    const pace = new ImportPace(
      100_000,
      () => Promise.resolve(0),
      () => now,
      () => {
        looks += 1;
        now += 20;
        return Promise.resolve(shares.shift() ?? 0.9);
      },
    );
    const batch = async (): Promise<void> => {
      await pace.before(1);
      now += 100;
      pace.ended();
    };
    await batch();
    await batch();
    expect(looks).toBe(1);
    now += 3_600_000; // how long nothing was imported does not matter
    await batch();
    expect(looks).toBe(1 + 400 / 20);
    shares.push(0.9, 0.9, 0.1);
    await batch();
    expect(looks).toBe(21 + 3);
  });

  it('lets whoever ends the service go at once', async () => {
    const pace = new ImportPace(1, () => Promise.resolve(0));
    await pace.before(60);
    expect(await timed(() => pace.before(1, AbortSignal.abort()))).toBeLessThan(500);
  });
});
