export { holdsOn, type Alias, type Labels, type Mapping, type Period, type Relation } from './code-entry.js';
export { defineCodeList, type CodeDetails, type CodeList, type CodeOf } from './code-list.js';
export { codeLists } from './code-lists.js';
export {
  bestLanguage,
  isOfficialLanguage,
  officialLanguages,
  type LanguageCode,
  type OfficialLanguage,
} from './language-choice.js';
export { isLanguageCode, languageName, languages } from './languages.js';
export { isMultilingualText, pickText, type MultilingualText, type PickedText } from './multilingual-text.js';
export { countries, type Country } from './countries.js';
export { countriesIn, countryGroups, groupsOf, type CountryGroup } from './country-groups.js';
export { countriesOf, regionOf, regions, type Region } from './regions.js';
export { units, type Unit } from './units.js';
export { bodies, type Body } from './bodies.js';
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
export { priorityAreas, type PriorityArea } from './priority-areas.js';
export { competences, type Competence } from './competences.js';
export { digcompLevels, digitalSkillsLevels, type DigcompLevel, type DigitalSkillsLevel } from './skill-levels.js';
export { sdgGoals, type SdgGoal } from './sdg-goals.js';
export { iscedFields, type IscedField } from './isced-fields.js';
export { organisationTypes, type OrganisationType } from './organisation-types.js';
export { documentCategories, type DocumentCategory } from './document-categories.js';
export { iriOf, mappingsOf } from './mappings.js';
export { skosOf, type SkosDocument, type SkosNode } from './skos.js';
export { vocabularies, type Vocabulary } from './vocabularies.js';
