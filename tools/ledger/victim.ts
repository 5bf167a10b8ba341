import type { Launched } from '../local/processes.js';
import { freezeFamily, killFamily } from './family.js';

/** A process that is killed and frozen, one thing after the other, and always brought back. */
export class Victim {
  private current: Launched | undefined;
  private turn: Promise<void> = Promise.resolve();
  private expected = false;
  private over = false;
  /** Kills after which it came up again. */
  survived = 0;
  /** Times it ended although nobody had killed it. */
  endedByItself = 0;

  /** @param launch starts it and returns once it works */
  constructor(
    readonly name: string,
    private readonly launch: () => Promise<Launched>,
  ) {}

  async start(): Promise<void> {
    this.expected = false;
    const launched = await this.launch();
    this.current = launched;
    void launched.ended.then(() => this.onEnd(launched));
  }

  /** Kills it, waits, and starts it again. */
  kill(meanwhile: () => Promise<void>): Promise<void> {
    return this.inTurn(async () => {
      this.expected = true;
      if (this.current) await killFamily(this.current);
      await meanwhile();
      await this.start();
      this.survived += 1;
    });
  }

  /** Stops its clock, waits, and lets it go on. */
  freeze(meanwhile: () => Promise<void>): Promise<void> {
    return this.inTurn(async () => {
      const thaw = this.current ? freezeFamily(this.current) : () => undefined;
      try {
        await meanwhile();
      } finally {
        thaw();
      }
    });
  }

  /** Everything that was begun has ended, and it works. */
  settled(): Promise<void> {
    return this.inTurn(() => Promise.resolve());
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.over = true;
    await this.turn.catch(() => undefined);
    this.expected = true;
    await this.current?.stop();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work);
    return this.turn;
  }

  private onEnd(ended: Launched): void {
    if (this.expected || this.over || this.current !== ended) return;
    this.endedByItself += 1;
    this.inTurn(() => this.start()).catch(() => undefined); // whoever waits in turn hears of it
  }
}
