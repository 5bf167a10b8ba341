/** Rows of a batch. More would hold locks for longer, fewer would ask the database more often. */
export const batchSize = 200;
