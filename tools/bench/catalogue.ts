import { step } from '../local/say.js';
import { startBoth } from './contenders.js';
import { type Measured, memoryFigure, type Pair, rateFigure } from './figures.js';
import { generateCourses } from './generated-courses.js';
import type { BenchArguments } from './options.js';
import { measureInPairs } from './pairs.js';
import type { Rig } from './rig.js';
import { requireSameAnswers } from './same-answers.js';
import { scenarios } from './scenarios.js';

/** Reading, listing and entering courses beside a bare server. */
export async function measureCatalogue(rig: Rig, options: BenchArguments): Promise<Measured[]> {
  const [courses = 0] = options.courses;
  const sample = await step(`Generating ${courses} courses`, (note) => generateCourses(rig.adminUrl, courses, note));
  const measured: Measured[] = [];
  const memory: Pair[] = [];
  for (const [key, prepare] of Object.entries(scenarios)) {
    const match = { key, opponent: 'bare-server.mjs', probe: '/courses?limit=1' };
    const contenders = await startBoth(rig, match, options.profile);
    const scenario = await prepare({ sample, token: rig.token }, contenders.service.url);
    const { perSecond } = await step(scenario.name, async (note) => {
      note('comparing answers');
      await requireSameAnswers(scenario, contenders);
      return measureInPairs(rig.adminUrl, scenario, contenders, options, note);
    });
    measured.push(rateFigure(scenario.name, perSecond, scenario.target));
    memory.push({ service: contenders.service.peakMemory(), bare: contenders.bare.peakMemory() });
    await Promise.all(Object.values(contenders).map((contender) => contender.stop()));
  }
  return [...measured, memoryFigure('peak memory', memory)];
}
