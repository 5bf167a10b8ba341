import { asyncapi, schemas } from '@capdev/contracts/roadmap/reference';

/** What the service says of its own events, at `/asyncapi.json` and `/schemas/{type}`. */
export const eventDescriptions = { asyncapi, schemas };
