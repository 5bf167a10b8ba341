import pg from 'pg';
import { step } from '../../local/say.js';
import { table } from '../../local/table.js';
import { type Contender, startBoth, startService } from '../contenders.js';
import { latencyFigure, type Measured, memoryFigure, type Pair, qualityFigure, rateFigure } from '../figures.js';
import type { BenchArguments } from '../options.js';
import { measureInPairs } from '../pairs.js';
import type { Rig } from '../rig.js';
import type { Scenario } from '../scenarios.js';
import { search, searchPath } from './asking.js';
import { requireExactFacets } from './exact-facets.js';
import { fillTo } from './filling.js';
import { matchHeadings, matchRows, spreadOf } from './match-table.js';
import { prefixes, questions } from './questions.js';
import {
  answerJudgedQuestions,
  publishJudgedCourses,
  relevanceFigures,
  relevanceHeadings,
  relevanceRows,
} from './relevance.js';
import { compareMatches, countMatches, type Matches, requireWholeAnswer, shareFound } from './same-hits.js';
import { requireSuggestions } from './suggestions.js';

/** At few courses the service has to keep up with its opponent, at many to be well ahead of it. */
const targets = { few: 0.8, many: 1.5 };
const longestWait = 3;
const pageSize = 20;
/** The fewest courses that count as many. */
const many = 50_000;

/** Relevance beside plain searching, then speed beside a bare server, with few courses and with many. */
export async function measureSearch(rig: Rig, options: BenchArguments): Promise<Measured[]> {
  const measured = await measureRelevance(rig, options);
  const memory: Pair[] = [];
  const matches: Matches[][] = [];
  for (const [at, courses] of options.courses.entries()) {
    await step(`Generating ${courses} courses`, (note) => fillTo(rig, courses, note));
    const contenders = await startBoth(rig, matchOf(`search-${courses}`), options.profile);
    if (at === 0) {
      const compared = await step('Comparing what both find', () => compare(rig, contenders));
      measured.push(qualityFigure('matches of the bare server found', shareFound(compared), [1], 1, 5));
      matches.push(compared);
    } else {
      matches.push(await step('Counting what both find', () => countMatches(contenders, questions)));
    }
    for (const scenario of searchScenarios(courses, matches[at]!)) {
      const { perSecond } = await step(scenario.name, (note) =>
        measureInPairs(rig.adminUrl, scenario, contenders, options, note),
      );
      measured.push(rateFigure(scenario.name, perSecond, scenario.target));
    }
    memory.push({ service: contenders.service.peakMemory(), bare: contenders.bare.peakMemory() });
    await Promise.all(Object.values(contenders).map((contender) => contender.stop()));
  }
  measured.push(await measureTyping(rig, options, memory), memoryFigure('peak memory', memory));
  process.stdout.write(`\n${table(matchHeadings(options.courses), matchRows(matches))}`);
  for (const [at, courses] of options.courses.entries())
    process.stdout.write(`Courses that match a question, of ${courses}: ${spreadOf(matches[at]!)}.\n`);
  return measured;
}

const matchOf = (key: string) => ({ key, opponent: 'bare-search.mjs', probe: searchPath({ q: 'a', limit: '1' }) });

async function measureRelevance(rig: Rig, { profile }: BenchArguments): Promise<Measured[]> {
  const service = await startService(rig, 'relevance', profile);
  await step('Publishing the judged courses', () => publishJudgedCourses(rig, service.url));
  const answered = await step('Asking the judged questions', () => answerJudgedQuestions(rig.adminUrl, service.url));
  await service.stop();
  process.stdout.write(`\n${table(relevanceHeadings, relevanceRows(answered))}`);
  return relevanceFigures(answered);
}

/** Makes sure that comparing is honest: the service finds what the opponent finds, counts exactly, and both answer in full. */
async function compare(rig: Rig, contenders: Record<'service' | 'bare', Contender>): Promise<Matches[]> {
  const client = new pg.Client({ connectionString: rig.adminUrl });
  await client.connect();
  try {
    await requireExactFacets(client, contenders.service.url);
    for (const question of questions) {
      for (const { url } of Object.values(contenders)) {
        const answer = await search(url, question.language, { q: question.q, limit: String(pageSize) });
        requireWholeAnswer(question, answer, pageSize);
      }
    }
    return await compareMatches(client, contenders, questions);
  } finally {
    await client.end();
  }
}

async function measureTyping(rig: Rig, options: BenchArguments, memory: Pair[]): Promise<Measured> {
  const contenders = await startBoth(rig, matchOf('suggestions'), options.profile);
  await requireSuggestions(contenders, prefixes());
  const scenario: Scenario = {
    name: `p99 of completing what is typed, ${options.courses.at(-1)} courses`,
    target: longestWait,
    method: 'GET',
    asks: prefixes().map(({ language, q }) => ({
      path: `/search/suggestions?${new URLSearchParams({ q }).toString()}`,
      headers: { 'accept-language': language },
    })),
    headers: {},
  };
  const { p99 } = await step(scenario.name, (note) =>
    measureInPairs(rig.adminUrl, scenario, contenders, options, note),
  );
  memory.push({ service: contenders.service.peakMemory(), bare: contenders.bare.peakMemory() });
  await Promise.all(Object.values(contenders).map((contender) => contender.stop()));
  return latencyFigure(scenario.name, p99, scenario.target);
}

/** Every question; and those to which both answer with a whole page, so that both do the same. */
function searchScenarios(courses: number, matches: readonly Matches[]): Scenario[] {
  const whole = matches.filter(({ service, bare }) => Math.min(service, bare) >= pageSize);
  return [
    { name: `search with four facets, ${courses} courses`, asked: matches },
    { name: `the same, ${whole.length} questions that both find a page for`, asked: whole },
  ].map(({ name, asked }) => ({
    name,
    target: courses >= many ? targets.many : targets.few,
    method: 'GET',
    asks: asked.map(({ language, q }) => ({
      path: searchPath({ q, limit: String(pageSize) }),
      headers: { 'accept-language': language },
    })),
    headers: {},
  }));
}
