import type { Statement, Transaction } from '@capdev/persistence';
import type { ObjectLiteral } from 'typeorm';

const known = new Map<string, Statement>();

/** Queues a new item with all its columns: one text for each kind, which PostgreSQL plans once. */
export function insertItem<Item extends ObjectLiteral>(tx: Transaction, Entity: new () => Item, item: Item): void {
  const { driver } = tx.manager.connection;
  const { tableName, columns } = tx.manager.connection.getMetadata(Entity);
  let statement = known.get(tableName);
  if (!statement) {
    const names = columns.map(({ databaseName }) => databaseName).join(', ');
    const places = columns.map((_, place) => `$${place + 1}`).join(', ');
    statement = { name: `${tableName}-insert`, text: `INSERT INTO ${tableName} (${names}) VALUES (${places})` };
    known.set(tableName, statement);
  }
  const values = columns.map((column) => driver.preparePersistentValue(column.getEntityValue(item), column) as unknown);
  tx.write(statement, values);
}
