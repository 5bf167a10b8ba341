import type { MultilingualText } from '@capdev/taxonomy';
import type { Reader, SeenEvent } from './reader.js';

const most = 5;

/** Where the demonstration is shown: its steps, what the reader saw of each, and what is not as it should be. */
export class Stage {
  failures = 0;
  private steps = 0;
  private expected = 0;

  constructor(
    private readonly reader: Reader,
    readonly print: (line: string) => void,
  ) {}

  step(title: string): void {
    this.steps += 1;
    this.print(`\n${this.steps}. ${title}`);
  }

  fail(what: string): void {
    this.failures += 1;
    this.print(`  ✘ ${what}`);
  }

  /** @param what is wrong when it is not so */
  check(isSo: boolean, what: string): void {
    if (!isSo) this.fail(what);
  }

  /** An event that has to come; counts it as a failure when it does not come in time. */
  async mustSee(type: string, what: string, isMeant: (event: SeenEvent) => boolean): Promise<SeenEvent | undefined> {
    this.expected += 1;
    const seen = await this.reader.expect((one) => one.type === type && isMeant(one));
    if (!seen) this.fail(`the reader did not see ${type} of ${what} in time`);
    return seen;
  }

  showNews(): void {
    const lines = this.reader.news().map(({ type, sequence, data }) => {
      const { name, title } = data as { name?: MultilingualText | string; title?: MultilingualText };
      const called = typeof name === 'string' ? name : (name ?? title)?.text['en'];
      return `reader saw  ${type}  #${Number(sequence)}  ${String(data.code ?? data.courseCode ?? called ?? '')}`;
    });
    this.showSome(lines);
  }

  showSome(lines: readonly string[], shown = most): void {
    for (const line of lines.slice(0, shown)) this.print(`  ${line}`);
    if (lines.length > shown) this.print(`  … and ${lines.length - shown} more`);
  }

  /** One sentence at the end. */
  close(): void {
    this.print('');
    this.print(
      this.failures === 0
        ? `All as it should be: ${this.expected} expected events, each seen by the downstream reader.`
        : `${this.failures} of what should have happened did not; each is marked ✘ above.`,
    );
  }
}
