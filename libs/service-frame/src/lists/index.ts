export { Filtered } from './filtered.js';
export { Address, listed, pageOfType } from '@capdev/service-kit/lists';
export { ListQuery } from './list.dto.js';
