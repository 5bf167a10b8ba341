import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is neither false nor undefined; after the deadline it gives up and says on what. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | false | undefined> | T | false | undefined,
  { deadlineMs = 30_000, everyMs = 50 } = {},
): Promise<T> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const answer = await condition();
      if (answer !== false && answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      if (error instanceof GiveUp) throw error;
      last = error;
    }
    await pause(everyMs);
  }
  throw new Error(`Waited ${deadlineMs / 1000} s for ${what}${last ? `: ${String(last)}` : '.'}`);
}

/** Thrown by a condition that can no longer come true. */
export class GiveUp extends Error {}
