// The promises in libs/contracts: `npm run contracts` lists them, `npm run contracts -- freeze` freezes what is new.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPayload } from '@capdev/contracts/core';
import { declaredEvents, freezable, frozenEvents, frozenFolder } from './contracts/events.js';

const [command = 'list', ...rest] = process.argv.slice(2);
if (!['list', 'freeze'].includes(command) || rest.length > 0) {
  console.error('Usage: npm run contracts            lists the events and whether they are frozen');
  console.error('       npm run contracts -- freeze  freezes those that are not; a frozen file is never written again');
  process.exit(1);
}

const frozen = frozenEvents();
for (const { definition } of await declaredEvents()) {
  const { type, example } = definition;
  if (command === 'freeze' && !frozen.has(type)) {
    checkPayload(definition, JSON.parse(JSON.stringify(example)), 'producer');
    mkdirSync(frozenFolder, { recursive: true });
    const text = `${JSON.stringify(freezable(definition), null, 2)}\n`;
    writeFileSync(join(frozenFolder, `${type}.json`), text, { flag: 'wx' });
    console.log(`frozen now      ${type}`);
  } else {
    console.log(`${frozen.has(type) ? 'frozen already' : 'not frozen yet'}  ${type}`);
  }
}
