import type { Database } from '@capdev/persistence';
import type { DeadLetters, LetterSummary } from './dead-letters.js';

/** What this service knows of an event. */
export interface EventStory {
  readonly eventId: string;
  /** The service that is asked. */
  readonly consumer: string;
  /**
   * `handled`: it took effect here. `dead-lettered`: it could not, see `deadLetters`. `unknown`: it has not come yet, is of
   * a type that this service does not listen to, or took effect more than 30 days ago.
   */
  readonly state: 'handled' | 'dead-lettered' | 'unknown';
  readonly handledAt: string | null;
  readonly deadLetters: readonly LetterSummary[];
  /** Of an event that this service announces and that is not in Kafka yet. */
  readonly announcement: WaitingAnnouncement | null;
}

/** An announcement on its way. */
export interface WaitingAnnouncement {
  /** `refused`: Kafka will never take it as it is; GET /bus/refused says why. */
  readonly state: 'waiting' | 'refused';
  readonly position: string;
  readonly topic: string;
  readonly since: string;
}

const handled = {
  name: 'event-handled',
  text: 'SELECT received_at AS "receivedAt" FROM inbox_message WHERE consumer = $1 AND event_id = $2',
};
const onItsWay = {
  name: 'event-on-its-way',
  text: `SELECT 'waiting' AS state, position::text, topic, created_at AS since FROM outbox_message WHERE id = $1
         UNION ALL
         SELECT 'refused', position::text, topic, refused_at FROM outbox_refused WHERE id = $1`,
};

/** Answers "did this service handle that event?", and for one of its own "has it been sent?". */
export class EventStories {
  constructor(
    private readonly service: string,
    private readonly database: Database,
    private readonly letters: DeadLetters,
  ) {}

  /** @param eventId a UUID */
  async of(eventId: string): Promise<EventStory> {
    const [[inbox], deadLetters, [announcement]] = await Promise.all([
      this.database.query<{ receivedAt: Date }>(handled, [this.service, eventId]),
      this.letters.ofEvent(eventId),
      this.database.query<Omit<WaitingAnnouncement, 'since'> & { since: Date }>(onItsWay, [eventId]),
    ]);
    return {
      eventId,
      consumer: this.service,
      state: inbox ? 'handled' : deadLetters.length > 0 ? 'dead-lettered' : 'unknown',
      handledAt: inbox?.receivedAt.toISOString() ?? null,
      deadLetters,
      announcement: announcement ? { ...announcement, since: announcement.since.toISOString() } : null,
    };
  }
}
