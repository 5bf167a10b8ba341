import type { DataSource } from 'typeorm';
import type { Transaction } from '../transaction.js';

type Listener = (dueAt: Date) => void;

const listeners = new WeakMap<DataSource, Set<Listener>>();

/** Tells the runners of this process, once the transaction has committed, that something will be due. */
export function wakeAfter(tx: Transaction, dueAt: Date): void {
  tx.afterCommit(() => {
    for (const listener of listeners.get(tx.dataSource) ?? []) listener(dueAt);
  });
}

/** @returns how to stop listening */
export function onScheduled(dataSource: DataSource, listener: Listener): () => void {
  const known = listeners.get(dataSource) ?? new Set();
  listeners.set(dataSource, known.add(listener));
  return () => void known.delete(listener);
}
