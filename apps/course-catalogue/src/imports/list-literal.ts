const closing: Readonly<Record<string, string>> = { "'": "'", '"': '"', '‘': '’', '“': '”' };

const escapes: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', n: '\n', t: '\t' };

/**
 * Reads a list as Python writes it into a cell: `['automated-email', "it's"]`. Curly quotation marks, which word
 * processors make of straight ones, do as well.
 *
 * @returns the entries, or what is wrong with the list: it is never read in part
 */
export function listLiteral(text: string): { readonly entries: string[] } | { readonly fault: string } {
  if (!text.startsWith('[')) return { fault: 'is not a list in square brackets' };
  const entries: string[] = [];
  let at = blanks(text, 1);
  while (text[at] !== ']') {
    const entry = entryAt(text, at);
    if (entry === undefined) return { fault: unclosed(text) };
    entries.push(entry.value);
    at = blanks(text, entry.end);
    if (text[at] === ',') at = blanks(text, at + 1);
    else if (text[at] !== ']') return { fault: unclosed(text) };
  }
  return blanks(text, at + 1) === text.length ? { entries } : { fault: 'goes on behind the end of its list' };
}

function unclosed(text: string): string {
  return text.trimEnd().endsWith(']') ? 'is a list with a mistake in it' : 'is a list that is not closed';
}

function entryAt(text: string, start: number): { value: string; end: number } | undefined {
  const open = text[start];
  if (open === undefined) return undefined;
  if (!Object.hasOwn(closing, open)) return bareEntry(text, start);
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === closing[open]) return { value, end: at + 1 };
    if (text[at] !== '\\') value += text[at]!;
    else if (Object.hasOwn(escapes, text[at + 1] ?? '')) value += escapes[text[(at += 1)]!]!;
    else return undefined;
  }
  return undefined;
}

/** A number or a word without quotation marks. */
function bareEntry(text: string, start: number): { value: string; end: number } | undefined {
  const value = /^[^\s,\][{}'"]+/.exec(text.slice(start, start + 200))?.[0];
  return value === undefined ? undefined : { value, end: start + value.length };
}

function blanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
