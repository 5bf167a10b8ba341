import { audiences } from './audiences.js';
import { bodies } from './bodies.js';
import type { CodeList } from './code-list.js';
import { competences } from './competences.js';
import { countries } from './countries.js';
import { countryGroups } from './country-groups.js';
import { credentialKinds, feeKinds, levels, modalities, registrationTypes } from './course-terms.js';
import { documentCategories } from './document-categories.js';
import { iscedFields } from './isced-fields.js';
import { languages } from './languages.js';
import { organisationTypes } from './organisation-types.js';
import { priorityAreas } from './priority-areas.js';
import { regions } from './regions.js';
import { sdgGoals } from './sdg-goals.js';
import { digcompLevels, digitalSkillsLevels } from './skill-levels.js';
import { topics } from './topics.js';
import { units } from './units.js';

/** Every list of the taxonomy: places, organisations, courses, what they are about, and the vocabularies of others. */
export const codeLists: readonly CodeList<string>[] = Object.freeze([
  regions,
  countries,
  countryGroups,
  languages,
  units,
  bodies,
  levels,
  modalities,
  registrationTypes,
  audiences,
  credentialKinds,
  feeKinds,
  topics,
  priorityAreas,
  digitalSkillsLevels,
  competences,
  digcompLevels,
  sdgGoals,
  iscedFields,
  organisationTypes,
  documentCategories,
]);
