import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@capdev/access';
import type { LanguagePreference } from '@capdev/service-kit';
import { isOfficialLanguage, type OfficialLanguage } from '@capdev/taxonomy';
import { differencesOf } from '../reports/report-differences.js';
import { ReportLanguageUnknown } from '../reports/report.errors.js';
import type { DifferencesResponse, WholeReportRecord } from '../reports/reports.dto.js';
import { ReportsQuery } from '../reports/reports.query.js';
import { FontNotFound } from './rendering.errors.js';
import { fontFaces, fontFile } from './fonts.js';
import { html, Html } from './html.js';
import { chartStyle } from './page-style.js';
import { policyFor, reportPage } from './report-page.js';
import { reportDocument } from './report-document.js';
import type { Rendered } from './report-view.js';
import { scheduleChart } from './schedule-chart.js';
import { Speech } from './speech.js';
import { differenceSentence } from './view-differences.js';

/** What is sent instead of JSON. */
interface Rendering {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Who asks, and in which language. */
export interface Asked {
  readonly lang: string | undefined;
  readonly languages: LanguagePreference;
  readonly caller: Caller | undefined;
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const aYear = 31_536_000;

/** Shows reports, from what they say and from nothing else. */
@Injectable()
export class ReportRenderingsService {
  constructor(private readonly reports: ReportsQuery) {}

  async page(id: string, asked: Asked): Promise<Rendering> {
    const { report, speech } = await this.asked(id, asked);
    const { text, policy } = reportPage(await this.rendered(report, asked), speech);
    return rendering(Buffer.from(text), 'text/html; charset=utf-8', report, speech, {
      'content-security-policy': policy,
    });
  }

  async chart(id: string, asked: Asked): Promise<Rendering> {
    const { report, speech } = await this.asked(id, asked);
    const { content } = report;
    const chart = scheduleChart(content, content.plan.items, speech).markup;
    const style = `${fontFaces(chart, '../fonts')}${chartStyle}`;
    const text = chart.replace('<title>', () => html`<style>${new Html(style)}</style><title>`.markup);
    return rendering(Buffer.from(text), 'image/svg+xml; charset=utf-8', report, speech, {
      'content-security-policy': policyFor(style),
    });
  }

  async document(id: string, asked: Asked): Promise<Rendering> {
    const { report, speech } = await this.asked(id, asked);
    const body = await reportDocument(await this.rendered(report, asked), speech, instantOf(report));
    const name = `report-${report.asOf}-edition-${report.edition}-${speech.language}.docx`;
    return rendering(body, docxType, report, speech, { 'content-disposition': `attachment; filename="${name}"` });
  }

  async differences(id: string, asked: Asked): Promise<DifferencesResponse> {
    const { report, speech } = await this.asked(id, asked);
    const { differences } = await this.rendered(report, asked);
    return {
      replacesId: report.replacesId,
      items: (differences ?? []).map((difference) => ({
        ...difference,
        sentence: differenceSentence(difference, speech),
      })),
    };
  }

  async font(name: string): Promise<Rendering> {
    const path = fontFile(name);
    if (path === undefined) throw new FontNotFound(name);
    return {
      body: await readFile(path),
      headers: {
        'content-type': 'font/woff2',
        'cache-control': `public, max-age=${aYear}, immutable`,
        'access-control-allow-origin': '*',
      },
    };
  }

  private async asked(
    id: string,
    { lang, languages, caller }: Asked,
  ): Promise<{ report: WholeReportRecord; speech: Speech }> {
    const language = languageOf(lang, languages);
    return { report: await this.reports.visible(id, caller), speech: new Speech(language) };
  }

  /** With what differs from the edition before: as it was found when this one was frozen, or as it is of a draft. */
  private async rendered(report: WholeReportRecord, { caller }: Asked): Promise<Rendered> {
    const { content, contentHash, differences, replacesId, state } = report;
    if (replacesId === null || state === 'frozen') return { content, contentHash, differences };
    const before = await this.reports.visible(replacesId, caller);
    return { content, contentHash, differences: differencesOf(before.content, content) };
  }
}

/** @throws ReportLanguageUnknown when another language than the official ones is asked for by name */
function languageOf(lang: string | undefined, languages: LanguagePreference): OfficialLanguage {
  const wanted = (languages === '*' ? [] : languages).map((tag) => tag.toLowerCase().split('-')[0]);
  const official = wanted.find((tag): tag is OfficialLanguage => isOfficialLanguage(tag));
  if (lang !== undefined && official === undefined) throw new ReportLanguageUnknown();
  return official ?? 'en';
}

const instantOf = (report: WholeReportRecord): string => new Date(report.frozenAt ?? report.updatedAt).toISOString();

function rendering(
  body: Buffer,
  type: string,
  report: WholeReportRecord,
  speech: Speech,
  headers: Readonly<Record<string, string>>,
): Rendering {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  return {
    body,
    headers: {
      ...headers,
      'content-type': type,
      'content-language': speech.language,
      'cache-control': report.state === 'frozen' ? 'public, no-cache' : 'private, no-cache',
      etag: `"${report.version}-${digest}"`,
    },
  };
}
