// A new event, legal and frozen as it is: `npm run new:event -- int.itu.<slug>.<aggregate>.<past participle>.v<major>`.
// docs/how-to/add-an-event.md
import { join } from 'node:path';
import { declaredEvents, freeze } from './contracts/events.js';
import { root } from './local/paths.js';
import { program, say, step } from './local/say.js';
import { findServices } from './local/services.js';
import { readNewEvent } from './new-event/options.js';
import { scaffoldEvent } from './new-event/scaffold.js';
import { allOrNothing } from './new-service/all-or-nothing.js';

/** What is generated from the events, by the program that does it. */
const generated: Readonly<Record<string, readonly string[]>> = {
  'tools/reference/events.ts': ['docs/reference/events.md'],
  'tools/reference/asyncapi.ts': [
    'docs/reference/asyncapi.json',
    ...findServices().map((service) => `libs/contracts/src/${service.slug}/reference.generated.ts`),
  ],
  'tools/reference/kafka-lists.ts': ['infra/kafka/topics.tsv', 'infra/kafka/principals.tsv'],
};

void program(async () => {
  const services = findServices();
  const event = readNewEvent(process.argv.slice(2), services);
  let written: string[] = [];
  await allOrNothing(root, async (files, run) => {
    await step('Class, definition and place in the index', async () => {
      written = scaffoldEvent(event, root, files);
      await run('prettier/bin/prettier.cjs', '--write', '--log-level=warn', ...written.map((file) => join(root, file)));
    });
    await step('Frozen', async () => {
      const declared = (await declaredEvents()).find(({ definition }) => definition.type === event.type)!;
      const frozen = `libs/contracts/frozen/${event.type}.json`;
      files.keep(frozen);
      freeze(declared.definition);
      written.push(frozen);
    });
    await step('Generated files', async () => {
      for (const path of Object.values(generated).flat()) files.keep(path);
      await Promise.all(Object.keys(generated).map((generator) => run(generator)));
    });
  });
  for (const file of written) say(`written  ${file}`);
  const { name } = services.find(({ slug }) => slug === event.slug)!;
  say(`Next: its own fields and sharper answers in ${written[0]}, before its first release; then announce it in`);
  say(`apps/${name}/src, in the file ${event.aggregate}.events.ts of its noun: docs/how-to/add-an-event.md.`);
});
