export { frameModules, groundModules } from './ground.js';
export type { FrameChoices, Ground } from './ground.js';
export { asOwner, migrateService } from './migrating.js';
export { loadServiceConfig, ServiceConfig, serviceConfigFor } from './service-config.js';
export type { ServicePorts } from './service-config.js';
export { serviceOptionsOf } from './service-options.js';
export type { ServiceFrame } from './service-options.js';
