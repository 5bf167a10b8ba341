import { isDeepStrictEqual } from 'node:util';
import { languageName, type MultilingualText, pickText } from '@capdev/taxonomy';
import type { Fate } from '../import/account.js';
import { summaryOf } from '../import/account.js';
import type { ServiceClient } from '../local/service-client.js';
import { type ImportOptions, runImport } from '../import/run-import.js';
import type { SeenEvent } from './reader.js';
import type { Stage } from './stage.js';

interface Course {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly title: MultilingualText;
  readonly providerIds: readonly string[];
  readonly languages: readonly string[];
}

/** What a visitor looks for, and the course to find. */
export interface TourSearch {
  readonly language: string;
  readonly question: string;
  readonly code: string;
}

interface SearchAnswer {
  readonly total: number;
  readonly items: readonly { readonly code: string; readonly title: string }[];
  readonly understood: { readonly didYouMean: string | null } | null;
  readonly facets: Readonly<Record<string, readonly { readonly label: string; readonly count: number }[]>>;
}

const event = (verb: string): string => `int.itu.catalogue.course.${verb}.v1`;

/** The catalogue's main job, step by step. */
export class Tour {
  constructor(
    private readonly client: ServiceClient,
    private readonly stage: Stage,
  ) {}

  /** Loads and publishes a list; each row that became public or changed must have been seen. Returns a published course. */
  async load(
    list: Omit<ImportOptions, 'print' | 'onFate' | 'publish' | 'acceptSimilar' | 'dryRun' | 'accountFile'>,
  ): Promise<Course | undefined> {
    this.stage.step(`Load ${list.file} and publish its courses`);
    const fates: Fate[] = [];
    const lines: string[] = [];
    const options = {
      ...list,
      publish: true,
      acceptSimilar: false,
      dryRun: false,
      print: (line: string) => lines.push(line),
      onFate: (fate: Fate) => fates.push(fate),
    };
    const tally = await runImport(this.client, options);
    this.stage.showSome(lines);
    this.stage.print(`  ${summaryOf(tally)}`);
    if (tally.rejected + tally.held > 0)
      this.stage.fail(`${tally.rejected} rows were rejected, ${tally.held} wait for a decision`);
    for (const { code, outcome, published } of fates.filter((fate) => fate.outcome !== 'rejected')) {
      if (code === null) continue;
      if (published) await this.mustHaveSeen(event('published'), code);
      else if (outcome === 'updated') await this.mustHaveSeen(event('revised'), code);
    }
    this.stage.showNews();
    const code = fates.find((fate) => fate.outcome !== 'rejected')?.code ?? undefined;
    if (code === undefined) this.stage.fail('no course of the list is in the catalogue');
    return code === undefined ? undefined : this.published(code);
  }

  /** Reads a course in three languages, as three visitors would, without a token. */
  async readBack(visitor: ServiceClient, course: Course): Promise<void> {
    this.stage.step(`Read ${course.code} in Arabic, French and Chinese`);
    for (const language of ['ar', 'fr', 'zh']) {
      const { body } = await visitor.get<{ title: string }>(`/courses/${course.id}`, { 'accept-language': language });
      const best = pickText(course.title, [language]);
      this.stage.print(
        `  ${language}: ${body.title}${best.language === language ? '' : ` (there is no ${language}, so ${best.language})`}`,
      );
      if (body.title !== best.value) this.stage.fail(`asked for ${language}, the title should be "${best.value}"`);
    }
  }

  /** Looks for courses as visitors do, each in their own language; the course expected must be among the first five. */
  async search(visitor: ServiceClient, searches: readonly TourSearch[]): Promise<void> {
    this.stage.step(`Search in ${searches.map(({ language }) => languageName(language, 'en')).join(', ')}`);
    for (const { language, question, code } of searches) {
      const path = `/search?limit=5&facets=topic,level,language&q=${encodeURIComponent(question)}`;
      const { body } = await visitor.get<SearchAnswer>(path, { 'accept-language': language });
      const meant = body.understood?.didYouMean;
      this.stage.print(`  ${language}: ${question}${meant ? `  →  ${meant}` : ''}`);
      this.stage.print(
        `      ${body.total} found: ${body.items.map((item) => `${item.code} ${item.title}`).join(' | ')}`,
      );
      for (const [facet, values] of Object.entries(body.facets)) {
        const shown = values.slice(0, 3).map(({ label, count }) => `${label} (${count})`);
        this.stage.print(`      by ${facet}: ${shown.join(', ')}`);
        if (values.some(({ count }) => count < 1)) this.stage.fail(`a value of ${facet} leads to nothing`);
      }
      if (!body.items.some((item) => item.code === code)) this.stage.fail(`${code} should be among the first five`);
    }
  }

  /** Publishes a course of the demonstration's own and retires it in favour of a course of the list. */
  async retire(unit: string, run: string, successor: Course): Promise<void> {
    const code = `DEMO-OLD-${run}`;
    this.stage.step(`Publish ${code}, then retire it in favour of ${successor.code}`);
    const made = await this.client.create<Course>('/courses', {
      code,
      owningUnit: unit,
      // One that an interrupted demonstration has left would look like the same course.
      title: {
        original: 'en',
        text: { en: `Forerunner ${run} of ${successor.code}`, fr: `Prédécesseur ${run} de ${successor.code}` },
      },
      providerIds: successor.providerIds,
      languages: ['en'],
    });
    const { id } = made.body;
    const published = await this.client.change<Course>('POST', `/courses/${id}/publication`, {}, made.etag!);
    await this.mustHaveSeen(event('published'), code);
    const retirement = { successorId: successor.id, reason: 'Shown by npm run demo.' };
    const retired = await this.client.change<Course>('POST', `/courses/${id}/retirement`, retirement, published.etag!);
    this.stage.print(`  ${code} is ${retired.body.state}; whoever looks for it is sent to ${successor.code}.`);
    if (retired.body.state !== 'retired') this.stage.fail(`${code} should be retired`);
    const seen = await this.mustHaveSeen(event('retired'), code);
    if (seen && seen.data.successorId !== successor.id) this.stage.fail('the event does not name the successor');
    this.stage.showNews();
  }

  private async mustHaveSeen(type: string, code: string): Promise<SeenEvent | undefined> {
    const seen = await this.stage.mustSee(type, code, ({ data }) => data.code === code);
    if (!seen) return undefined;
    const { body } = await this.client.get<Course>(`/courses/${seen.subject}?lang=*`);
    if (!isDeepStrictEqual(seen.data.title, body.title))
      this.stage.fail(`${type} of ${code} has another title than the catalogue`);
    return seen;
  }

  private async published(code: string): Promise<Course | undefined> {
    for await (const { id } of this.client.list<Course>(`/courses?code=${encodeURIComponent(code)}`)) {
      return (await this.client.get<Course>(`/courses/${id}?lang=*`)).body;
    }
    this.stage.fail(`${code} is not among the published courses`);
    return undefined;
  }
}
