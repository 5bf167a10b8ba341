import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pinnedNode, root } from '../local/paths.js';
import { inWords, type Launched } from '../local/processes.js';
import { argumentsOf, type Member } from './member.js';
import type { RelayName } from './options.js';
import type { Servers } from './servers.js';
import { Victim } from './victim.js';

const programs: Readonly<Record<RelayName | 'consumer', string>> = {
  real: 'relay-process.ts',
  cursor: 'fixtures/cursor-relay.ts',
  'early-delete': 'fixtures/early-delete-relay.ts',
  consumer: 'consumer-process.ts',
};

/** The relays and consumers of a run. */
export class Members {
  readonly relay: readonly Victim[];
  readonly consumer: readonly Victim[];
  /** What each process has told of what was delivered to it again. */
  private readonly repeatedBy = new Map<Launched, number>();

  constructor(
    private readonly servers: Servers,
    private readonly place: Pick<Member, 'url' | 'brokers' | 'slug'>,
    relay: RelayName,
    processes: number,
  ) {
    const several = (kind: string, program: RelayName | 'consumer') =>
      Array.from({ length: processes }, (_, index) => {
        const name = `${kind}-${index + 1}`;
        return new Victim(name, () => this.launch(name, programs[program]));
      });
    this.relay = several('relay', relay);
    this.consumer = several('consumer', 'consumer');
  }

  get all(): readonly Victim[] {
    return [...this.relay, ...this.consumer];
  }

  get repeated(): number {
    return [...this.repeatedBy.values()].reduce((sum, count) => sum + count, 0);
  }

  private async launch(name: string, program: string): Promise<Launched> {
    const log = openSync(join(this.servers.folder, `${this.place.slug}-${name}.log`), 'a');
    const args = ['--conditions=@capdev/source', '--disable-warning=TimeoutNegativeWarning', '--import', 'tsx'];
    const launched = this.servers.run.launch(
      name,
      pinnedNode,
      [...args, join(import.meta.dirname, program), ...argumentsOf({ ...this.place, name })],
      {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
        stdio: ['ignore', 'pipe', log],
      },
    );
    closeSync(log);
    const works = new Promise<void>((resolve) => {
      createInterface({ input: launched.process.stdout! }).on('line', (line) => {
        if (line === 'works') resolve();
        else this.repeatedBy.set(launched, Number(line));
      });
    });
    const early = await Promise.race([works, launched.ended]);
    if (early) throw new Error(`${name} ended before it worked (${inWords(early)}); see ${name}.log.`);
    return launched;
  }
}
