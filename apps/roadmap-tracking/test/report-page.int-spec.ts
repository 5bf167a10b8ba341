import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { officialLanguages } from '@capdev/taxonomy';
import type { Browser, Page } from 'playwright-core';
import type { ReportContent } from '../src/reports/report-content.js';
import { artefacts, openBrowser } from './support/browser.js';
import { freeze, givenReport } from './support/reports.js';
import { givenRoadmap, said } from './support/report-state.js';
import { bootRoadmap } from './support/roadmap-app.js';

// What readers see, in a real browser: everything here is asked of the page that was laid out, nothing of its text. Screenshots
// and the printed page are left in .local/artefacts for people to look at.
let app: ServiceApp;
let browser: Browser;
let origin: string;
let report: { id: string; content: ReportContent; contentHash: string };

beforeAll(async () => {
  browser = await openBrowser();
  app = await bootRoadmap();
  const { baselineId } = await givenRoadmap(app);
  const title = said('Harmonisation of capacity development', 'مواءمة تنمية القدرات', '能力发展的统一');
  const nextPeriod = [said('Move the last courses.', 'نقل آخر الدورات.', '迁移最后的课程。')];
  report = (await freeze(app, await givenReport(app, { baselineId, title, nextPeriod }))) as unknown as typeof report;
  await app.app.listen(0, '127.0.0.1');
  origin = await app.app.getUrl();
  await mkdir(artefacts, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

interface Opened {
  readonly page: Page;
  readonly errors: string[];
  readonly hosts: Set<string>;
}

/** The report in a tab, with its fonts, what it complained of and whom it asked. */
async function opened(lang: string): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1240, height: 900 } });
  const errors: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()}: ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.url()}: ${response.status()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).origin);
  });
  await page.goto(`${origin}/reports/${report.id}.html?lang=${lang}`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  return { page, errors, hosts };
}

async function box(page: Page, selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await page.locator(selector).first().boundingBox();
  if (!found) throw new Error(`${selector} is not visible.`);
  return found;
}

/** The fonts with which the text of the page was really drawn. */
async function drawnWith(page: Page): Promise<{ name: string; ours: boolean }[]> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('DOM.enable');
  await tools.send('CSS.enable');
  const { root } = await tools.send('DOM.getDocument');
  const { nodeIds } = await tools.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: 'h1, h2, caption, th, td, li, p, text',
  });
  const fonts = await Promise.all(
    nodeIds.map(async (nodeId) => (await tools.send('CSS.getPlatformFontsForNode', { nodeId })).fonts),
  );
  return fonts.flat().map(({ familyName, isCustomFont }) => ({ name: familyName, ours: isCustomFont }));
}

describe.each(officialLanguages)('the page in %s', (lang) => {
  it('is laid out without a complaint, with our fonts, and asks nobody else', async () => {
    const { page, errors, hosts } = await opened(lang);
    try {
      expect(errors).toEqual([]);
      expect([...hosts]).toEqual([origin]);
      const direction = await page.evaluate('getComputedStyle(document.body).direction');
      expect(direction).toBe(lang === 'ar' ? 'rtl' : 'ltr');
      const fonts = await drawnWith(page);
      expect(fonts.filter(({ ours }) => !ours)).toEqual([]);
      const families = new Set(fonts.map(({ name }) => name));
      if (lang === 'ar') expect([...families]).toContainEqual(expect.stringMatching(/^Noto Sans Arabic/));
      if (lang === 'zh') expect([...families]).toContainEqual(expect.stringMatching(/^Noto Sans SC/));
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.screenshot({ path: join(artefacts, `report-${lang}.png`), fullPage: true });
    } finally {
      await page.close();
    }
  });
});

describe('the tables of the page', () => {
  it('have as many rows as the report says things, each with its caption and heads', async () => {
    const { page } = await opened('en');
    try {
      const rows = (name: string) => page.locator(`#table-${name} tbody tr`).count();
      const { recommendations, plan, budget, harmonisation, decisions, actionPoints, risks } = report.content;
      expect(await rows('recommendations')).toBe(recommendations.items.length);
      expect(await rows('sources')).toBe(recommendations.sources.length);
      expect(await rows('concerns')).toBe(recommendations.items.flatMap(({ concerns }) => concerns).length);
      expect(await rows('plan')).toBe(plan.items.length);
      expect(await rows('budget')).toBe(budget.lines.length);
      expect(await page.locator('#table-budget tfoot tr').count()).toBe(budget.totals.length);
      expect(await rows('harmonisation')).toBe(harmonisation.length);
      expect(await rows('decisions')).toBe(decisions.length);
      expect(await rows('actionPoints')).toBe(actionPoints.length);
      expect(await rows('risks')).toBe(risks.length);
      const tables = await page.locator('table').count();
      expect(await page.locator('table > caption').count()).toBe(tables);
      expect(await page.locator('thead th:not([scope="col"]), tbody th:not([scope="row"])').count()).toBe(0);
      await expect(page.locator('footer').innerText()).resolves.toContain(report.contentHash);
    } finally {
      await page.close();
    }
  });

  it('begin on the right in Arabic: the first column stands right of the last', async () => {
    for (const [lang, side] of [
      ['ar', 1],
      ['en', -1],
    ] as const) {
      const { page } = await opened(lang);
      try {
        for (const table of ['recommendations', 'plan', 'budget']) {
          const first = await box(page, `#table-${table} thead th:first-child`);
          const last = await box(page, `#table-${table} thead th:last-child`);
          expect(Math.sign(first.x - last.x)).toBe(side);
        }
      } finally {
        await page.close();
      }
    }
  });
});

