import 'reflect-metadata';
import { bootstrapService } from '@capdev/service-kit';
import { configFor } from './config.js';
import { roadmapService } from './service.js';

const args = process.argv.slice(2);
await bootstrapService(() => roadmapService(configFor(args[0])), args);
