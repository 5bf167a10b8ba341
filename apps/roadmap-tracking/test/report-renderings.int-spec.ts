import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceApp } from '@capdev/service-frame/testing';
import { officialLanguages } from '@capdev/taxonomy';
import JSZip from 'jszip';
import type { ReportContent } from '../src/reports/report-content.js';
import { wordsOf } from '../src/report-rendering/words.js';
import { freeze, type GivenReport, givenReport } from './support/reports.js';
import { givenRoadmap, said } from './support/report-state.js';
import { bootRoadmap, viewer } from './support/roadmap-app.js';

let app: ServiceApp;
let frozen: GivenReport & { content: ReportContent; contentHash: string };
let draft: GivenReport;

beforeAll(async () => {
  app = await bootRoadmap();
  const { baselineId } = await givenRoadmap(app);
  const title = said('Progress <script>alert(1)</script> & "more"', 'تقرير مرحلي', '进展报告');
  const nextPeriod = [said('Move the last courses.', 'نقل آخر الدورات.', '迁移最后的课程。')];
  draft = await givenReport(app, { baselineId, title, nextPeriod });
  frozen = (await freeze(app, await givenReport(app, { baselineId, title, nextPeriod }))) as typeof frozen;
});
afterAll(() => app.close());

const fetched = (path: string, headers: Record<string, string> = {}) =>
  app.app.inject({ method: 'GET', url: `/reports/${path}`, headers });

