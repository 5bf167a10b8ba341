import { courseFields, fieldNamed } from './catalogue-fields.js';
import { prefixGrammar } from './csv-mapping-check.js';
import { at, type Inspection } from './inspection.js';
import { organisationFaults, spellingsFaults, stateFaults } from './mapping-parts-check.js';
import { stateWords } from './offering-state.js';
import { providerKinds } from '../providers/provider-kind.js';

/** Where the document itself is asked: a constant would contradict it. */
const documented = ['title', 'description', 'summary', 'links'];

/** What is wrong with the parts of a mapping that only JSON-LD has. */
export function jsonLdMappingFaults(mapping: Record<string, unknown>, see: Inspection): void {
  const { code, courseKey, providers, languages, levels, state, constants } = mapping;
  const own = [
    'code',
    'language',
    'courseKey',
    'organisationKind',
    'providers',
    'languages',
    'levels',
    'state',
    'constants',
  ];
  see.members(mapping, '', ['name', 'about', 'format', ...own]);
  const rule = see.object(code, '/code');
  if (rule) {
    see.members(rule, '/code', ['prefix']);
    see.text(rule.prefix, '/code/prefix', prefixGrammar);
  }
  see.language(mapping.language, '/language');
  see.oneOf(mapping.organisationKind, '/organisationKind', providerKinds);
  if (courseKey !== undefined) see.oneOf(courseKey, '/courseKey', ['identifier', 'name']);
  for (const [index, one] of (providers === undefined
    ? []
    : see.list(providers, '/providers', { most: 20 })
  ).entries()) {
    organisationFaults(one, at('/providers', index), false, see);
  }
  if (languages !== undefined) spellingsFaults(languages, '/languages', undefined, see);
  if (levels !== undefined) spellingsFaults(levels, '/levels', courseFields.level!.words, see);
  if (state !== undefined) stateFaults(state, '/state', stateWords, false, see);
  if (constants !== undefined) constantsFaults(constants, see);
}

function constantsFaults(value: unknown, see: Inspection): void {
  const possible = Object.keys(courseFields).filter((name) => !documented.includes(name));
  for (const [name, constant] of Object.entries(see.object(value, '/constants') ?? {})) {
    const pointer = at('/constants', name);
    const field = possible.includes(name) ? fieldNamed(courseFields, name) : undefined;
    const fault = field?.faultOf(constant);
    if (!field) see.fault(pointer, `No such field. There are: ${possible.join(', ')}.`);
    else if (fault !== undefined) see.fault(pointer, `It ${fault}.`);
  }
}
