import type { ImportMapping } from './import-mapping.js';
import { capdev } from './mapping-capdev.js';
import { capdevCsv } from './mapping-capdev-csv.js';
import { carpentries } from './mapping-carpentries.js';
import { demoList } from './mapping-demo-list.js';
import { faoQut } from './mapping-fao-qut.js';
import { ituObserved } from './mapping-itu-observed.js';
import { nbis } from './mapping-nbis.js';
import { schemaOrg } from './mapping-schema-org.js';

/** The mappings that come with the catalogue. */
export const knownMappings: readonly ImportMapping[] = [
  capdev,
  capdevCsv,
  demoList,
  schemaOrg,
  carpentries,
  faoQut,
  ituObserved,
  nbis,
];
