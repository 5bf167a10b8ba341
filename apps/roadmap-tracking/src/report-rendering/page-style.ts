import { fontFamilies } from './fonts.js';

const families = [...fontFamilies.map((family) => `'${family}'`), 'sans-serif'].join(',');

/** The marks of a schedule, on a page or alone. Outlined, dashed, filled, thin: their shapes tell them apart. */
export const chartStyle = `
.chart{font-family:${families};font-size:12px;fill:#1b2733}
.chart .band{fill:#fff}
.chart .band.shaded{fill:#f3f6f9}
.chart .band.initiative{fill:#e3eaf1}
.chart .initiative .name{font-weight:700}
.chart .code{font-weight:700}
.chart .tick{stroke:#b8c4cf;stroke-width:1}
.chart .month,.chart .year{font-size:10.5px;fill:#44515d}
.chart .year{font-weight:700}
.chart .now{stroke:#9b1c1c;stroke-width:1.5;stroke-dasharray:5 3}
.chart .now-label{fill:#9b1c1c;font-weight:700;font-size:11px}
.chart .planned{fill:#fff;stroke:#1b4f83;stroke-width:1.4}
.chart .forecast{fill:none;stroke:#1b2733;stroke-width:1.4;stroke-dasharray:3 2}
.chart .actual{fill:#1b4f83;stroke:none}
.chart .baseline{fill:#7b8794;stroke:none}
`;

/**
 * One sheet for screen and paper. Only logical properties (start and end, never left and right): the same rules serve Arabic,
 * in which the page begins on the right. But numbers end on the right in every language, so that units stand under units.
 */
export const pageStyle = `
:root{color-scheme:light;--ink:#1b2733;--quiet:#44515d;--line:#c3ccd5;--shade:#eef2f6;--accent:#1b4f83}
*{box-sizing:border-box}
html{font-family:${families};font-size:15px;line-height:1.5;color:var(--ink);background:#fff}
:lang(ar){line-height:1.75}
body{margin-block:2rem;margin-inline:auto;padding-inline:1.5rem;max-inline-size:72rem}
header{border-block-end:3px solid var(--accent);padding-block-end:1rem}
h1{font-size:1.9rem;line-height:1.25;margin-block:0 .8rem;color:var(--accent)}
h2{font-size:1.3rem;line-height:1.3;margin-block:2.2rem .6rem;color:var(--accent);break-after:avoid}
.about{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.15rem 2rem}
.draft{margin-block:1rem 0;padding:.5rem .9rem;border:2px dashed var(--ink);font-weight:700}
table{inline-size:100%;table-layout:fixed;border-collapse:collapse;margin-block:.6rem 1.6rem;font-size:.87rem}
caption{caption-side:top;text-align:start;font-weight:700;padding-block:.3rem;break-after:avoid}
th,td{text-align:start;vertical-align:top;padding:.38rem .45rem;border-block-end:1px solid var(--line);overflow-wrap:break-word}
thead th{vertical-align:bottom;font-size:.94em;background:var(--shade);border-block:1px solid var(--quiet);font-weight:700}
tbody th{font-weight:400}
tfoot th,tfoot td{font-weight:700;border-block-start:1px solid var(--quiet)}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
td.code,td.day{white-space:nowrap}
td.day{font-size:.92em}
td.day .more{color:inherit;font-size:inherit}
td.code .first{unicode-bidi:isolate}
.first,.more{display:block}
.more{color:var(--quiet);font-size:.93em}
.status{vertical-align:-1px;margin-inline-end:.15rem}
.status.green{fill:#1d6b3a}.status.amber{fill:#a65b00}.status.red{fill:#9b1c1c}
.none{color:var(--quiet)}
figure{margin:0}
figcaption{font-weight:700;padding-block:.3rem}
.chart{display:block;inline-size:100%;block-size:auto}
.chart.sample{inline-size:40px;block-size:16px;display:inline-block;vertical-align:-3px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin-block:.2rem .8rem;padding:0;font-size:.85rem}
.part{break-inside:avoid;margin-block-end:1rem}
footer{margin-block-start:3rem;border-block-start:1px solid var(--line);padding-block-start:.6rem;font-size:.85rem;color:var(--quiet);overflow-wrap:anywhere}
footer p{margin-block:.2rem}
${chartStyle}
@media print{
html{font-size:9.5pt}
body{margin:0;padding:0;max-inline-size:none}
tr{break-inside:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
.wide{page:wide}
*{print-color-adjust:exact}
}
@page{size:A4;margin:16mm 15mm 18mm;font-family:${families};font-size:7pt;color:#44515d}
@page wide{size:A4 landscape}
`;
