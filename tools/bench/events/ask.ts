import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleModules } from '../../local/bundle.js';
import { pinnedNode, root } from '../../local/paths.js';
import { inWords, type Launched } from '../../local/processes.js';
import type { Rig } from '../rig.js';

/** Where the processes find their servers. */
export interface Place {
  readonly url: string;
  readonly brokers: string;
}

const here = import.meta.dirname;
/** Ours are bundled, as a service is; the opponents are what they are. */
const ours = ['announcer', 'listener'] as const;
export type ProgramName = (typeof ours)[number] | `bare-${'producer' | 'consumer' | 'loop' | 'idle'}`;

type Answer = { readonly result: unknown } | { readonly failure: string };

/** One process of a measurement. */
export class Program {
  private told: ((answer: Answer) => void) | undefined;

  private constructor(
    private readonly launched: Launched,
    private readonly logFile: string,
  ) {
    launched.process.on('message', (answer) => this.told?.(answer as Answer));
  }

  static async start(launched: Launched, logFile: string): Promise<Program> {
    const program = new Program(launched, logFile);
    await program.answered();
    return program;
  }

  get pid(): number {
    return this.launched.pid!;
  }

  /**
   * Has it do something; one thing at a time.
   *
   * @throws Error with what it says went wrong, or that it has ended
   */
  async ask<Result>(name: string, request: object = {}): Promise<Result> {
    const answered = this.answered();
    this.launched.process.send({ name, request });
    return (await answered) as Result;
  }

  async stop(): Promise<void> {
    await this.launched.stop();
  }

  /** Its log goes with everything else that the bench takes down. */
  private lastWords(): string {
    const log = readFileSync(this.logFile, 'utf8').trimEnd();
    return log === '' ? 'It said nothing.' : `Its last words: ${log.split('\n').slice(-5).join(' / ')}`;
  }

  private async answered(): Promise<unknown> {
    const answer = await Promise.race([
      new Promise<Answer>((resolve) => (this.told = resolve)),
      this.launched.ended.then((ending) => ({ failure: `It ended (${inWords(ending)}). ${this.lastWords()}` })),
    ]);
    if ('failure' in answer) throw new Error(`${this.launched.name}: ${answer.failure}`);
    return answer.result;
  }
}

/** Starts the processes of the measurements. All get the same flags, ours and theirs. */
export class Programs {
  private readonly started = new Set<Program>();

  private constructor(
    private readonly rig: Rig,
    private readonly folder: string,
    private readonly profile: string | undefined,
    readonly place: Place,
  ) {}

  static async build(rig: Rig, place: Place, profile: string | undefined): Promise<Programs> {
    const folder = join(dirname(dirname(rig.bundle)), 'events');
    mkdirSync(folder, { recursive: true });
    const entries = ours.map((name) => [name, join(here, 'programs', `${name}.ts`)] as const);
    await bundleModules(Object.fromEntries(entries), folder);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    return new Programs(rig, folder, profile, place);
  }

  /** @param key names its log and its profile */
  async start(key: string, name: ProgramName, more: object = {}): Promise<Program> {
    const own = (ours as readonly string[]).includes(name);
    const program = own ? join(this.folder, `${name}.js`) : join(here, 'programs', `${name}.mjs`);
    const logFile = join(this.folder, `${key}.log`);
    const log = openSync(logFile, 'a');
    const profiling = ['--cpu-prof', `--cpu-prof-dir=${this.profile}`, `--cpu-prof-name=${key}.cpuprofile`];
    const launched = this.rig.run.launch(
      key,
      pinnedNode,
      [
        // As services run; and without the one warning that kafkajs gives on a new Node.
        '--max-semi-space-size=32',
        '--disable-warning=TimeoutNegativeWarning',
        ...(this.profile === undefined ? [] : profiling),
        program,
        JSON.stringify({ ...this.place, key, ...more }),
      ],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
        stdio: ['ignore', log, log, 'ipc'],
      },
    );
    closeSync(log);
    const started = await Program.start(launched, logFile);
    this.started.add(started);
    return started;
  }

  /** Ends all that were started: the next measurement has the machine to itself. */
  async stopAll(): Promise<void> {
    for (const program of this.started) await program.stop();
    this.started.clear();
  }
}
