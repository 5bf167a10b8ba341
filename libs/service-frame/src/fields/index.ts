export {
  AnyOfField,
  CheckedField,
  CodeField,
  CodesField,
  IdField,
  IdsField,
  LanguagesField,
  MultilingualField,
  MultilingualListField,
  NumberField,
  PartField,
  PartsField,
  TextField,
} from './fields.js';
export { RecordId } from './record-id.js';
export { Speaker, SpokenProperty } from './spoken.js';
export type { Spoken } from './spoken.js';
export { DayField, UnitField, WebAddressField } from './usual-fields.js';
