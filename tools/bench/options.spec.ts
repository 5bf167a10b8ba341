import { describe, expect, it } from '@jest/globals';
import { readBenchArguments } from './options.js';

describe('the arguments of a measurement', () => {
  it('say what is measured, with as many courses as is usual for it', () => {
    expect(readBenchArguments(['catalogue'])).toMatchObject({ subject: 'catalogue', courses: [100_000], pairs: 5 });
    expect(readBenchArguments(['search'])).toMatchObject({ subject: 'search', courses: [5_000, 100_000], pairs: 5 });
    expect(readBenchArguments(['import'])).toMatchObject({ courses: [100_000], rows: { short: 1_000, long: 100_000 } });
  });

  it('need no courses for events, and take none', () => {
    expect(readBenchArguments(['events'])).toMatchObject({ courses: [], pairs: 5, events: { drained: 100_000 } });
    expect(readBenchArguments(['events', '--smoke']).events.drained).toBeLessThan(10_000);
    expect(() => readBenchArguments(['events', '--courses', '1000'])).toThrow(/--courses means nothing for events/);
  });

  it('may pick one part of events, or of the roadmap', () => {
    expect(readBenchArguments(['roadmap'])).toMatchObject({ parts: ['schedule', 'plan'], courses: [] });
    expect(readBenchArguments(['roadmap', '--only', 'schedule']).parts).toEqual(['schedule']);
    expect(() => readBenchArguments(['roadmap', '--only', 'drain'])).toThrow(
      /a part of roadmap: "schedule" and "plan"/,
    );
    expect(() => readBenchArguments(['search', '--only', 'drain'])).toThrow(/a part of events or roadmap/);
    expect(readBenchArguments(['events']).parts).toEqual(['drain', 'writers', 'latency', 'handling', 'idle']);
    expect(readBenchArguments(['events', '--only', 'drain']).parts).toEqual(['drain']);
    expect(() => readBenchArguments(['events', '--only', 'speed'])).toThrow(/--only takes a part of events: "drain"/);
  });

  it('take several sizes for the search, the smallest first, and one for the catalogue', () => {
    const sizes = ['--courses', '9000', '--courses', '2000'];
    expect(readBenchArguments(['search', ...sizes]).courses).toEqual([2_000, 9_000]);
    expect(() => readBenchArguments(['catalogue', ...sizes])).toThrow(/1 time/);
  });

  it('are refused in one sentence', () => {
    expect(() => readBenchArguments(['everything'])).toThrow(/"catalogue", "search", "import", "events" and "roadmap"/);
    expect(() => readBenchArguments(['search', '--courses', 'many'])).toThrow(/--courses takes a number/);
    expect(() => readBenchArguments(['search', '--pairs', '4'])).toThrow(/at least 5/);
    expect(() => readBenchArguments(['search', '--speed'])).toThrow(/npm run bench/);
  });
});
