import { Halt } from '../../local/say.js';
import type { Mapping } from '../mapping.js';
import { demoList } from './demo-list.js';
import { faoQut } from './fao-qut.js';

const known: readonly Mapping[] = [faoQut, demoList];

/** The mapping of that name, or one sentence with the names there are. */
export function mappingNamed(name: string | undefined): Mapping {
  const mapping = known.find((one) => one.name === name);
  if (mapping) return mapping;
  const names = known.map((one) => `${one.name} (${one.about})`).join('; ');
  throw new Halt(
    name === undefined
      ? `Say how the columns are to be read, with --mapping NAME: ${names}.`
      : `There is no mapping "${name}". There are: ${names}.`,
  );
}
