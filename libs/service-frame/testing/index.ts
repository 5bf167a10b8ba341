export { bootForTest, ServiceApp } from './service-app.js';
export type { Answer, Booted, Sent, ServiceUnderTest } from './service-app.js';
