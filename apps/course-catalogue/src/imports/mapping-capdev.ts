import type { JsonMapping } from './import-mapping.js';

/** What a catalogue of this kind exports, whole: providers, courses, their runs and states. */
export const capdev: JsonMapping = {
  name: 'capdev',
  about: "our own JSON, as /exports/courses.jsonl gives it: another catalogue's courses, or a copy of this one's",
  format: 'json',
};
