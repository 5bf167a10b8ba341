import { dayFault } from '../plain/day.js';
import { unitPattern, unitShape } from '../plain/organisation.js';
import { faultOfText } from '../plain/plain-text.js';
import { CheckedField, TextField } from './fields.js';

interface About {
  readonly description?: string;
  /** May be left out or null. */
  readonly optional?: boolean;
}

/** A calendar day, such as 2027-03-01. */
export function DayField(about: About = {}): PropertyDecorator {
  return CheckedField('isDay', dayFault, { type: String, format: 'date', example: '2027-03-01' }, about);
}

/** A bureau's code, or the identifier of an organisation. */
export function UnitField(about: About = {}): PropertyDecorator {
  return TextField(64, { pattern: unitPattern, shape: unitShape, example: 'BDT', ...about });
}

/** A link that people can follow. */
export function WebAddressField(about: About = {}): PropertyDecorator {
  return CheckedField(
    'isWebAddress',
    webAddressFault,
    { type: String, format: 'uri', maxLength: longestAddress },
    about,
  );
}

const longestAddress = 2_000;

function webAddressFault(value: unknown): string | undefined {
  const fault = faultOfText(value, longestAddress);
  if (fault !== undefined) return fault;
  // The contracts want the scheme in small letters, as written.
  return /^https?:\/\//.test(value as string) && URL.canParse(value as string)
    ? undefined
    : 'must be a web address that begins with https:// or http://';
}
