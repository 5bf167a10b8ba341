const decimalDigit = /\p{Nd}/u;

/**
 * A text with the decimal digits of any one script (Arabic-Indic, Devanagari, full-width …) written as 0 to 9, and their
 * decimal separators as a point. Undefined when it mixes the digits of two scripts: what it was meant to say is not
 * certain then.
 */
export function plainDigits(text: string): string | undefined {
  let zero: number | undefined;
  let plain = '';
  for (const letter of text) {
    if (!decimalDigit.test(letter)) {
      plain += separators[letter] ?? letter;
      continue;
    }
    const value = valueOf(letter.codePointAt(0)!);
    const itsZero = letter.codePointAt(0)! - value;
    if (zero !== undefined && itsZero !== zero) return undefined;
    zero = itsZero;
    plain += String(value);
  }
  return plain;
}

// The Arabic decimal separator; full-width point, hyphen and colon, which come with full-width digits.
const separators: Readonly<Record<string, string>> = { '٫': '.', '．': '.', '－': '-', '：': ':' };

/** Unicode keeps every script's ten digits together and in order; several such tens may follow each other. */
function valueOf(codePoint: number): number {
  let start = codePoint;
  while (decimalDigit.test(String.fromCodePoint(start - 1))) start -= 1;
  return (codePoint - start) % 10;
}
