import 'reflect-metadata';
import { bootstrapService } from '@capdev/service-kit';
import { configFor } from './config.js';
import { catalogueService } from './service.js';

const args = process.argv.slice(2);
await bootstrapService(() => catalogueService(configFor(args[0])), args);
