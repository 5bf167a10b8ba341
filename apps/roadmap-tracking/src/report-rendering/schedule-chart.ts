import type { PlanItemPart, ReportContent } from '../reports/report-content.js';
import { html, type Html } from './html.js';
import type { Speech } from './speech.js';
import { axisOf, type Placed, placing } from './time-axis.js';

const width = 1000;
const names = 320;
const margin = 12;
const rowHeight = 26;
const head = 58;
const foot = 10;
/** So many rows are printed on one page. */
export const mostRows = 26;

/**
 * The schedule as SVG: outlined is the plan, dashed the forecast, filled what really was, and a thin line beneath the baseline.
 * Shapes tell them apart, so that neither colour nor grey is needed.
 *
 * In Arabic time runs from right to left. The names stand on the right there, as in the table beneath, and a reader who
 * begins on the right expects the earlier on the right as well; the digits stay as they are.
 */
export function scheduleChart(content: ReportContent, rows: readonly PlanItemPart[], speech: Speech, part = ''): Html {
  const { chart } = speech.words;
  const { asOf } = content.report;
  const axis = axisOf(content, names, width - margin);
  const placed = placing(axis, width, speech.direction);
  const height = head + rows.length * rowHeight + foot;
  const title = part === '' ? chart.title : `${chart.title} (${part})`;
  const description = chart.description({ rows: speech.number(rows.length), asOf: speech.date(asOf) });
  const now = placed.at(asOf, 1);
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    class="chart"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    lang="${speech.language}"
    direction="${speech.direction}"
    aria-label="${title}"
  >
    <title>${title}</title>
    <desc>${description}</desc>
    ${rows.map(({ kind }, place) => {
      const shade = kind === 'initiative' ? 'initiative' : place % 2 === 0 ? 'plain' : 'shaded';
      return html`<rect
        class="band ${shade}"
        x="0"
        y="${head + place * rowHeight}"
        width="${width}"
        height="${rowHeight}"
      />`;
    })}
    ${axis.ticks.map(
      (tick) =>
        html`<line
            class="tick"
            x1="${placed.at(tick)}"
            x2="${placed.at(tick)}"
            y1="${head - 8}"
            y2="${height - foot}"
          />
          <text class="month" x="${placed.at(tick)}" y="${head - 13}" text-anchor="start">${speech.month(tick)}</text>
          ${
            axis.withYear(tick) &&
            html`<text class="year" x="${placed.at(tick)}" y="${head - 27}" text-anchor="start"
              >${tick.slice(0, 4)}</text
            >`
          }`,
    )}
    ${rows.map((row, place) => rowOf(row, head + place * rowHeight, placed, speech, asOf))}
    <line class="now" x1="${now}" x2="${now}" y1="18" y2="${height - foot}" />
    <text class="now-label" x="${now}" y="13" text-anchor="middle">${chart.asOf({ day: speech.brief(asOf) })}</text>
  </svg>`;
}

function rowOf(item: PlanItemPart, top: number, placed: Placed, speech: Speech, asOf: string): Html {
  const label = shortened(speech.line(item.title).text);
  const edge = placed.edge(item.kind === 'initiative' ? 4 : 18);
  const marks = item.kind === 'milestone' ? milestoneMarks(item, top, placed) : spanMarks(item, top, placed, asOf);
  return html`<g class="row ${item.kind}" data-code="${item.code}">
    <title>${factsOf(item, speech)}</title>
    <text class="name" x="${edge}" y="${top + 17}" text-anchor="start"
      ><tspan class="code">${item.code}</tspan> ${label}</text
    >
    ${marks}
  </g>`;
}

/** What a mark says is with it, so that a program can read the chart as well. */
const data = (mark: string, start: string, finish: string): Html =>
  html`data-mark="${mark}" data-start="${start}" data-finish="${finish}"`;

function spanMarks(item: PlanItemPart, top: number, placed: Placed, asOf: string): Html[] {
  const { baseline, planned, forecast, actual } = item;
  const box = (mark: string, start: string, finish: string, y: number, height: number): Html => {
    const { x, width } = placed.span(start, finish);
    return html`<rect
      class="${mark}"
      ${data(mark, start, finish)}
      x="${x}"
      y="${top + y}"
      width="${width}"
      height="${height}"
    />`;
  };
  const marks: Html[] = [];
  if (planned) marks.push(box('planned', planned.start, planned.finish, 6, 11));
  if (forecast) marks.push(box('forecast', forecast.start, forecast.finish, 6, 11));
  if (actual.start !== null) marks.push(box('actual', actual.start, actual.finish ?? asOf, 9, 5));
  if (baseline) marks.push(box('baseline', baseline.start, baseline.finish, 20, 3));
  return marks;
}

function milestoneMarks({ baseline, planned, forecast, actual }: PlanItemPart, top: number, placed: Placed): Html[] {
  const diamond = (mark: string, day: string, size: number, y: number): Html => {
    const x = placed.at(day, 1);
    const points = `${x},${y - size} ${x + size},${y} ${x},${y + size} ${x - size},${y}`;
    return html`<polygon class="${mark}" ${data(mark, day, day)} points="${points}" />`;
  };
  const middle = top + 12;
  const marks: Html[] = [];
  if (planned) marks.push(diamond('planned', planned.finish, 7, middle));
  if (forecast) marks.push(diamond('forecast', forecast.finish, 7, middle));
  if (actual.finish !== null) marks.push(diamond('actual', actual.finish, 5, middle));
  if (baseline) {
    const { x } = placed.span(baseline.finish, baseline.finish);
    marks.push(
      html`<rect
        class="baseline"
        ${data('baseline', baseline.finish, baseline.finish)}
        x="${x - 3}"
        y="${top + 21}"
        width="8"
        height="3"
      />`,
    );
  }
  return marks;
}

function factsOf(item: PlanItemPart, speech: Speech): string {
  const { columns, planStates, kinds } = speech.words;
  const { baseline, planned, forecast, actual } = item;
  const spans = [
    [columns.baseline, baseline],
    [columns.planned, planned],
    [columns.forecast, forecast],
    [columns.actual, actual],
  ] as const;
  const said = spans.flatMap(([label, span]) => {
    const days = [...new Set([span?.start, span?.finish])].filter((day) => typeof day === 'string');
    return days.length === 0 ? [] : [`${label}: ${days.map((day) => speech.brief(day)).join(' – ')}`];
  });
  const name = `${kinds[item.kind]} ${item.code}, ${speech.line(item.title).text}: ${planStates[item.state]}`;
  return [name, ...said].join('; ');
}

const mostLetters = 38;

/** SVG breaks no lines: the whole title is in the table beneath. Chinese characters are as wide as two letters. */
function shortened(title: string): string {
  let room = mostLetters;
  const letters = [...title];
  const kept = letters.filter((letter) => (room -= /\p{Script=Han}/u.test(letter) ? 2 : 1) >= 0);
  return kept.length < letters.length ? `${kept.join('').trimEnd()}…` : title;
}

/** What the marks mean, as a chart of one row for each. */
export function chartLegend(speech: Speech): Html {
  const { legend } = speech.words.chart;
  const sample = (shape: Html, label: string): Html =>
    html`<li>
      <svg class="chart sample" viewBox="0 0 40 16" width="40" height="16" aria-hidden="true">${shape}</svg> ${label}
    </li>`;
  const box = (mark: string, y: number, height: number): Html =>
    html`<rect class="${mark}" x="2" y="${y}" width="36" height="${height}" />`;
  const diamond = (mark: string, size: number): Html =>
    html`<polygon class="${mark}" points="20,${8 - size} ${20 + size},8 20,${8 + size} ${20 - size},8" />`;
  return html`<ul class="legend">
    ${sample(box('planned', 3, 11), legend.planned)} ${sample(box('forecast', 3, 11), legend.forecast)}
    ${sample(box('actual', 6, 5), legend.actual)} ${sample(box('baseline', 7, 3), legend.baseline)}
    ${sample(diamond('planned', 7), legend.milestone)}
    ${sample(html`${diamond('planned', 7)}${diamond('actual', 5)}`, legend.reached)}
  </ul>`;
}
