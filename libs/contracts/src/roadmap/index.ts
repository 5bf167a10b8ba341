import type { EventDefinition } from '../core/index.js';
import { noticePublishedV1 } from './notice.v1.js';

export { NoticePublishedV1, noticePublishedV1, NoticeSnapshotV1 } from './notice.v1.js';

/** Every public event of this service, in life order. */
export const roadmapEvents: readonly EventDefinition[] = [noticePublishedV1];
