export { BusOperationsModule } from './bus-operations.module.js';
