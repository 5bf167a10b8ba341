/** A dead letter, as the service lists it. */
export interface Letter {
  readonly id: string;
  readonly putAsideAt: string;
  readonly originalTopic: string | null;
  readonly originalPartition: number | null;
  readonly originalOffset: string | null;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly subject: string | null;
  readonly code: string;
  readonly detail: string;
  readonly attempts: number;
  readonly verdict: string | null;
  readonly verdictBy: string | null;
}

/** What came of handling it again. */
export interface Outcome {
  readonly id: string;
  readonly outcome: 'handled' | 'already-handled' | 'failed';
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

/** An announcement that Kafka refused. */
export interface Refused {
  readonly position: string;
  readonly eventType: string;
  readonly key: string;
  readonly sequence: number;
  readonly bytes: number;
  readonly blocks: boolean;
  readonly reason: string;
}

/** What an operator did. */
export interface Operation {
  readonly at: string;
  readonly action: string;
  readonly subject: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly outcome: { readonly outcome?: string };
}

/** What a service knows of an event. */
export interface Story {
  readonly eventId: string;
  readonly consumer: string;
  readonly state: 'handled' | 'dead-lettered' | 'unknown';
  readonly handledAt: string | null;
  readonly deadLetters: readonly Letter[];
  readonly announcement: {
    readonly state: string;
    readonly position: string;
    readonly topic: string;
    readonly since: string;
  } | null;
}

/** What a person reads of a letter in a list: one line. */
export function letterLine(letter: Letter): string {
  const state = letter.verdict === null ? tries(letter.attempts) : `${letter.verdict} by ${letter.verdictBy ?? '?'}`;
  const what = [letter.eventType ?? 'not readable', letter.subject ?? letter.originalTopic ?? ''].join('  ');
  return `${letter.id}  ${letter.putAsideAt}  ${what}  ${letter.code}: ${letter.detail}${state && `  (${state})`}`;
}

function tries(attempts: number): string {
  return attempts === 0 ? '' : `tried again ${attempts} time${attempts === 1 ? '' : 's'}`;
}

export function outcomeLine({ id, outcome, problem }: Outcome): string {
  if (outcome === 'failed') return `${id}  failed again  ${problem?.code ?? ''}: ${problem?.detail ?? ''}`;
  return outcome === 'handled' ? `${id}  handled` : `${id}  had taken effect before; closed`;
}

export function refusedLine({ position, eventType, key, sequence, bytes, blocks, reason }: Refused): string {
  return `${position}  ${eventType}  ${key} #${sequence}  ${bytes} bytes${blocks ? ', later ones wait' : ''}  ${reason}`;
}

export function operationLine({ at, action, subject, actor, reason, outcome }: Operation): string {
  const what = [action, subject, ...(outcome.outcome === undefined ? [] : [`(${outcome.outcome})`])].join(' ');
  return `${at}  ${actor}  ${what}  ${reason ?? ''}`.trimEnd();
}

export function storyLines({ consumer, state, handledAt, deadLetters, announcement }: Story): string[] {
  const told = {
    handled: `${consumer} handled it, at ${handledAt ?? '?'}.`,
    'dead-lettered': `${consumer} could not handle it.`,
    unknown: `${consumer} does not know it: it has not come yet, is of a type that is not listened to, or took effect more than 30 days ago.`,
  }[state];
  const onItsWay =
    announcement === null
      ? []
      : announcement.state === 'refused'
        ? [`Kafka refused to take it (position ${announcement.position}, since ${announcement.since}).`]
        : [`It still waits to be sent (position ${announcement.position}, since ${announcement.since}).`];
  return [told, ...deadLetters.map(letterLine), ...onItsWay];
}
