/** Sleep that can be cut short; a ring during work is not lost but ends the next sleep at once. */
export class Alarm {
  private rung = false;
  private over = false;
  private end: ((stop: boolean) => void) | undefined;

  /** Ends the sleep, unless it is a sound one. */
  ring(): void {
    this.rung = true;
    this.end?.(false);
  }

  /** Ends this sleep and every later one, sound or not. */
  ringForGood(): void {
    this.over = true;
    this.end?.(true);
  }

  /** Takes note of a ring, if there was one: the next sleep is not ended by it. */
  heard(): boolean {
    const { rung } = this;
    this.rung = false;
    return rung;
  }

  /** Whether it rings before the work has ended; work that ends first leaves the alarm as it is. */
  async ringsBefore(work: Promise<unknown>): Promise<boolean> {
    if (!this.rung) {
      await Promise.race([work.catch(() => undefined), new Promise<void>((resolve) => (this.end = () => resolve()))]);
      this.end = undefined;
    }
    return this.rung;
  }

  /**
   * @param sound a sound sleep takes its full time; what rang meanwhile counts as heard
   * @returns whether it was rung
   */
  async sleep(ms: number, sound: boolean): Promise<boolean> {
    if (!this.over && (sound || !this.rung)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.end = (stop) => {
          if (sound && !stop) return;
          clearTimeout(timer);
          resolve();
        };
      });
      this.end = undefined;
    }
    return this.heard();
  }
}
