/** What an item waits for, as one cell says it. */
export interface Predecessor {
  readonly code: string;
  readonly kind: string;
  /** Working days. */
  readonly lagDays: number;
}

const shape = /^(\S+)(?: (FS|SS|FF|SF)(?:([+-]\d{1,4})d)?)?$/;

/** Such as `1.1 FS; 1.2 SS-2d`: in the order of codes, so that one set of predecessors has exactly one cell. */
export function predecessorCell(predecessors: readonly Predecessor[]): string {
  return predecessors.map(predecessorText).sort().join('; ');
}

export function predecessorText({ code, kind, lagDays }: Predecessor): string {
  return `${code} ${kind}${lagDays === 0 ? '' : `${lagDays > 0 ? '+' : ''}${lagDays}d`}`;
}

/** @returns the part that cannot be read, as text, or the predecessors; without a kind they are finish to start */
export function predecessorsIn(cell: string): string | Predecessor[] {
  const found: Predecessor[] = [];
  for (const part of cell.split(';').map((text) => text.trim())) {
    if (part === '') continue;
    const match = shape.exec(part.replace(/\s+/g, ' '));
    if (!match) return part;
    const [, code = '', kind = 'FS', lag = '0'] = match;
    found.push({ code, kind, lagDays: Number(lag) });
  }
  return found;
}
