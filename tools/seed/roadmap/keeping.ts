import type { MultilingualText } from '@capdev/taxonomy';
import { Refusal, type ServiceClient } from '../../local/service-client.js';

const mostAttempts = 5;

/** A thing of the roadmap; what it is called is whole where it is asked for in all languages. */
export interface Thing {
  readonly id: string;
  readonly title?: MultilingualText;
  readonly name?: MultilingualText;
  readonly text?: MultilingualText;
}

/**
 * Puts things into the roadmap through its API. What is there already, by its code, reference or title, stays; what is
 * done with a thing is done once, whoever did it.
 */
export class Keeping {
  /** How many things were not there before. */
  created = 0;

  constructor(readonly client: ServiceClient) {}

  /**
   * The thing of a list that is meant; made when there is none.
   *
   * @param list with a filter that leaves few; its path is where things are made unless told
   */
  async ensure<T extends { readonly id: string } = Thing>(
    list: string,
    isMeant: (thing: T) => boolean,
    body: unknown,
    path = list.split('?')[0]!,
  ): Promise<T> {
    for await (const thing of this.client.list<T>(list)) if (isMeant(thing)) return thing;
    const made = await this.client.create<T>(path, body);
    this.created += 1;
    return made.body;
  }

  /** Does something to a thing as it is now, also when something has just happened to it: a day that passes changes things, too. */
  async act<T>(thing: string, deed: string, body: unknown = {}, as = this.client): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const { etag } = await as.get(thing);
      try {
        return (await as.change<T>('POST', `${thing}/${deed}`, body, etag!)).body;
      } catch (error) {
        const isOutdated = error instanceof Refusal && error.problem.status === 412;
        if (!isOutdated || attempt === mostAttempts) throw error;
      }
    }
  }

  async count(list: string): Promise<number> {
    let count = 0;
    for await (const _ of this.client.list(list)) count += 1;
    return count;
  }
}

/** Finds a thing by what it is called in English. */
export const isCalled =
  (wanted: MultilingualText) =>
  ({ title, name, text }: Thing): boolean =>
    (title ?? name ?? text)?.text['en'] === wanted.text['en'];
