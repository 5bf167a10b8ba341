export { ChangesModule } from './changes.module.js';
export { Clock } from './clock.js';
export { HistoryEntryResponse, HistoryPage } from './history.dto.js';
export { HistoryQuery } from './history.query.js';
export { mergePatch } from './merge-patch.js';
export { onceFor } from './once.js';
export { patched } from './patched.js';
export { Recorder } from './recorder.js';
export type { Recorded } from './recorder.js';
