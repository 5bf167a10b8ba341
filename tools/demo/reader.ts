import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pinnedNode, root } from '../local/paths.js';
import { inWords, launch, type Launched } from '../local/processes.js';
import { Halt } from '../local/say.js';
import { until } from '../local/wait.js';

/** An event as `npm run events -- --json` prints it. */
export interface SeenEvent {
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const patienceMs = 20_000;

/** The downstream reader: a program of its own, started before anything happens, that knows only Kafka and the contracts. */
export class Reader {
  private readonly events: SeenEvent[] = [];
  private shown = 0;

  private constructor(private readonly process: Launched) {
    createInterface({ input: process.process.stdout! }).on('line', (line) => {
      const seen = JSON.parse(line) as SeenEvent | { unreadable: string };
      if (!('unreadable' in seen)) this.events.push(seen);
    });
  }

  /** Returns once everything that happens from now on will be seen. */
  static async start(brokers: string[]): Promise<Reader> {
    const program = join(root, 'tools', 'events.ts');
    const args = [
      '--conditions=@capdev/source',
      '--disable-warning=TimeoutNegativeWarning',
      '--import',
      import.meta.resolve('tsx'),
      program,
    ];
    const options = ['--json', '--type', 'int.itu.*', '--from', 'now', '--brokers', brokers.join(',')];
    const process = launch('reader', pinnedNode, [...args, ...options], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      stopWith: 'SIGINT',
    });
    let said = '';
    process.process.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ready = () => said.includes('Following ') || !process.running;
    await until('the reader to follow the events', ready, { deadlineMs: 30_000 });
    if (!process.running) throw new Halt(said.trim() || `The reader ended (${inWords(await process.ended)}).`);
    return new Reader(process);
  }

  /** The event that has to come, or undefined when it does not come in time. */
  async expect(matches: (event: SeenEvent) => boolean): Promise<SeenEvent | undefined> {
    const find = () => this.events.find(matches);
    return until('the event', find, { deadlineMs: patienceMs, everyMs: 20 }).catch(() => undefined);
  }

  /** What has been seen since this was last asked. */
  news(): SeenEvent[] {
    const news = this.events.slice(this.shown);
    this.shown = this.events.length;
    return news;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
