export { startTestIssuer, type TestIssuer, type TestToken } from './test-issuer.js';
