import type { Database, Statement } from '@capdev/persistence';

/** A file is kept in pieces of this size, written while it comes and read one by one. */
export const chunkSize = 256 * 1024;

const insert: Statement = {
  name: 'import-chunk-insert',
  text: 'INSERT INTO import_chunk (upload, number, import_id, data) VALUES ($1, $2, $3, $4)',
};
const read: Statement = {
  name: 'import-chunk-read',
  text: 'SELECT data FROM import_chunk WHERE upload = $1 AND number = $2',
};
const remove: Statement = { name: 'import-chunks-remove', text: 'DELETE FROM import_chunk WHERE upload = $1' };
const prune: Statement = {
  name: 'import-chunks-prune',
  text: `DELETE FROM import_chunk USING course_import
          WHERE course_import.id = import_id AND task IS NULL AND state <> 'checked'
            AND import_chunk.at < now() - interval '1 day'
            AND (course_import.upload IS DISTINCT FROM import_chunk.upload OR updated_at < now() - interval '7 days')`,
};

/** Keeps a stream as it comes. Each piece is its own transaction: no connection is held while the sender is slow. */
export async function keepChunks(
  database: Database,
  upload: string,
  importId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  let number = 0;
  let total = 0;
  let held: Uint8Array[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    await database.query(insert, [upload, number, importId, Buffer.concat(held, length)]);
    number += 1;
    held = [];
    length = 0;
  };
  for await (const piece of bytes) {
    total += piece.length;
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + chunkSize - length);
      held.push(part);
      length += part.length;
      from += part.length;
      if (length === chunkSize) await flush();
    }
  }
  if (length > 0) await flush();
  return total;
}

/** The pieces of an upload, each read when the one before has been used. */
export async function* chunksOf(database: Database, upload: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const [chunk] = await database.query<{ data: Buffer }>(read, [upload, number]);
    if (!chunk) return;
    yield chunk.data;
  }
}

export async function removeChunks(database: Database, upload: string): Promise<void> {
  await database.query(remove, [upload]);
}

/** Forgets files that nobody goes on with: abandoned uploads after a day, those of ended imports after a week. */
export async function pruneChunks(database: Database): Promise<void> {
  await database.query(prune);
}
