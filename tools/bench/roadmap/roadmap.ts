import type { Measured } from '../figures.js';
import type { BenchArguments } from '../options.js';
import type { Rig } from '../rig.js';
import { measureGrowth } from './growth.js';

/** The schedule by itself, which needs no server. */
export function measureRoadmap(_bringUp: () => Promise<Rig>, options: BenchArguments): Promise<Measured[]> {
  return measureGrowth(options);
}
