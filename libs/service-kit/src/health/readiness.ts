/** One thing a service needs. */
export interface ReadinessCheck {
  readonly name: string;
  /** Resolves when it is well; otherwise rejects. Its error is logged, never shown. */
  check(): Promise<unknown>;
  /** Without it the service cannot answer (503). What is not required only degrades it. */
  readonly required: boolean;
}

/** What `/health/ready` says. */
export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

const patience = 2_000;

/** Runs all checks at once; one that does not answer within two seconds counts as down. */
export async function readinessOf(
  checks: readonly ReadinessCheck[],
  onDown: (name: string, error: unknown) => void,
): Promise<Readiness> {
  const outcomes = await Promise.all(
    checks.map(async (check) => {
      try {
        await within(patience, check.check());
        return true;
      } catch (error) {
        onDown(check.name, error);
        return false;
      }
    }),
  );
  const down = checks.filter((_, index) => !outcomes[index]);
  return {
    status: down.some((check) => check.required) ? 'unavailable' : down.length > 0 ? 'degraded' : 'ready',
    checks: Object.fromEntries(checks.map((check, index) => [check.name, outcomes[index] ? 'up' : 'down'])),
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The same answer for some time: anybody may ask for health, and asking must not load what is asked about. */
export function keptFor<Answer>(ms: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let last: Promise<Answer> | undefined;
  let until = Infinity;
  return () => {
    if (last === undefined || Date.now() >= until) {
      until = Infinity;
      last = ask().finally(() => (until = Date.now() + ms));
    }
    return last;
  };
}
