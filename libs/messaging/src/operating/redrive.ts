import type { Database, Transaction } from '@capdev/persistence';
import { DomainError, type Problem, problemOf } from '@capdev/service-kit/problems';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from '../broker/kafka.broker.js';
import { problemFor } from '../consuming/dead-letter.js';
import {
  type DeadLetters,
  type LetterFilter,
  type LetterSummary,
  lockOpen,
  settleLetter,
  subjectOf,
} from './dead-letters.js';
import { originalOf, placeOf } from './letter.js';
import { LetterClosed, LetterNotFound, LetterWithoutHandler, LetterWithoutOrigin } from './operating.errors.js';
import { type Operator, recordOperation } from './operations-log.js';

/** Handles a message outside its turn, in the transaction it is given; throws what the handler throws. */
export interface HandlesAgain {
  handleAgain(message: IncomingMessage, tx: Transaction): Promise<'handled' | 'repeated' | 'skipped'>;
}

/** What came of handling a letter's event again. */
export interface RedriveOutcome {
  readonly id: string;
  /** `already-handled`: the event had taken effect before, and did not again. The letter is closed then, too. */
  readonly outcome: 'handled' | 'already-handled' | 'failed';
  /** Of a failure: the letter stays open, with this. */
  readonly problem: Problem | null;
}

/** What came of many. */
export interface RedriveReport {
  /** Open letters of the filter when this began. */
  readonly matching: number;
  readonly outcomes: readonly RedriveOutcome[];
  /** Of a dry run: what would be handled, in this order. */
  readonly letters: readonly LetterSummary[];
  /** Where the next request goes on; null when there is nothing more. */
  readonly next: string | null;
  /** Why it ended early: something is unavailable, and every other letter would meet the same. */
  readonly stopped: Problem | null;
}

const failed = {
  name: 'dead-letter-failed',
  text: `UPDATE dead_letter SET attempts = attempts + 1, attempted_at = clock_timestamp(), code = coalesce($3, code), problem = $4
          WHERE at_partition = $1 AND at_offset = $2 AND verdict IS NULL`,
};
const succeeded = {
  name: 'dead-letter-succeeded',
  text: `UPDATE dead_letter SET attempts = attempts + 1, attempted_at = clock_timestamp()
          WHERE at_partition = $1 AND at_offset = $2`,
};

/**
 * Handles events from the dead letters again, inside the service that had put them aside. The effect, the inbox row and
 * the verdict are one transaction: a process that is killed meanwhile has either done all of it or nothing, and the
 * letter is still open.
 */
export class Redrive {
  private stopping = false;
  private nextTurn = 0;

  /** @param perSecond letters handled in a second by requests for many, of all such requests together */
  constructor(
    private readonly database: Database,
    private readonly letters: DeadLetters,
    private readonly dispatcher: HandlesAgain,
    private readonly logger: { error(message: string, stack?: string): void },
    private readonly perSecond = 50,
  ) {}

  /**
   * @throws LetterNotFound
   * @throws LetterClosed
   * @throws DomainError of kind `unavailable`, with nothing changed
   */
  async one(id: string, operator: Operator, reason?: string): Promise<RedriveOutcome> {
    try {
      const end = await this.database.runInTransaction((tx) => this.handle(tx, id, operator, reason));
      return { id, outcome: end, problem: null };
    } catch (error) {
      if (isUnavailable(error) || error instanceof LetterNotFound || error instanceof LetterClosed) throw error;
      return this.note(id, operator, reason, error);
    }
  }

  /**
   * Handles open letters of the filter, oldest first, at a limited rate. Whoever wants more than one request does goes on
   * with `next`; a request that was cut off can be sent again, because what it has done is closed.
   */
  async many(
    filter: Omit<LetterFilter, 'verdict'>,
    request: { readonly limit: number; readonly after?: string | undefined; readonly dryRun?: boolean | undefined },
    operator: Operator,
    reason?: string,
  ): Promise<RedriveReport> {
    const matching = await this.letters.count(filter);
    const { items, next } = await this.letters.list({ ...filter, verdict: 'open' }, request, 'oldest');
    if (request.dryRun) return { matching, outcomes: [], letters: items, next, stopped: null };
    const outcomes: RedriveOutcome[] = [];
    for (const { id } of items) {
      await this.turn();
      try {
        if (this.stopping) throw new ServiceStops();
        outcomes.push(await this.one(id, operator, reason));
      } catch (error) {
        if (error instanceof LetterClosed || error instanceof LetterNotFound) continue; // somebody else was quicker
        if (!isUnavailable(error)) throw error;
        return { matching, outcomes, letters: [], next: request.after ?? null, stopped: problemOf(error) };
      }
    }
    return { matching, outcomes, letters: [], next, stopped: null };
  }

  /** Called by Nest, before anything that takes its time: a long request must not hold up the end of the process. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  private async handle(tx: Transaction, id: string, operator: Operator, reason: string | undefined) {
    const letter = await lockOpen(tx, id);
    const message = originalOf(letter);
    if (!message) throw new LetterWithoutOrigin(id);
    const end = await this.dispatcher.handleAgain(message, tx);
    if (end === 'skipped') throw new LetterWithoutHandler(id, letter.eventType);
    const outcome = end === 'handled' ? 'handled' : 'already-handled';
    tx.write(succeeded, [letter.partition, letter.offset]);
    settleLetter(tx, id, 'redriven', operator, reason);
    recordOperation(tx, { action: 'letter-redriven', subject: subjectOf(id), operator, reason, outcome: { outcome } });
    return outcome;
  }

  private async note(
    id: string,
    operator: Operator,
    reason: string | undefined,
    error: unknown,
  ): Promise<RedriveOutcome> {
    const problem = problemFor(error);
    this.logger.error(`Dead letter ${id} failed again: ${problem.detail}`, (error as Partial<Error>).stack);
    // What never came to a handler is still about what it was about: whoever looks for that code has to find it.
    const wasTried = !(error instanceof LetterWithoutHandler || error instanceof LetterWithoutOrigin);
    const at = placeOf(id);
    await this.database.runInTransaction(async (tx) => {
      tx.write(failed, [at?.partition, at?.offset, wasTried ? problem.code : null, JSON.stringify(problem)]);
      const outcome = { outcome: 'failed', code: problem.code };
      recordOperation(tx, { action: 'letter-redriven', subject: subjectOf(id), operator, reason, outcome });
    });
    return { id, outcome: 'failed', problem };
  }

  /** Waits for this letter's share of the second. */
  private async turn(): Promise<void> {
    const now = Date.now();
    const turn = Math.max(now, this.nextTurn);
    this.nextTurn = turn + 1_000 / this.perSecond;
    if (turn > now) await sleep(turn - now);
  }
}

class ServiceStops extends DomainError {
  constructor() {
    super('unavailable', 'service-stops', 'The service is being stopped. Send the same request again when it is back.');
  }
}

function isUnavailable(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind === 'unavailable';
}
