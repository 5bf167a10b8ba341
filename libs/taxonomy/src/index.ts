export { defineCodeList, type CodeList, type CodeOf, type Labels } from './code-list.js';
export {
  bestLanguage,
  isOfficialLanguage,
  officialLanguages,
  type LanguageCode,
  type OfficialLanguage,
} from './language-choice.js';
export { isLanguageCode, languageName, languages } from './languages.js';
export { isMultilingualText, pickText, type MultilingualText, type PickedText } from './multilingual-text.js';
export { countries, countriesOf, regionOf, regions, type Country, type Region } from './places.js';
export { units, type Unit } from './units.js';
export {
  credentialKinds,
  feeKinds,
  levels,
  modalities,
  registrationTypes,
  type CredentialKind,
  type FeeKind,
  type Level,
  type Modality,
  type RegistrationType,
} from './course-terms.js';
export { audiences, type Audience } from './audiences.js';
export { topics, type Topic } from './topics.js';
