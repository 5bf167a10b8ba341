import type { Statement } from '@capdev/persistence';

/**
 * Puts a list's statement together from the conditions that apply. Combinations of a few filters get a name, so that
 * PostgreSQL plans them once per connection; rarer ones are planned each time, so that nobody can fill the server's
 * memory with plans.
 */
export class Filtered {
  private readonly conditions: string[] = [];
  private readonly names: string[] = [];
  readonly values: unknown[] = [];

  constructor(private readonly list: string) {}

  /**
   * @param name of the filter, once per list
   * @param condition SQL in which every `?` is the value
   */
  where(name: string, condition: string, value: unknown): this {
    if (value === undefined) return this;
    this.conditions.push(condition.replaceAll('?', this.bind(value)));
    this.names.push(name);
    return this;
  }

  /** The statement with its conditions; `limit` is the number of rows. */
  statement(sql: string, order: string, limit: number): Statement {
    const where = this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
    const text = `${sql} ${where} ORDER BY ${order} LIMIT ${this.bind(limit)}`;
    return { name: this.names.length <= 3 ? [this.list, ...this.names].join(' ') : '', text };
  }

  private bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
