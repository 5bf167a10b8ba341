import 'reflect-metadata';
import { bootstrapService } from '@capdev/service-kit';
import { configFor } from './config.js';
import { {{slug}}Service } from './service.js';

const args = process.argv.slice(2);
await bootstrapService(() => {{slug}}Service(configFor(args[0])), args);
