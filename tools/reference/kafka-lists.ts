// Writes infra/kafka/topics.tsv and principals.tsv, what an operator's provisioning reads, from the contracts and the services;
// --check only says whether they are fresh. What an operator has set for a topic that is listed already stays.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { declaredEvents } from '../contracts/events.js';
import { root } from '../local/paths.js';
import { findServices } from '../local/services.js';
import { topicsFile } from '../local/topics.js';

const domain = '6\t-1\t1048588';
const deadLetters = '1\t7776000000\t1114124';

const services = findServices();
const announced = (await declaredEvents()).map(({ definition }) => definition.topic);

put(topicsFile, topics(readFileSync(topicsFile, 'utf8')));
put(join(root, 'infra', 'kafka', 'principals.tsv'), services.map(({ name, slug }) => `${name}\t${slug}\n`).join(''));

function topics(before: string): string {
  const lines = before.split('\n').filter((line) => line !== '');
  const settings = new Map(lines.map((line) => [line.split('\t')[0]!, line]));
  const line = (name: string, usual: string) => settings.get(name) ?? `${name}\t${usual}`;
  return [
    ...lines.filter((one) => one.startsWith('#')),
    ...[...new Set(announced)].sort().map((name) => line(name, domain)),
    ...services.map(({ name }) => line(`${name}.dead-letter`, deadLetters)),
  ]
    .map((one) => `${one}\n`)
    .join('');
}

function put(target: string, content: string): void {
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return;
  if (process.argv.includes('--check')) {
    console.error(`${relative(root, target)} is stale. Run: npm run generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(target, content);
  }
}
