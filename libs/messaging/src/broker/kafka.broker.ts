import { type Admin, Kafka, logLevel, type Message, Partitioners, type Producer, type SASLOptions } from 'kafkajs';
import { type GroupListener, GroupReader, type OpenReader } from './group-reader.js';
import { type KafkaSecurity, socketsFor } from './kafka-security.js';
import { Reachability } from './reachability.js';

/** Told what the Kafka client has to say. */
export type BrokerLog = (level: 'warn' | 'debug', message: string) => void;

/** A message to be sent. */
export interface OutgoingMessage {
  readonly key: string | Buffer | null;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer | (string | Buffer)[]>>;
}

/** A message as it lies in its topic. */
export interface IncomingMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** Milliseconds since 1970, as text. */
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer | (string | Buffer)[] | undefined>>;
}

export type { EachBatchPayload, Consumer as KafkaConsumer } from 'kafkajs';

// The client reports as errors what it goes on to mend by itself; what it cannot mend it throws, and then we say so.
const mendedByItself =
  /Connection (error|timeout)|Failed to connect|coordinator is (not available|loading|not aware)|leadership election|rebalanc|Restarting the consumer|Response (GroupCoordinator|JoinGroup|SyncGroup|Heartbeat|OffsetFetch|Fetch|Metadata|Produce)\b|Crash: /i;

/** Where the brokers are, and who speaks to them. */
export interface BrokerOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly security?: KafkaSecurity | undefined;
  readonly log: BrokerLog;
}

/** The one place that knows the Kafka client. */
export class KafkaBroker {
  private readonly kafka: Kafka;
  private readonly reachability: Reachability;

  constructor(options: BrokerOptions) {
    const { brokers, security } = options;
    const socketFactory = socketsFor(security?.tls);
    this.reachability = new Reachability(brokers, socketFactory, security, () => this.logIn());
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId: options.clientId,
      socketFactory,
      ssl: security?.tls !== undefined, // for its log: the sockets are ours
      ...(security?.sasl && { sasl: { ...security.sasl } as SASLOptions }),
      connectionTimeout: 2_000,
      requestTimeout: 15_000,
      // Few: whoever calls has a back-off of its own and wants to know soon.
      retry: { initialRetryTime: 100, retries: 2, maxRetryTime: 1_000 },
      logLevel: logLevel.WARN,
      logCreator:
        () =>
        ({ level, log }) => {
          const text = [log.message, log['error']].filter((part) => typeof part === 'string').join(': ');
          options.log(level <= logLevel.WARN && !mendedByItself.test(text) ? 'warn' : 'debug', text);
        },
    });
  }

  /** Something that sends; it connects when it has to. */
  sender(): MessageSender {
    return new MessageSender(() =>
      this.kafka.producer({
        allowAutoTopicCreation: false,
        maxInFlightRequests: 1, // the order of sending is the order in the topic
        createPartitioner: Partitioners.DefaultPartitioner, // the same partition for a key as Java clients
      }),
    );
  }

  /** Joins the group and reads the topics; a new group starts at the beginning. Not more partitions at once than told. */
  async openReader(
    groupId: string,
    topics: readonly string[],
    listener: GroupListener,
    concurrency = 3,
  ): Promise<OpenReader> {
    const consumer = this.kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      // How long the group waits for a member that was killed, or lost with the broker. Heartbeats do not depend on handlers.
      sessionTimeout: 10_000,
      rebalanceTimeout: 30_000,
      // Kafka answers as soon as there is one message; so long when there is none, which is also how long closing takes.
      minBytes: 1,
      maxWaitTimeInMs: 500,
      // The caller opens another reader; two who restart would fight.
      retry: { initialRetryTime: 200, retries: 3, restartOnFailure: () => Promise.resolve(false) },
    });
    const reader = new GroupReader(consumer, listener);
    await reader.open(topics, concurrency);
    return reader;
  }

  /** Creates those topics that do not exist yet. For provisioning and tests: a service never creates a topic. */
  async createTopics(
    topics: readonly string[],
    numPartitions = 3,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    await this.asAdmin((admin) =>
      admin.createTopics({
        waitForLeaders: true,
        topics: topics.map((topic) => ({ topic, numPartitions, configEntries })),
      }),
    );
  }

  /** Whether the topic exists, and we may know of it. */
  async hasTopic(topic: string): Promise<boolean> {
    return (await this.asAdmin((admin) => admin.listTopics())).includes(topic);
  }

  /** Whether nobody reads as this group. */
  async isGroupEmpty(groupId: string): Promise<boolean> {
    const { groups } = await this.asAdmin((admin) => admin.describeGroups([groupId]));
    return groups.every(({ members }) => members.length === 0);
  }

  /** Puts an empty group back to the first messages of a topic from a moment on, in each partition, and never forward. */
  async rewind(groupId: string, topic: string, from: Date): Promise<void> {
    await this.asAdmin(async (admin) => {
      const wanted = await admin.fetchTopicOffsetsByTimestamp(topic, from.getTime());
      const [reached] = await admin.fetchOffsets({ groupId, topics: [topic] });
      const partitions = wanted.filter(({ partition, offset }) => {
        const at = reached?.partitions.find((one) => one.partition === partition)?.offset ?? '-1'; // -1: nothing read yet
        return BigInt(at) > BigInt(offset);
      });
      if (partitions.length > 0) await admin.setOffsets({ groupId, topic, partitions });
    });
  }

  private async asAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  /** What keeps this client from Kafka, in one sentence: nobody answers, a certificate or the login is not accepted. */
  trouble(patience = 1_000): Promise<string | undefined> {
    return this.reachability.trouble(patience);
  }

  private logIn(): Promise<void> {
    return this.asAdmin(() => Promise.resolve());
  }
}

