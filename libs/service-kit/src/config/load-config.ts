import 'reflect-metadata';
import { getMetadataStorage, validateSync } from 'class-validator';

/** Turns the text of a variable into the value that the class declares; undefined when it is none. */
type Conversion = (text: string) => unknown;

const examples = new WeakMap<object, Map<string, string>>();

/** An example value of a variable, shown when the given one is missing or wrong. */
export function Example(value: string): PropertyDecorator {
  return (prototype, key) => {
    const known = examples.get(prototype) ?? new Map<string, string>();
    examples.set(prototype, known.set(String(key), value));
  };
}

/** Everything that is wrong with a service's configuration. */
export class ConfigurationInvalid extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationInvalid';
  }
}

/**
 * The variables that a configuration class declares, in order of declaration, those of the class that it extends first. For
 * comparing with `.env.example`.
 */
export function configKeys(Config: new () => object): string[] {
  const declared = getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', true, false)
    .toSorted((one, other) => generationOf(one.target) - generationOf(other.target));
  return [...new Set(declared.map((rule) => rule.propertyName))];
}

/** How many classes a class extends. */
function generationOf(target: unknown): number {
  return typeof target === 'function' ? 1 + generationOf(Object.getPrototypeOf(target)) : 0;
}

/**
 * Reads the environment into a validated, frozen object. Properties are named like their variables; a property's
 * declared type says how its text is converted (number, boolean, `string[]` from a comma list, `URL`). A variable that
 * is unset or empty leaves the class's default.
 *
 * @example
 * class Config {
 *   \@IsPort() \@Example('3001') PORT = 3001;
 * }
 * const config = loadConfig(Config, process.env);
 *
 * @throws ConfigurationInvalid with every fault at once
 */
export function loadConfig<Config extends object>(
  Config: new () => Config,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Config> {
  const config = new Config();
  const faults: string[] = [];
  const unreadable = new Set<string>();
  const keys = configKeys(Config);
  for (const key of keys) {
    const text = environment[key]?.trim();
    if (text === undefined || text === '') continue;
    const { convert, name } = conversionOf(Config.prototype as object, key, (config as Record<string, unknown>)[key]);
    const value = convert(text);
    if (value === undefined) {
      unreadable.add(key);
      faults.push(`${key} must be ${name}${exampleOf(Config, key)}`);
    } else {
      (config as Record<string, unknown>)[key] = value;
    }
  }
  const wrongValues = validateSync(config, { forbidUnknownValues: true });
  wrongValues.sort((one, other) => keys.indexOf(one.property) - keys.indexOf(other.property));
  for (const { property, value, constraints } of wrongValues) {
    if (unreadable.has(property)) continue;
    const wrong = value === undefined ? `${property} is not set` : Object.values(constraints ?? {}).join('; ');
    faults.push(wrong + exampleOf(Config, property));
  }
  if (faults.length > 0) throw new ConfigurationInvalid(faults);
  return Object.freeze(config);
}

function exampleOf(Config: new () => object, key: string): string {
  // A class may take fields from another, which many services share.
  for (let at = Config.prototype as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const example = examples.get(at)?.get(key);
    if (example !== undefined) return ` (for example ${key}=${example})`;
  }
  return '';
}

function conversionOf(prototype: object, key: string, preset: unknown): { convert: Conversion; name: string } {
  const type: unknown = Reflect.getMetadata('design:type', prototype, key);
  if (type === Number || typeof preset === 'number') return { convert: toNumber, name: 'a number' };
  if (type === Boolean || typeof preset === 'boolean') return { convert: toBoolean, name: 'true or false' };
  if (type === Array || Array.isArray(preset)) return { convert: toList, name: 'a list with commas between the items' };
  if (type === URL || preset instanceof URL) return { convert: toUrl, name: 'an address' };
  return { convert: (text) => text, name: 'text' };
}

const toNumber: Conversion = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);
const toBoolean: Conversion = (text) => ({ true: true, false: false })[text];
const toUrl: Conversion = (text) => (URL.canParse(text) ? new URL(text) : undefined);
const toList: Conversion = (text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
