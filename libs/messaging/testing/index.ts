export { announcements, expectAnnounced } from './announcements.js';
export { deliver, headerOf, messageOf, TestBus } from './messages.js';
export type { MessageChoices } from './messages.js';
