import type { CatalogueClient } from './catalogue-client.js';
import type { NamedProvider } from './map-row.js';

/** The providers by their exact names, in any language; a name that the catalogue does not know is registered once. */
export class ProviderRegister {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly client: CatalogueClient,
    private readonly write: boolean,
  ) {}

  /** The provider's identifier; undefined when it is new and nothing may be written. */
  async idOf({ name, kind, language }: NamedProvider): Promise<string | undefined> {
    const id = this.known.get(name) ?? (await this.find(name));
    if (id !== undefined || !this.write) return id;
    const body = { kind, name: { original: language, text: { [language]: name } } };
    const created = await this.client.create<{ id: string }>('/providers', body);
    this.known.set(name, created.body.id);
    return created.body.id;
  }

  private async find(name: string): Promise<string | undefined> {
    const path = `/providers?limit=1&name=${encodeURIComponent(name)}`;
    for await (const { id } of this.client.list<{ id: string }>(path)) {
      this.known.set(name, id);
      return id;
    }
    return undefined;
  }
}
