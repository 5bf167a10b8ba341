import { MessageRefused, type MessageSender } from '../broker/kafka.broker.js';
import type { OwnedLanes } from './lane-ownership.js';
import { TroubledTopics } from './troubled-topics.js';
import { inSends, setAside, type WaitingMessage } from './waiting-messages.js';

/** What becomes of the later rows of a key when Kafka will never take one of them: they wait, or are sent without it. */
export type RefusalPolicy = 'block' | 'skip';

/** What came of sending rows. */
export interface Sent {
  readonly acknowledged: readonly WaitingMessage[];
  /** Why not all of them are. */
  readonly failure?: unknown;
}

/** Sends batches of the outbox in order, and sets aside what Kafka will never take. */
export class BatchSender {
  /** Topics that could not be written lately. */
  readonly troubled = new TroubledTopics();
  /** Sends that failed since the start. */
  failures = 0;
  // Rows of a key that has just been blocked may have been read already.
  private blocked = new Set<string>();

  constructor(
    private readonly sender: MessageSender,
    private readonly refused: RefusalPolicy,
    private readonly logger: { warn(message: string): void },
  ) {}

  /** Sends rows, the topics side by side: one that cannot be written must not hold up the others. */
  async send(owned: OwnedLanes, batch: readonly WaitingMessage[]): Promise<Sent> {
    const before = this.blocked;
    this.blocked = new Set();
    const outcomes = await Promise.all(
      [...new Set(batch.map(({ topic }) => topic))].map(async (topic) => {
        const messages = batch.filter((message) => message.topic === topic && !before.has(keyOf(message)));
        const outcome = await this.inOrder(owned, topic, inSends(messages));
        if (outcome.failure === undefined) this.troubled.over(topic);
        else this.troubled.begin(topic);
        return outcome;
      }),
    );
    return {
      acknowledged: outcomes.flatMap(({ acknowledged }) => acknowledged),
      failure: outcomes.find(({ failure }) => failure !== undefined)?.failure,
    };
  }

  close(): Promise<void> {
    return this.sender.close();
  }

  /** Sends parts one after the other up to the first failure: what follows in its topic must not overtake. */
  private async inOrder(
    owned: OwnedLanes,
    topic: string,
    parts: readonly (readonly WaitingMessage[])[],
  ): Promise<Sent> {
    const acknowledged: WaitingMessage[] = [];
    for (const part of parts) {
      const open = this.blocked.size === 0 ? part : part.filter((message) => !this.blocked.has(keyOf(message)));
      const sent = await this.part(owned, topic, open);
      acknowledged.push(...sent.acknowledged);
      if (sent.failure !== undefined) return { acknowledged, failure: sent.failure };
    }
    return { acknowledged };
  }

  private async part(owned: OwnedLanes, topic: string, messages: readonly WaitingMessage[]): Promise<Sent> {
    const [first, ...others] = messages;
    if (!first) return { acknowledged: [] };
    try {
      await this.sender.send(topic, messages);
      return { acknowledged: messages };
    } catch (error) {
      this.failures += 1;
      if (!(error instanceof MessageRefused)) return { acknowledged: [], failure: error };
      if (others.length > 0) {
        // Which of them it is, Kafka does not say. What it took of the rest is sent again.
        const middle = messages.length >> 1;
        return this.inOrder(owned, topic, [messages.slice(0, middle), messages.slice(middle)]);
      }
      return this.setAside(owned, first, error.message);
    }
  }

  /** What cannot be set aside now is a failure like any other: the rest of its topic must not overtake it. */
  private async setAside(owned: OwnedLanes, message: WaitingMessage, reason: string): Promise<Sent> {
    const blocks = this.refused === 'block';
    try {
      await setAside(owned, message, reason, blocks);
    } catch (failure) {
      return { acknowledged: [], failure };
    }
    if (blocks) this.blocked.add(keyOf(message));
    const fate = blocks ? 'its key waits until somebody decides' : 'its key goes on without it';
    this.logger.warn(
      `Kafka will not take an announcement about ${message.key} in ${message.topic}; ${fate}: ${reason}`,
    );
    return { acknowledged: [] };
  }
}

function keyOf({ topic, key }: WaitingMessage): string {
  return `${topic} ${key}`;
}
