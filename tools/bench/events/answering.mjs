// How the processes of a measurement talk: they get one request at a time and answer it. Plain JavaScript, because the
// opponents are run by Node directly.

/** What the process was started with. */
export const given = () => JSON.parse(process.argv[2]);

/** Answers requests, until it is told to end: an answer is what the named work returns, or why it failed. */
export function answer(works) {
  process.on('message', ({ name, request }) => {
    Promise.resolve()
      .then(() => works[name](request))
      .then(
        (result) => process.send({ result: result ?? null }),
        (error) => process.send({ failure: error?.stack ?? String(error) }),
      );
  });
  // At once: nothing here is worth an orderly end, but a CPU profile, which is written on exit.
  process.once('SIGTERM', () => process.exit(0));
  process.once('disconnect', () => process.exit(0));
  process.send({ result: 'ready' });
}

/** Milliseconds by a clock that all processes of a machine share and nobody sets. */
export function now() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1_000_000;
}

/** Looks every two milliseconds; that is how exactly an end is noticed, for ours and theirs alike. */
export async function noticed(what, isTrue, deadlineMs = 120_000) {
  const end = now() + deadlineMs;
  while (!(await isTrue())) {
    if (now() > end) throw new Error(`Waited ${deadlineMs / 1_000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return now();
}

/**
 * Begins the work again and again by an exact timetable. It never waits for what it has begun: something slow holds up
 * nothing that comes after it, and so hides nothing (no coordinated omission).
 *
 * @returns how late each was begun, in milliseconds
 */
export async function paced({ count, perSecond }, begin) {
  const late = [];
  const begun = [];
  const start = now() + 50;
  for (let index = 0; index < count; index += 1) {
    const due = start + (index * 1_000) / perSecond;
    const ahead = due - now();
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
    late.push(Math.max(0, now() - due));
    const work = begin(index);
    work.catch(() => undefined); // it is told at the end, when all were begun
    begun.push(work);
  }
  await Promise.all(begun);
  return late;
}
