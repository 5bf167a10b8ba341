/**
 * The closed list of verbs. A new one is a visible, reviewed change: an event says what happened, in the past,
 * and two services should not find two words for the same thing.
 */
export const verbs = [
  'registered',
  'renamed',
  'deactivated',
  'published',
  'revised',
  'retired',
  'scheduled',
  'opened',
  'rescheduled',
  'cancelled',
  'completed',
  'finished',
  'accepted',
  'rejected',
  'implemented',
  'constituted',
  'lapsed',
  'adopted',
  'superseded',
  'started',
  'planned',
  'forecast-changed',
  'reached',
  'missed',
  'exhausted',
  'taken',
] as const;

/** The one grammar of event types: `int.itu.<slug>.<aggregate>.<past participle>.v<major>`. */
export const eventTypeGrammar = new RegExp(
  `^int\\.itu\\.(?<slug>[a-z]+)\\.(?<aggregate>[a-z]+(?:-[a-z]+)*)\\.(?<verb>${verbs.join('|')})\\.v(?<major>[1-9][0-9]*)$`,
);

/** The parts of an event type. */
export interface EventType {
  readonly slug: string;
  readonly aggregate: string;
  readonly verb: string;
  readonly major: number;
}

/**
 * Takes an event type apart.
 *
 * @throws Error naming the grammar when the text is not an event type
 */
export function parseEventType(type: string): EventType {
  const parts = eventTypeGrammar.exec(type)?.groups;
  if (!parts) {
    throw new Error(
      `"${type}" is not an event type. Expected int.itu.<slug>.<aggregate>.<past participle>.v<major>, with one of: ${verbs.join(', ')}.`,
    );
  }
  return { slug: parts['slug']!, aggregate: parts['aggregate']!, verb: parts['verb']!, major: Number(parts['major']) };
}

/** The topic of an event type, its first four segments: related events share one, so that they keep their order. */
export function topicOf(type: string): string {
  const { slug, aggregate } = parseEventType(type);
  return `int.itu.${slug}.${aggregate}`;
}
