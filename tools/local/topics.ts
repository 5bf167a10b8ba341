import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topic } from './kafka-admin.js';
import { root } from './paths.js';

/** The one list of topics, which an operator's provisioning reads too. */
export const topicsFile = join(root, 'infra', 'kafka', 'topics.tsv');

/** Reads lines of name, partitions, retention and largest batch, separated by tabs; `#` starts a comment. */
export function readTopics(text = readFileSync(topicsFile, 'utf8')): Topic[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name, partitions, retentionMs, maxMessageBytes, ...rest] = line.split('\t');
      const topic = {
        name: name!,
        partitions: Number(partitions),
        retentionMs: Number(retentionMs),
        maxMessageBytes: Number(maxMessageBytes),
      };
      const sound = topic.partitions > 0 && Number.isInteger(topic.retentionMs) && topic.maxMessageBytes > 0;
      if (!name || !sound || rest.length > 0) {
        throw new Error(
          `${topicsFile}: "${line}" is not a name, a number of partitions, a retention in ms and a number of bytes, separated by tabs.`,
        );
      }
      return topic;
    });
}
