// The frame of a new event: `npm run new:event -- int.itu.<slug>.<aggregate>.<past participle>.v<major>`.
import { join } from 'node:path';
import { scaffoldEvent } from './contracts/new-event.js';
import { root } from './local/paths.js';
import { runHere } from './local/run-here.js';
import { Halt, program, say } from './local/say.js';

void program(async () => {
  const [type, ...rest] = process.argv.slice(2);
  if (!type || rest.length > 0) throw new Halt('Usage: npm run new:event -- int.itu.catalogue.course.retired.v1');
  const written = scaffoldEvent(type, root);
  const { ok, output } = await runHere('prettier/bin/prettier.cjs', [
    '--write',
    '--log-level=warn',
    ...written.map((file) => join(root, file)),
  ]);
  if (!ok) throw new Halt(output);
  for (const file of written) say(`written  ${file}`);
  say(
    'Next: the sentence of the class, its fields, the five answers and the example; "npm run check" names what is open.',
  );
  say('At the end "npm run contracts -- freeze" and "npm run generate": docs/how-to/add-an-event.md.');
});
