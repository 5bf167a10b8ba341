import { parseEventType, topicOf } from './event-type.js';

/** The five answers every event gives its readers; shown in the generated reference. */
export interface EventAbout {
  /** When is it sent? */
  readonly when: string;
  /** What action causes it? */
  readonly cause: string;
  /** What may a consumer conclude, and what was left out? */
  readonly conclude: string;
  /** What is the key, and so what keeps its order? */
  readonly key: string;
  /** Does it carry personal data? It may not; say what stands in its place. */
  readonly personalData: string;
}

/** One version of one public event: a promise from the service that owns its context. */
export interface EventDefinition<Payload extends object = object> {
  /** `int.itu.<slug>.<aggregate>.<past participle>.v<major>` */
  readonly type: string;
  readonly slug: string;
  readonly aggregate: string;
  readonly verb: string;
  readonly major: number;
  /** Computed from the type, never configured. */
  readonly topic: string;
  /** Validated class: strict when produced, tolerant when consumed. */
  readonly payload: new () => Payload;
  readonly about: EventAbout;
  /** One legal payload, frozen with the schema when the version is first released. */
  readonly example: Payload;
}

/** Declares an event version. The type is written here and nowhere else. */
export function defineEvent<Payload extends object>(definition: {
  type: string;
  payload: new () => Payload;
  about: EventAbout;
  example: Payload;
}): EventDefinition<Payload> {
  return Object.freeze({ ...definition, ...parseEventType(definition.type), topic: topicOf(definition.type) });
}
