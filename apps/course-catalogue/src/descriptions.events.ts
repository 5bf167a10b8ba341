import { asyncapi, schemas } from '@capdev/contracts/catalogue/reference';

/** What the catalogue says of its own events, at `/asyncapi.json` and `/schemas/{type}`. */
export const eventDescriptions = { asyncapi, schemas };