describe('the chart of the page', () => {
  it.each(['en', 'ar'])('in %s is there to be seen, and says what the table beneath says', async (lang) => {
    const { page } = await opened(lang);
    try {
      const chart = await box(page, 'figure svg[role="img"]');
      expect(chart.width).toBeGreaterThan(600);
      expect(chart.height).toBeGreaterThan(150);
      expect(chart.y).toBeLessThan((await box(page, '#table-plan')).y);
      expect(await page.locator('figure svg[role="img"] > desc').count()).toBe(1);
      const drawn = await page.locator('figure svg[role="img"] g.row').evaluateAll((groups) =>
        groups.map((group) => ({
          code: group.getAttribute('data-code'),
          title: group.querySelector('title')?.textContent ?? '',
          marks: Object.fromEntries(
            [...group.querySelectorAll('[data-mark]')].map((mark) => [
              mark.getAttribute('data-mark'),
              [mark.getAttribute('data-start'), mark.getAttribute('data-finish')],
            ]),
          ),
        })),
      );
      const { items, asOf } = { items: report.content.plan.items, asOf: report.content.report.asOf };
      expect(drawn.map(({ code, marks }) => ({ code, marks }))).toEqual(
        items.map(({ code, kind, baseline, planned, forecast, actual }) => {
          const days = (span: { start: string; finish: string }) =>
            kind === 'milestone' ? [span.finish, span.finish] : [span.start, span.finish];
          const real = actual.start === null ? null : { start: actual.start, finish: actual.finish ?? asOf };
          const spans = { baseline, planned, forecast, actual: real };
          const there = Object.entries(spans).flatMap(([mark, span]) => (span === null ? [] : [[mark, days(span)]]));
          return { code, marks: Object.fromEntries(there) };
        }),
      );
      // Each day that a row of the table shows is among the words of the chart's row, too.
      const table = await page
        .locator('#table-plan tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('td.day span')].map((part) => part.textContent ?? '')),
        );
      for (const [place, days] of table.entries()) {
        for (const day of days.map((text) => text.replace('–', '').trim()).filter((text) => text !== '')) {
          expect(drawn[place]?.title).toContain(day);
        }
      }
    } finally {
      await page.close();
    }
  });

  it('puts later days further on in the direction of reading', async () => {
    for (const [lang, sign] of [
      ['en', 1],
      ['ar', -1],
    ] as const) {
      const { page } = await opened(lang);
      try {
        const early = await box(page, 'g[data-code="A-1"] [data-mark="planned"]');
        const late = await box(page, 'g[data-code="A-2"] [data-mark="planned"]');
        expect(Math.sign(late.x - early.x)).toBe(sign);
        const name = await box(page, 'g[data-code="A-1"] text.name');
        expect(Math.sign(early.x - name.x)).toBe(sign);
        // Names stay clear of the bars.
        expect(sign > 0 ? name.x + name.width : -name.x).toBeLessThan(
          sign > 0 ? early.x : -(early.x + early.width) + 1,
        );
      } finally {
        await page.close();
      }
    }
  });

  it('stands alone as a picture, too', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('console', (message) => errors.push(message.text()));
    try {
      await page.goto(`${origin}/reports/${report.id}/chart.svg?lang=zh`);
      expect((await box(page, 'g[data-code="M-1"]')).width).toBeGreaterThan(100);
      expect(errors).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

describe('the printed page', () => {
  it.each(['en', 'ar'])('in %s is A4, upright and across', async (lang) => {
    const { page } = await opened(lang);
    try {
      const printed = await page.pdf({ path: join(artefacts, `report-${lang}.pdf`), preferCSSPageSize: true });
      const sizes = [...printed.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
        ([, width, height]) => [width, height].map((length) => Math.round(Number(length))).sort((a, b) => a - b),
      );
      expect(sizes.length).toBeGreaterThanOrEqual(3);
      for (const [short, long] of sizes) {
        expect(short).toBeGreaterThanOrEqual(594);
        expect(short).toBeLessThanOrEqual(596);
        expect(long).toBeGreaterThanOrEqual(841);
        expect(long).toBeLessThanOrEqual(843);
      }
    } finally {
      await page.close();
    }
  });
});

describe('what an outsider is told to do', () => {
  it('finds the hash of a frozen report, with the program in docs/how-to/verify-a-report.md', async () => {
    const page = await readFile(resolve('docs/how-to/verify-a-report.md'), 'utf8');
    const program = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
    const file = join(artefacts, 'verify.mjs');
    await writeFile(file, program);
    const { stdout } = await promisify(execFile)(process.execPath, [file, `${origin}/reports/${report.id}`]);
    expect(stdout).toBe(`the same: ${report.contentHash}\n`);
  });
});
