import { isOfficialLanguage, type MultilingualText, type OfficialLanguage, pickText } from '@capdev/taxonomy';
import { type Words, wordsOf } from './words.js';

// First strong isolate, pop directional isolate: what stands between them has its own direction and leaves that of the
// text around it alone. Texts from outside can contain neither (see faultOfText). A rendering turns them into its own means.
const isolateStart = '\u2068';
const isolateEnd = '\u2069';

/** A line of text; with its language where that is another one than the reader's. */
export interface Line {
  readonly text: string;
  readonly language?: string;
}

// Western digits in Arabic as well: the organisation's Arabic documents have them.
const locales: Readonly<Record<OfficialLanguage, string>> = {
  ar: 'ar-u-ca-gregory-nu-latn',
  zh: 'zh-Hans-CN',
  en: 'en-GB',
  fr: 'fr-FR',
  ru: 'ru-RU',
  es: 'es-ES',
};

// Where a day with the name of its month would not fit into a column of a table, it is written in digits.
const named = { month: 'short', day: 'numeric' } as const;
const briefly = {
  ...{ ar: named, en: named, fr: named, es: named },
  zh: { month: 'numeric', day: 'numeric' },
  ru: { month: '2-digit', day: '2-digit' },
} as const;

/** Says things to the readers of one language. */
export class Speech {
  readonly words: Words;
  readonly direction: 'ltr' | 'rtl';
  private readonly locale: string;
  private readonly longDay: Intl.DateTimeFormat;
  private readonly shortDay: Intl.DateTimeFormat;

  constructor(readonly language: OfficialLanguage) {
    this.words = wordsOf[language];
    this.direction = language === 'ar' ? 'rtl' : 'ltr';
    this.locale = locales[language];
    this.longDay = new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', timeZone: 'UTC' });
    this.shortDay = new Intl.DateTimeFormat(this.locale, { ...briefly[language], year: 'numeric', timeZone: 'UTC' });
  }

  /** A text as a line of its own, in the language that serves the reader best. */
  line(text: MultilingualText): Line {
    const { language, value } = pickText(text, [this.language]);
    return language === this.language || isVariety(language, this.language)
      ? { text: value }
      : { text: value, language };
  }

  /** A text within a sentence. */
  within(text: MultilingualText): string {
    return isolated(pickText(text, [this.language]).value);
  }

  date(day: string): string {
    return this.longDay.format(new Date(`${day}T00:00:00Z`));
  }

  /** For tables. */
  brief(day: string): string {
    return this.shortDay.format(new Date(`${day}T00:00:00Z`));
  }

  period(from: string, to: string): string {
    return this.longDay.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  }

  /** A mark on the time axis. */
  month(day: string): string {
    const format = new Intl.DateTimeFormat(this.locale, { month: 'short', timeZone: 'UTC' });
    return format.format(new Date(`${day}T00:00:00Z`));
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 1 }).format(value);
  }

  percent(value: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);
  }

  /** How many days; not for less than none: Arabic says "two days" without a digit, and so without its sign. */
  days(count: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count);
  }

  /** An exact amount, with the decimals of its currency; the currency itself stands beside it. */
  amount(amount: string, currency: string): string {
    const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    const format = new Intl.NumberFormat(this.locale, {
      minimumFractionDigits: maximumFractionDigits,
      maximumFractionDigits,
      // Spanish would leave four digits together; a column of amounts is easier to read with all of them apart.
      useGrouping: 'always',
    });
    return format.format(amount as Intl.StringNumericLiteral);
  }

  /** So many of so many, with the rate. */
  share({ count, of }: { readonly count: number; readonly of: number }): string {
    if (of === 0) return this.words.sentences.noneYet;
    const rate = this.percent((100 * count) / of);
    return this.words.sentences.share({ count: this.number(count), of: this.number(of), rate });
  }
}

/** Text whose direction shall not run into that of the words around it. */
export function isolated(text: string): string {
  return `${isolateStart}${text}${isolateEnd}`;
}

/** A text in pieces: those that stand isolated, and what is between them. */
export function pieces(text: string): { readonly text: string; readonly isolated: boolean }[] {
  return text
    .split(/(\u2068[^\u2068\u2069]*\u2069)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({
      text: piece.replace(/[\u2068\u2069]/g, ''),
      isolated: piece.startsWith(isolateStart),
    }));
}

/** Whether a piece is written from right to left: its first letter with a direction decides (as Unicode has it). */
export function isRightToLeft(text: string): boolean {
  return /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);
}

function isVariety(language: string, of: OfficialLanguage): boolean {
  return isOfficialLanguage(of) && language.startsWith(`${of}-`);
}
