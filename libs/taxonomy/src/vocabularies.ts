/** A vocabulary of others that our codes are mapped to. */
export interface Vocabulary {
  readonly title: string;
  /** Its address of a code is this and the code. */
  readonly iri: string;
}

/** The vocabularies of others, by the names that mappings use as `scheme`. */
export const vocabularies: Readonly<Record<string, Vocabulary>> = {
  'un-sdg': { title: 'Sustainable Development Goals, United Nations', iri: 'http://metadata.un.org/sdg/' },
  'esco-isced-f': { title: 'ISCED-F 2013 in ESCO, European Commission', iri: 'http://data.europa.eu/esco/isced-f/' },
};
