// Checks JSON-LD against the vocabulary of schema.org, without the network: node tools/run.mjs validate-json-ld courses.jsonld …
import { readFile } from 'node:fs/promises';
import { jsonLdFaults } from './json-ld/schema-org.js';
import { documentsIn } from './json-ld/documents.js';
import { Halt, program, say } from './local/say.js';

/** More than anybody reads; the number of the others is told. */
const mostShown = 50;

void program(async () => {
  const sources = process.argv.slice(2);
  if (sources.length === 0) throw new Halt('Name one or more files or addresses of JSON-LD, such as courses.jsonld.');
  let faults = 0;
  for (const source of sources) {
    let nodes = 0;
    for (const { document, count } of documentsIn(source, await textOf(source))) {
      nodes += count;
      for (const { node, property, detail } of await jsonLdFaults(document)) {
        faults += 1;
        if (faults <= mostShown) process.stdout.write(`${source}  ${node}  ${property}  ${detail}\n`);
      }
    }
    say(`${source}: ${nodes} ${nodes === 1 ? 'record' : 'records'} checked.`);
  }
  if (faults > mostShown) say(`… and ${faults - mostShown} more.`);
  if (faults > 0) throw new Halt(`${faults} ${faults === 1 ? 'thing is' : 'things are'} not as schema.org wants.`);
  say('Everything is as schema.org wants.');
});

async function textOf(source: string): Promise<string> {
  try {
    if (!/^https?:\/\//.test(source)) return await readFile(source, 'utf8');
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    return await answer.text();
  } catch (error) {
    throw new Halt(`${source} cannot be read: ${(error as Error).message}.`);
  }
}
