import { ServiceClient } from '../../local/service-client.js';
import { until } from '../../local/wait.js';

interface Import {
  readonly id: string;
  readonly state: string;
  readonly task: string | null;
  readonly rowsDone: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly failure: unknown;
}

const longestMs = 1_800_000;

/** Brings lists into a running catalogue the way any client would. */
export class Uploads {
  private readonly client: ServiceClient;

  private constructor(
    url: string,
    token: string,
    private readonly sourceId: string,
  ) {
    this.client = new ServiceClient(url, token);
  }

  static async to(url: string, token: string, name: string): Promise<Uploads> {
    const source = { name, owningUnit: 'BDT', mapping: 'capdev', mode: 'overwrite' };
    const { body } = await new ServiceClient(url, token).create<{ id: string }>('/import-sources', source);
    return new Uploads(url, token, body.id);
  }

  /** Begins, and returns when the first rows are in. */
  async begin(list: string): Promise<string> {
    const asked = { sourceId: this.sourceId, publish: true, dryRun: false, encoding: 'utf-8' };
    const { id } = (await this.client.create<Import>('/imports', asked)).body;
    await this.client.upload(`/imports/${id}/file`, new Blob([list]));
    await this.client.act(`/imports/${id}/start`);
    await this.reach(id, ({ rowsDone }) => rowsDone > 0);
    return id;
  }

  /** @throws Error unless every row has become a published course */
  async finish(id: string, rows: number): Promise<void> {
    const { state, counts, failure } = await this.reach(id, ({ task }) => task === null);
    if (state !== 'finished' || counts.created !== rows || counts.published !== rows)
      throw new Error(
        `An import of ${rows} rows ended as ${state} with ${JSON.stringify(counts)} ${JSON.stringify(failure)}.`,
      );
  }

  private async reach(id: string, enough: (state: Import) => boolean): Promise<Import> {
    let state: Import | undefined;
    await until(
      `import ${id}`,
      async () => {
        state = (await this.client.get<Import>(`/imports/${id}`)).body;
        return enough(state) || state.task === null;
      },
      { deadlineMs: longestMs, everyMs: 100 },
    );
    return state!;
  }
}
