import { createHash } from 'node:crypto';
import type { HealthStatus } from '../reports/report-content.js';
import { fontFaces } from './fonts.js';
import { html, Html } from './html.js';
import { pageStyle } from './page-style.js';
import { type Rendered, type ReportView, viewOf } from './report-view.js';
import { chartLegend, mostRows, scheduleChart } from './schedule-chart.js';
import { isRightToLeft, type Line, pieces, type Speech } from './speech.js';
import type { Block, Cell, Column, Section, Table } from './view.js';

/** A page with the policy under which it may be shown. */
export interface Page {
  readonly text: string;
  readonly policy: string;
}

/** A report as a page for reading and for print: one file but for the fonts, and nothing that runs. */
export function reportPage(report: Rendered, speech: Speech): Page {
  const view = viewOf(report, speech);
  const body = bodyOf(view, report, speech);
  const style = [fontFaces(body.markup, 'fonts'), pageStyle, columnWidths(view), printedFooter(view, speech)].join(
    '\n',
  );
  const page = html`<!doctype html>
    <html lang="${speech.language}" dir="${speech.direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${plain(view.title)}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(style)}
        </style>
      </head>
      ${body}
    </html> `;
  // The hash is that of the text between the tags, blanks included.
  const between = /<style>([\s\S]*?)<\/style>/.exec(page.markup)?.[1] ?? '';
  return { text: page.markup, policy: policyFor(between) };
}

/** Fonts of ours, one stylesheet, and nothing else. */
export function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

function bodyOf(view: ReportView, report: Rendered, speech: Speech): Html {
  return html`<body>
    <header>
      <h1>${inLine(view.title)}</h1>
      <ul class="about">
        ${view.about.map((line) => html`<li>${inLine(line)}</li>`)}
      </ul>
      ${view.draft !== null && html`<p class="draft">${view.draft}</p>`}
    </header>
    <main>${view.sections.map((section) => sectionOf(section, report, speech))}</main>
    <footer>${view.footer.map((line) => html`<p>${inLine(line)}</p>`)}</footer>
  </body>`;
}

function sectionOf({ name, heading, blocks, wide }: Section, report: Rendered, speech: Speech): Html {
  return html`<section id="${name}" class="${wide === true ? 'wide' : ''}">
    <h2>${heading}</h2>
    ${blocks.map((block) => blockOf(block, report, speech))}
  </section>`;
}

function blockOf(block: Block, report: Rendered, speech: Speech): Html {
  switch (block.kind) {
    case 'table':
      return tableOf(block);
    case 'chart':
      return chartOf(report, speech);
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${inLine(item)}</li>`)}
      </ul>`;
    case 'note':
      return html`<p class="none">${inLine(block.line)}</p>`;
  }
}

/** In parts that fit on a page. */
function chartOf({ content }: Rendered, speech: Speech): Html {
  const { items } = content.plan;
  const parts = Math.ceil(items.length / mostRows);
  const charts = Array.from({ length: parts }, (_, place) => {
    const numbers = { part: speech.number(place + 1), parts: speech.number(parts) };
    const part = parts > 1 ? speech.words.chart.part(numbers) : '';
    return scheduleChart(content, items.slice(place * mostRows, (place + 1) * mostRows), speech, part);
  });
  return html`<figure>
    <figcaption>${speech.words.chart.title}</figcaption>
    ${chartLegend(speech)} ${charts.map((chart) => html`<div class="part">${chart}</div>`)}
  </figure>`;
}

function tableOf({ name, caption, columns, rows, totalsFrom = rows.length }: Table): Html {
  const row = (cells: readonly Cell[]): Html =>
    html`<tr>
      ${cells.map((cell, place) => cellOf(cell, columns[place]!))}
    </tr>`;
  return html`<table id="table-${name}">
    <caption>
      ${caption}
    </caption>
    <colgroup>
      ${columns.map(() => html`<col />`)}
    </colgroup>
    <thead>
      <tr>
        ${columns.map(({ label, kind }) => html`<th scope="col" class="${kind}">${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.slice(0, totalsFrom).map(row)}
    </tbody>
    ${
      totalsFrom < rows.length &&
      html`<tfoot>
        ${rows.slice(totalsFrom).map(row)}
      </tfoot>`
    }
  </table>`;
}

function cellOf({ lines, status }: Cell, { kind }: Column): Html {
  const said = lines.map((line, place) =>
    place === 0
      ? html`<span class="first">${status && statusMark(status)}${inLine(line)}</span>`
      : html`<span class="more">${inLine(line)}</span>`,
  );
  return kind === 'name' ? html`<th scope="row">${said}</th>` : html`<td class="${kind}">${said}</td>`;
}

/** A circle, a triangle, a square: the words beside them say the same. */
function statusMark(status: HealthStatus): Html {
  const shapes = {
    green: html`<circle cx="6" cy="6" r="5" />`,
    amber: html`<polygon points="6,0.5 11.5,11 0.5,11" />`,
    red: html`<rect x="1" y="1" width="10" height="10" />`,
  };
  return html`<svg class="status ${status}" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    ${shapes[status]}
  </svg> `;
}

/** A line with what has a direction of its own kept apart. */
function inLine({ text, language }: Line): Html {
  const said = pieces(text).map((piece) => (piece.isolated ? html`<bdi>${piece.text}</bdi>` : piece.text));
  if (language === undefined) return html`${said}`;
  return html`<bdi lang="${language}" dir="${isRightToLeft(text) ? 'rtl' : 'ltr'}">${said}</bdi>`;
}

const plain = ({ text }: Line): string => text.replace(/[\u2068\u2069]/g, '');

/** Each table's columns in proportion; attributes for style are what the policy forbids. */
function columnWidths({ sections }: ReportView): string {
  const tables = sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  return tables
    .flatMap(({ name, columns }) => {
      const all = columns.reduce((sum, { width }) => sum + width, 0);
      return columns.map(
        ({ width }, place) =>
          `#table-${name} col:nth-child(${place + 1}){inline-size:${((100 * width) / all).toFixed(2)}%}`,
      );
    })
    .join('\n');
}

/** What stands at the foot of each printed page; hash and words are ours, so that nothing of it needs escaping. */
function printedFooter({ hash }: ReportView, speech: Speech): string {
  const [before = '', between = '', after = ''] = speech.words.sentences
    .page({ page: '\u0000', pages: '\u0000' })
    .split('\u0000');
  const page = `${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}`;
  const [start, end] = speech.direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  return `@page{@bottom-${start}{content:${quoted(hash === null ? '' : `SHA-256 ${hash}`)}}@bottom-${end}{content:${page}}}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", '\u2019')}'`;
