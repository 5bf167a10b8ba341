/** Letters that have no canonical decomposition, or that two keyboards write differently. */
const same: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  ё: 'е',
};
const different = /[œæßøłđıىةکیё]/g;

// Soft hyphens, joiners, direction marks, variation selectors, byte-order marks, and the stroke that stretches Arabic words.
const invisible = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;

// Accents, vowel signs and hamzas. The breve of й and ў stays: those are letters of their own, and endings depend on them.
const marks = /(?<![иу])\u0306|[^\P{Mn}\u0306]/gu;
const arabicDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;
const plainAscii = /^[A-Za-z0-9]*$/;

const known = new Map<string, string>();
const mostKnown = 50_000;

/**
 * What of a word matters for finding it: small letters without accents, vowel signs, presentation forms and invisible
 * characters. Two spellings that a reader takes for the same word fold to the same text.
 *
 * @example fold('Ｓécu\u00adrité') // 'securite'
 */
export function fold(word: string): string {
  if (plainAscii.test(word)) return word.toLowerCase();
  const before = known.get(word);
  if (before !== undefined) return before;
  const folded = foldedAnew(word);
  // Outside input must not grow the memory for ever.
  if (known.size >= mostKnown) known.clear();
  if (word.length <= 60) known.set(word, folded);
  return folded;
}

function foldedAnew(word: string): string {
  return word
    .normalize('NFKC')
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(different, (letter) => same[letter] ?? letter)
    .replace(arabicDigits, (digit) => String(digit.charCodeAt(0) & 0xf));
}
