export { Filtered } from './filtered.js';
export { Address, listed, ListQuery, pageOfType } from './list.dto.js';
