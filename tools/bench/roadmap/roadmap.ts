import type { Measured } from '../figures.js';
import type { BenchArguments } from '../options.js';
import type { Rig } from '../rig.js';
import { measureGrowth } from './growth.js';

/** The schedule by itself, then the whole plan beside a bare server. */
export async function measureRoadmap(_bringUp: () => Promise<Rig>, options: BenchArguments): Promise<Measured[]> {
  const measured: Measured[] = [];
  if (options.parts.includes('schedule')) measured.push(...(await measureGrowth(options)));
  return measured;
}
