import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction, violatedConstraint } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import type { Permission } from '../roles.js';
import { isLate, Source } from './source.entity.js';
import { SourceNotFound, SourceSymbolTaken } from './source.errors.js';
import type { SourceFact } from './source.events.js';
import { SourceComment } from './source-comment.entity.js';
import { sequelOf } from './source-sequel.query.js';
import {
  type CommentInput,
  type CommentResponse,
  commentResponse,
  sourceDetailsOf,
  SourceInput,
  type SourceResponse,
  sourceResponse,
} from './sources.dto.js';

/** What may be done to sources. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
  ) {}

  async register(input: SourceInput, caller: Caller, request?: IdempotentRequest): Promise<SourceResponse> {
    return symbolOnce(input.symbol, () =>
      runOnce(this.database, onceFor(caller, request), async (tx) => {
        const by = { id: newId(), unit: caller.unit };
        const [source, fact] = Source.register(sourceDetailsOf(input), by, this.clock.today(), this.clock.now());
        this.record(tx, source, fact, caller);
        tx.insert(Source, source);
        return sourceResponse(source);
      }),
    );
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<SourceResponse> {
    let symbol: string | null = null;
    return symbolOnce(
      () => symbol,
      () =>
        this.database.runInTransaction(async (tx) => {
          const source = await this.locked(tx, id, seen, caller);
          const details = sourceDetailsOf(await patched(SourceInput, source.details, patch));
          symbol = details.symbol;
          const fact = source.revise(details, await sequelOf(tx, id), this.clock.today(), this.clock.now());
          if (fact) await this.store(tx, source, fact, caller);
          return sourceResponse(source);
        }),
    );
  }

  /** A comment is added to what is there, so nobody has to have seen the others. */
  async receive(
    id: string,
    input: CommentInput,
    caller: Caller,
    request?: IdempotentRequest,
  ): Promise<CommentResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const source = await this.locked(tx, id, undefined, caller);
      const { memberState, receivedOn, text } = input;
      const fact = source.receive(memberState, receivedOn, this.clock.today(), this.clock.now());
      const about = { id: newId(), sourceId: id, memberState, receivedOn, text, recordedAt: source.updatedAt };
      const comment = Object.assign(new SourceComment(), about);
      await this.store(tx, source, fact, caller);
      tx.insert(SourceComment, comment);
      return commentResponse({ ...comment, late: isLate(receivedOn, source.commentDeadline) });
    });
  }

  async confirmNoneReceived(id: string, seen: number | undefined, caller: Caller): Promise<SourceResponse> {
    return this.database.runInTransaction(async (tx) => {
      const source = await this.locked(tx, id, seen, caller);
      await this.store(tx, source, source.confirmNoneReceived(this.clock.today(), this.clock.now()), caller);
      return sourceResponse(source);
    });
  }

  private async locked(tx: Transaction, id: string, seen: number | undefined, caller: Caller): Promise<Source> {
    const source = await tx.manager.findOne(Source, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!source) throw new SourceNotFound(id);
    this.policy.demand(caller, 'source:edit', source.owningUnit);
    refuseOutdated('source', source.version, seen);
    return source;
  }

  private async store(tx: Transaction, source: Source, fact: SourceFact, caller: Caller): Promise<void> {
    this.record(tx, source, fact, caller);
    await tx.manager.update(Source, { id: source.id }, source);
  }

  private record(tx: Transaction, source: Source, fact: SourceFact, caller: Caller): void {
    this.recorder.record(tx, {
      aggregate: 'source',
      record: source,
      fact,
      caller,
    });
  }
}

/** Gives the database's refusal of a second symbol the words of the domain. */
async function symbolOnce<Result>(
  symbol: string | null | undefined | (() => string | null),
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'source_symbol_once') throw error;
    throw new SourceSymbolTaken((typeof symbol === 'function' ? symbol() : symbol) ?? '');
  }
}
