import type { Measured } from '../figures.js';
import type { BenchArguments } from '../options.js';
import type { Rig } from '../rig.js';
import { measureGrowth } from './growth.js';
import { measurePlanView } from './plan-view.js';

/** The schedule by itself, which needs no server; then the plan as it is looked at. */
export async function measureRoadmap(bringUp: () => Promise<Rig>, options: BenchArguments): Promise<Measured[]> {
  return [
    ...(options.parts.includes('schedule') ? await measureGrowth(options) : []),
    ...(options.parts.includes('plan') ? await measurePlanView(await bringUp(), options) : []),
  ];
}
