import { ApiProperty } from '@nestjs/swagger';
import { CheckedField, type Speaker, type Spoken, SpokenProperty } from '@capdev/service-frame/fields';
import { ListQuery, pageOfType } from '@capdev/service-frame/lists';
import { dayFault } from '@capdev/service-frame/plain';
import { type Alias, type CodeDetails, type CodeList, iriOf, type Mapping, officialLanguages } from '@capdev/taxonomy';

const DayField = (description: string): PropertyDecorator =>
  CheckedField(
    'isDay',
    dayFault,
    { type: String, format: 'date', example: '2027-03-01' },
    { optional: true, description },
  );

export class CodeListQuery extends ListQuery {
  @DayField('The codes that are valid on this day.')
  on?: string;
}

export class CodeQuery {
  @DayField('The day for which the successors are told; today unless told.')
  on?: string;
}

const Text = (description?: string): PropertyDecorator => ApiProperty({ type: String, nullable: true, description });
const Codes = (description?: string): PropertyDecorator => ApiProperty({ type: [String], description });

/** From its first day to before its first day no more; null is open, or not known. */
class ValidityResponse {
  @Text('The first day.')
  validFrom!: string | null;

  @Text('The first day on which it is not valid any more.')
  validUntil!: string | null;
}

/** What is known of a list beside its codes. */
export class ListFactsResponse extends ValidityResponse {
  @ApiProperty({ description: 'Stands in the address.' })
  name!: string;

  @SpokenProperty()
  title!: Spoken;

  @ApiProperty()
  source!: string;

  @Text('Under which terms the source may be used, where it sets any.')
  licence!: string | null;

  @ApiProperty({ description: 'The state of the source that was taken over.' })
  edition!: string;

  @Text('What the list is not, and what in it is ours; in English.')
  note!: string | null;

  @ApiProperty({ description: 'How many codes it has, those that have ended included.' })
  size!: number;

  @ApiProperty({ description: 'Its name on the web.' })
  iri!: string;
}

export class TaxonomyResponse {
  @ApiProperty({ type: [ListFactsResponse] })
  items!: ListFactsResponse[];
}

/** A code as it stands in its list. */
export class ListedCodeResponse extends ValidityResponse {
  @ApiProperty()
  code!: string;

  @SpokenProperty()
  label!: Spoken;

  @Text('The wider code of the same list.')
  broader!: string | null;

  @ApiProperty({ type: [String], nullable: true, description: 'Its successors, maybe none; null while it is in use.' })
  replacedBy!: readonly string[] | null;
}

class CodePage extends pageOfType(ListedCodeResponse) {}

export class CodeListResponse extends ListFactsResponse {
  @ApiProperty({ type: [ListedCodeResponse] })
  items!: CodePage['items'];

  @Text('The path of the next page; null on the last one.')
  next!: CodePage['next'];
}

class AliasResponse {
  @ApiProperty()
  text!: string;

  @ApiProperty({ enum: officialLanguages, nullable: true, description: 'Of a word; null for a code.' })
  language!: string | null;

  @ApiProperty({ description: 'Who says it so.' })
  source!: string;
}

class MappingResponse extends ValidityResponse {
  @ApiProperty({ description: 'A list of ours, or a vocabulary of others.' })
  scheme!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty({ enum: ['exact', 'close', 'broad', 'narrow', 'related'], description: 'As in SKOS.' })
  relation!: string;

  @ApiProperty()
  iri!: string;
}

export class CodeResponse extends ListedCodeResponse {
  @ApiProperty()
  list!: string;

  @ApiProperty({ description: 'Of the list.' })
  edition!: string;

  @ApiProperty({ description: 'Its name on the web.' })
  iri!: string;

  @Codes('The codes directly below.')
  narrower!: readonly string[];

  @Codes('The codes in use for it: itself, or its successors and theirs; none when it ended without one.')
  successors!: readonly string[];

  @Codes()
  replaces!: readonly string[];

  @ApiProperty({ type: [AliasResponse], description: 'Other words and codes under which it is met.' })
  aliases!: AliasResponse[];

  @ApiProperty({ type: [MappingResponse], description: 'What it means elsewhere.' })
  mappings!: MappingResponse[];

  @Text('What a reader must know to use it rightly; in English.')
  note!: string | null;
}

export function listFacts(list: CodeList<string>, speaker: Speaker): ListFactsResponse {
  return {
    name: list.name,
    title: speaker.say({ original: 'en', text: list.title }),
    source: list.source,
    licence: list.licence ?? null,
    edition: list.edition,
    note: list.note ?? null,
    ...validity(list),
    size: list.codes.length,
    iri: iriOf(list.name),
  };
}

export function listedCode(details: CodeDetails<string>, speaker: Speaker): ListedCodeResponse {
  return {
    code: details.code,
    label: speaker.say({ original: 'en', text: details.labels }),
    broader: details.broader ?? null,
    ...validity(details),
    replacedBy: details.replacedBy ?? null,
  };
}

/** @param known what is asked of the taxonomy apart: the successors on a day, and the mappings of both sides */
export function codeResponse(
  list: CodeList<string>,
  details: CodeDetails<string>,
  known: { readonly successors: readonly string[]; readonly mappings: readonly Mapping[] },
  speaker: Speaker,
): CodeResponse {
  return {
    ...listedCode(details, speaker),
    list: list.name,
    edition: list.edition,
    iri: iriOf(list.name, details.code),
    narrower: details.narrower,
    successors: known.successors,
    replaces: details.replaces,
    aliases: details.aliases.map(aliasResponse),
    mappings: known.mappings.map(mappingResponse),
    note: details.note ?? null,
  };
}

function aliasResponse({ text, language, source }: Alias): AliasResponse {
  return { text, language: language ?? null, source };
}

function mappingResponse(mapping: Mapping): MappingResponse {
  const { scheme, code, relation } = mapping;
  return { scheme, code, relation, iri: iriOf(scheme, code), ...validity(mapping) };
}

function validity({ validFrom, validUntil }: { validFrom?: string; validUntil?: string }): ValidityResponse {
  return { validFrom: validFrom ?? null, validUntil: validUntil ?? null };
}
