import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from './kafka-admin.js';
import { root } from './paths.js';

/** The one list of topics, which an operator's provisioning reads too. */
export const topicsFile = join(root, 'infra', 'kafka', 'topics.tsv');

/** Reads lines of name, partitions and retention, separated by tabs; `#` starts a comment. */
export function readTopics(text = readFileSync(topicsFile, 'utf8')): Topic[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name, partitions, retentionMs, ...rest] = line.split('\t');
      const topic = { name: name!, partitions: Number(partitions), retentionMs: Number(retentionMs) };
      if (!name || !(topic.partitions > 0) || !Number.isInteger(topic.retentionMs) || rest.length > 0) {
        throw new Error(
          `${topicsFile}: "${line}" is not a name, a number of partitions and a retention in ms, separated by tabs.`,
        );
      }
      return topic;
    });
}
