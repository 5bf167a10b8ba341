import { noticePublishedV1, type NoticeSnapshotV1 } from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Notice } from './notice.entity.js';

export interface NoticeDrafted {
  readonly kind: 'drafted';
}
export interface NoticeRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface NoticePublished {
  readonly kind: 'published';
  readonly changes: Changes;
}
export type NoticeFact = NoticeDrafted | NoticeRevised | NoticePublished;

/** What the public is told of a fact: nothing before publication. */
export function announcementOf(notice: Notice, fact: NoticeFact): Announced | undefined {
  switch (fact.kind) {
    case 'drafted':
    case 'revised':
      return undefined;
    case 'published':
      return announce(noticePublishedV1, noticeSnapshot(notice));
  }
}

export function noticeSnapshot(notice: Notice): NoticeSnapshotV1 {
  return {
    noticeId: notice.id,
    title: multilingual(notice.title),
    ...(notice.text && { text: multilingual(notice.text) }),
    owningUnit: notice.owningUnit,
    version: notice.version,
  };
}
