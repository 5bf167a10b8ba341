import { connectionTrouble, type KafkaSecurity, type OpenSocket } from './kafka-security.js';

/** How long the outcome of a login is believed, in milliseconds: logging in costs the broker more than a connection. */
const believed = { good: 30_000, bad: 2_000 };

/** Finds out whether Kafka would take what a service sends, without the client: that one may be busy retrying. */
export class Reachability {
  private lastLogin: { readonly outcome: Promise<string | undefined>; until: number } | undefined;
  // Invisible to whoever writes this object into a log: there is a password in it.
  readonly #security: KafkaSecurity | undefined;

  /** @param logIn connects as the service would, and rejects when it cannot */
  constructor(
    private readonly brokers: readonly string[],
    private readonly open: OpenSocket,
    security: KafkaSecurity | undefined,
    private readonly logIn: () => Promise<void>,
  ) {
    this.#security = security;
  }

  /** What is wrong, in one sentence and after `patience` ms at most; undefined when one of the brokers takes a connection and, if there is one, the login. */
  async trouble(patience: number): Promise<string | undefined> {
    const end = performance.now() + patience;
    try {
      await Promise.any(this.brokers.map((address) => this.accepts(address, patience)));
    } catch (error) {
      this.lastLogin = undefined;
      // The same for each broker as a rule; what a certificate says tells more than that nobody answers.
      const sentences = (error as AggregateError).errors.map((one) => connectionTrouble(one, this.#security));
      return sentences.find((sentence) => !sentence.startsWith('Kafka cannot')) ?? sentences[0];
    }
    // A certificate or a name that is refused shows only when something is asked.
    return this.#security ? this.login(end - performance.now()) : undefined;
  }

  private async login(patience: number): Promise<string | undefined> {
    if (this.lastLogin === undefined || this.lastLogin.until < Date.now()) {
      const login = {
        until: Infinity,
        outcome: this.logIn().then(
          () => undefined,
          (error: unknown) => connectionTrouble(error, this.#security),
        ),
      };
      this.lastLogin = login;
      void login.outcome.then((outcome) => {
        login.until = Date.now() + (outcome === undefined ? believed.good : believed.bad);
      });
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('Kafka does not answer a login'), patience);
    });
    return Promise.race([this.lastLogin.outcome, late]).finally(() => clearTimeout(timer));
  }

  private accepts(address: string, patience: number): Promise<void> {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
    return new Promise<void>((resolve, reject) => {
      const socket = this.open({
        host,
        port: Number(address.slice(colon + 1)),
        onConnect: () => {
          socket.destroy();
          resolve();
        },
      });
      socket.setTimeout(patience, () => socket.destroy(new Error('timeout')));
      socket.once('error', reject);
    });
  }
}