/** Kafka will never take this message, however often it is sent. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

// MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE, INVALID_TIMESTAMP, UNSUPPORTED_FOR_MESSAGE_FORMAT, INVALID_RECORD
const refusals: ReadonlySet<unknown> = new Set([10, 18, 32, 43, 87]);

/** A producer, with what it is still sending. */
interface Connection {
  readonly producer: Promise<Producer>;
  sending: number;
  leaving: boolean;
}

/** Sends messages; acknowledged by all replicas, or thrown. */
export class MessageSender {
  private current: Connection | undefined;

  /** @internal */
  constructor(private readonly create: () => Producer) {}

  /**
   * Resolves when all of them are acknowledged. After an error some may have been written, in order from the first of
   * each partition.
   *
   * @throws MessageRefused when Kafka will never take one of them
   */
  async send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const connection = (this.current ??= this.connect());
    connection.sending += 1;
    try {
      const producer = await connection.producer;
      await producer.send({ topic, acks: -1, timeout: 10_000, messages: messages as Message[] });
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) throw refusal;
      // A producer that met a deleted topic or a fenced broker stays lame for every topic: the next send takes a new one.
      this.leave(connection);
      throw error;
    } finally {
      connection.sending -= 1;
      if (connection.leaving && connection.sending === 0) await disconnect(connection);
    }
  }

  /** Ends the connection, when what is being sent has ended. */
  async close(): Promise<void> {
    const { current } = this;
    if (!current) return;
    this.leave(current);
    if (current.sending === 0) await disconnect(current);
  }

  private leave(connection: Connection): void {
    connection.leaving = true;
    if (this.current === connection) this.current = undefined;
  }

  private connect(): Connection {
    const made = this.create();
    return { producer: made.connect().then(() => made), sending: 0, leaving: false };
  }
}

async function disconnect({ producer }: Connection): Promise<void> {
  await producer.then((made) => made.disconnect()).catch(() => undefined);
}

function refusalIn(error: unknown): MessageRefused | undefined {
  for (let at = error; at instanceof Error; at = at.cause ?? (at as { originalError?: unknown }).originalError) {
    if (refusals.has((at as { code?: unknown }).code)) return new MessageRefused(at.message, { cause: error });
  }
  return undefined;
}
