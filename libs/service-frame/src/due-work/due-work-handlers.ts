import { Injectable } from '@nestjs/common';
import type { DueWorkHandler } from '@capdev/persistence';

/**
 * What this service does when something is due.
 *
 * @example
 * onModuleInit(): void {
 *   this.handlers.on('milestone-missed', (work, tx, now) => this.missed(work.subjectId, tx, now));
 * }
 */
@Injectable()
export class DueWorkHandlers {
  private readonly known = new Map<string, DueWorkHandler>();

  /** Says who does a kind of work; one for each. */
  on(kind: string, handle: DueWorkHandler): void {
    if (this.known.has(kind)) throw new Error(`Two handlers want the due work "${kind}". One kind has one handler.`);
    this.known.set(kind, handle);
  }

  get byKind(): ReadonlyMap<string, DueWorkHandler> {
    return this.known;
  }
}
