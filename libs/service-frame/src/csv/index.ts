export { cellOf, joined, rowOf, separated, textOf } from './csv-cells.js';
export { csvRows } from './csv-records.js';
export type { Layout, Row } from './csv-records.js';
export { ImportUnreadable } from './import-unreadable.js';
export { longestCell, mostColumns } from './record-blocks.js';
export { decoded } from './text-check.js';
export type { Encoding } from './text-check.js';
