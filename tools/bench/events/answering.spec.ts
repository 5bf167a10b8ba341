import { describe, expect, it } from '@jest/globals';
import { now, paced } from './answering.mjs';

describe('a timetable', () => {
  it('is kept although what was begun takes long: nothing waits for what came before it', async () => {
    const begun: number[] = [];
    const late = await paced({ count: 20, perSecond: 200 }, async () => {
      begun.push(now());
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    // One after the other, twenty of them would take six seconds.
    expect(begun.at(-1)! - begun[0]!).toBeLessThan(250);
    expect(begun.at(-1)! - begun[0]!).toBeGreaterThan(80);
    expect(late).toHaveLength(20);
  });

  it('says how late it was when the process was held up', async () => {
    const late = await paced({ count: 3, perSecond: 100 }, (index) => {
      if (index === 0) for (const end = now() + 60; now() < end;);
      return Promise.resolve();
    });
    expect(late[1]).toBeGreaterThan(40);
  });

  it('fails when something that was begun fails', async () => {
    await expect(paced({ count: 2, perSecond: 500 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