describe('the page of a report', () => {
  it('is in the language that is asked for, else in one that the reader understands', async () => {
    const language = async (path: string, header?: string) => {
      const { headers, body } = await fetched(`${frozen.id}.html${path}`, header ? { 'accept-language': header } : {});
      return [headers['content-language'], /<html lang="(..)" dir="(...)">/.exec(body)?.slice(1)];
    };
    expect(await language('?lang=ar', 'fr')).toEqual(['ar', ['ar', 'rtl']]);
    expect(await language('?lang=zh-Hans')).toEqual(['zh', ['zh', 'ltr']]);
    expect(await language('', 'de-CH, fr-CH;q=0.9, en;q=0.8')).toEqual(['fr', ['fr', 'ltr']]);
    expect(await language('', 'de')).toEqual(['en', ['en', 'ltr']]);
  });

  it.each(['.html', '.docx', '/chart.svg', '/differences'])(
    '%s is refused in a language that is none of the six',
    async (path) => {
      const answers = await Promise.all(
        ['de', '*'].map((lang) => app.get(`/reports/${frozen.id}${path}?lang=${lang}`)),
      );
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [400, 'report-language-unknown'],
        [400, 'report-language-unknown'],
      ]);
      expect((await app.get(`/reports/${frozen.id}${path}?lang=x'y`)).body.code).toBe('language-malformed');
    },
  );

  it.each(['.html', '.docx', '/chart.svg', '/differences'])(
    '%s of a draft is for those who may read the roadmap',
    async (path) => {
      expect((await app.get(`/reports/${draft.id}${path}`)).body.code).toBe('report-not-found');
      const authorization = `Bearer ${await app.issuer.token(viewer)}`;
      expect((await fetched(`${draft.id}${path}`, { authorization })).statusCode).toBe(200);
      expect((await app.get(`/reports/no-identifier${path}`)).body.code).toBe('identifier-malformed');
    },
  );

  it('says of a draft that it may change, and of a frozen report its hash', async () => {
    const authorization = `Bearer ${await app.issuer.token(viewer)}`;
    expect((await fetched(`${draft.id}.html?lang=en`, { authorization })).body).toContain(wordsOf.en.sentences.draft);
    const { body } = await fetched(`${frozen.id}.html?lang=en`);
    expect(body).toContain(frozen.contentHash);
    expect(body).not.toContain(wordsOf.en.sentences.draft);
  });

  it('shows what looks like markup as it was written, and lets nothing run', async () => {
    const { body, headers } = await fetched(`${frozen.id}.html?lang=en`);
    expect(body).toContain('Progress &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;');
    expect(body).toContain('Move the &lt;b&gt;courses&lt;/b&gt; &amp; check');
    expect(body).not.toMatch(/<script|<b>|\son\w+=|\sstyle=/);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; font-src 'self'/,
    );
    const chart = (await fetched(`${frozen.id}/chart.svg?lang=en`)).body;
    expect(chart).toContain('Move the &lt;b&gt;courses&lt;/b&gt; &amp; check');
    expect(chart).not.toContain('<b>');
  });

  it('is not sent again to a reader who has it', async () => {
    for (const path of ['.html?lang=ru', '.docx?lang=ru', '/chart.svg?lang=ru']) {
      const first = await fetched(`${frozen.id}${path}`);
      const again = await fetched(`${frozen.id}${path}`, { 'if-none-match': String(first.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect(String(first.headers.vary)).toContain('Accept-Language');
    }
    const [russian, spanish] = await Promise.all(['ru', 'es'].map((lang) => fetched(`${frozen.id}.html?lang=${lang}`)));
    expect(russian?.headers.etag).not.toBe(spanish?.headers.etag);
  });
});

describe('the fonts of a page', () => {
  it('are those that the page names, and may be kept for long', async () => {
    const { body } = await fetched(`${frozen.id}.html?lang=zh`);
    const named = [...body.matchAll(/url\('fonts\/([\w-]+\.woff2)\?v=[\d.]+'\)/g)].map(([, file]) => file!);
    expect(named.some((file) => file.startsWith('noto-sans-sc-'))).toBe(true);
    for (const file of named.slice(0, 3)) {
      const { statusCode, headers, rawPayload } = await fetched(`fonts/${file}`);
      expect([statusCode, headers['content-type']]).toEqual([200, 'font/woff2']);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(rawPayload.subarray(0, 4).toString()).toBe('wOF2');
    }
  });

  it.each([
    'package.json',
    '..%2Fpackage.json',
    '..%2F..%2F..%2F..%2Fpackage.json',
    '%2Fetc%2Fpasswd',
    'noto-sans-sc-4-400-normal.woff',
    'constructor',
  ])('are nothing but fonts: %s', async (file) => {
    const { status, body } = await app.get(`/reports/fonts/${file}`);
    expect([status, body.code]).toEqual([404, 'font-not-found']);
  });
});

describe('the document of a report', () => {
  const parts = async (lang: string): Promise<{ body: string; footer: string; core: string }> => {
    const { rawPayload } = await fetched(`${frozen.id}.docx?lang=${lang}`);
    const archive = await JSZip.loadAsync(rawPayload);
    const text = async (name: string) => (await archive.file(name)?.async('string')) ?? '';
    const [body, footer, core] = await Promise.all([
      text('word/document.xml'),
      text('word/footer1.xml'),
      text('docProps/core.xml'),
    ]);
    return { body, footer, core };
  };
  const count = (text: string, part: RegExp): number => [...text.matchAll(part)].length;

  it.each(officialLanguages)('in %s has every section, every row and the hash', async (lang) => {
    const { body, footer, core } = await parts(lang);
    const { sections } = wordsOf[lang];
    const { differences: _, ...shown } = sections;
    for (const heading of Object.values(shown)) expect(body).toContain(heading);
    const { recommendations, plan, budget, decisions, actionPoints, risks, harmonisation } = frozen.content;
    const concerns = recommendations.items.flatMap((item) => item.concerns);
    const rows = [
      ...[12, recommendations.items.length, recommendations.sources.length, concerns.length, plan.items.length],
      ...[budget.lines.length + budget.totals.length, harmonisation.length, decisions.length],
      ...[actionPoints.length, risks.length],
    ];
    expect(count(body, /<w:tbl>/g)).toBe(rows.length);
    expect(count(body, /<w:tr[ >]/g)).toBe(rows.reduce((sum, number) => sum + number, rows.length));
    expect(footer).toContain(frozen.contentHash);
    expect(core).toContain(`<dc:language>${lang}</dc:language>`);
  });

  it('runs from right to left in Arabic, and not in English', async () => {
    const [arabic, english] = [(await parts('ar')).body, (await parts('en')).body];
    const paragraphs = count(arabic, /<w:p>/g);
    expect(count(arabic, /<w:bidi\/>/g)).toBeGreaterThan(paragraphs * 0.9);
    expect(count(arabic, /<w:bidiVisual\/>/g)).toBe(count(arabic, /<w:tbl>/g));
    expect(arabic).toMatch(/<w:rtl\/>(?:(?!<\/w:r>).)*التوصيات/);
    expect(arabic).not.toMatch(/<w:rtl\/>(?:(?!<\/w:r>).)*Moitié des cours/);
    expect(english).not.toMatch(/<w:bidiVisual\/>/);
    expect(arabic).not.toMatch(/[\u2068\u2069]/);
  });

  it('keeps markup as text', async () => {
    const { body, core } = await parts('en');
    expect(body).toContain('Progress &lt;script&gt;alert(1)&lt;/script&gt; &amp;');
    expect(core).toContain('<dc:title>Progress &lt;script&gt;');
  });

  it('is offered under a name that says what it is', async () => {
    const { headers } = await fetched(`${frozen.id}.docx?lang=fr`);
    expect(headers['content-disposition']).toBe('attachment; filename="report-2026-10-31-edition-1-fr.docx"');
    expect(headers['content-type']).toMatch(/wordprocessingml/);
  });
});
