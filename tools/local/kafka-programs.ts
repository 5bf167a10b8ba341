import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireJava } from './java.js';
import { jarsFolder } from './kafka-jars.js';
import { root } from './paths.js';

const programs = {
  'kafka-topics.sh': 'org.apache.kafka.tools.TopicCommand',
  'kafka-configs.sh': 'kafka.admin.ConfigCommand',
  'kafka-acls.sh': 'org.apache.kafka.tools.AclCommand',
  'kafka-consumer-groups.sh': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
};

/** Writes Kafka's command-line programs, which the jars come without, into a folder: for `KAFKA_BIN`. */
export function writeKafkaPrograms(folder: string): string {
  const java = requireJava();
  const log = join(root, 'tools', 'local', 'kafka', 'log4j2.properties');
  mkdirSync(folder, { recursive: true });
  for (const [name, main] of Object.entries(programs)) {
    const quick = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
    const command = `exec "${java}" ${quick} -Dlog4j2.configurationFile="${log}" -cp "${jarsFolder()}/*" ${main} "$@"`;
    writeFileSync(join(folder, name), `#!/bin/sh\n${command}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
