// How a value becomes the text of a cell, and how the text is read again. Both ways are here, so that they cannot differ.

/**
 * What a spreadsheet takes for a formula: one of these signs, full-width ones included, perhaps after blanks. Apostrophes
 * before it belong to the pattern, because a cell that had one already must be told apart from one that got one.
 */
const formula = /^'*(?:[\t\r]|[\p{White_Space}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u;

/** The text as a cell that no spreadsheet runs: what looks like a formula gets an apostrophe before it. */
export function cellOf(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that {@link cellOf} made the cell from. An apostrophe before anything but a formula is the text's own. */
export function textOf(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Several texts in one cell, with "; " between them; a semicolon or backslash of a text has a backslash before it. */
export function joined(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[\\;]/g, '\\$&')).join('; ');
}

/** The texts that {@link joined} put into the cell, without the blanks around them. */
export function separated(text: string): string[] {
  if (text === '') return [];
  const parts = [...`;${text}`.matchAll(/;((?:\\[^]|[^\\;])*)/g)];
  return parts.map(([, part = '']) => part.trim().replace(/\\([\\;])/g, '$1'));
}

/** One row as RFC 4180 wants it. */
export function rowOf(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
