import type { MultilingualText } from '@capdev/taxonomy';
import type { CatalogueClient } from './catalogue-client.js';
import type { NamedProvider } from './map-row.js';

interface Provider {
  readonly id: string;
  readonly name: MultilingualText;
}

/** The providers by their names, in any language; a name that the catalogue does not know is registered once. */
export class ProviderRegister {
  private known: Map<string, string> | undefined;

  constructor(
    private readonly client: CatalogueClient,
    private readonly write: boolean,
  ) {}

  /** The provider's identifier; undefined when it is new and nothing may be written. */
  async idOf({ name, kind, language }: NamedProvider): Promise<string | undefined> {
    const known = (this.known ??= await this.load());
    const id = known.get(keyOf(name));
    if (id !== undefined || !this.write) return id;
    const body = { kind, name: { original: language, text: { [language]: name } } };
    const created = await this.client.create<Provider>('/providers', body);
    known.set(keyOf(name), created.body.id);
    return created.body.id;
  }

  private async load(): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for await (const { id, name } of this.client.list<Provider>('/providers?lang=*&limit=100')) {
      // The first of two with the same name stays the one that lists mean.
      for (const text of Object.values(name.text)) if (text && !known.has(keyOf(text))) known.set(keyOf(text), id);
    }
    return known;
  }
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
