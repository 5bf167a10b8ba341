import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { Speaker } from '@capdev/service-frame/fields';
import { listed } from '@capdev/service-frame/lists';
import { keptByAnyone, type LanguagePreference } from '@capdev/service-kit';
import { type CodeList, codeLists, mappingsOf, type SkosDocument, skosOf } from '@capdev/taxonomy';
import {
  type CodeListQuery,
  type CodeListResponse,
  type CodeQuery,
  type CodeResponse,
  codeResponse,
  listedCode,
  listFacts,
  type TaxonomyResponse,
} from './taxonomy.dto.js';
import { TaxonomyCodeNotFound, TaxonomyListNotFound } from './taxonomy.errors.js';

/** The lists change with a release only, so a reader may keep an answer; not longer, so that a release is seen soon. */
const FIVE_MINUTES = 300;

/** Reads the lists that are part of this program; everybody may. */
@Injectable()
export class TaxonomyQuery {
  constructor(private readonly clock: Clock) {}

  lists(languages: LanguagePreference): TaxonomyResponse {
    const speaker = new Speaker(languages);
    const items = codeLists.map((list) => listFacts(list, speaker));
    return keptByAnyone(speaker.done({ items }), FIVE_MINUTES);
  }

  list(name: string, query: CodeListQuery, languages: LanguagePreference, address: string): CodeListResponse {
    const list = this.named(name);
    const scope = JSON.stringify(['taxonomy', name, list.edition, query.on]);
    const codes = query.on === undefined ? list.codes : list.validOn(query.on);
    const isOne = (key: unknown): boolean => codes.some((code) => code === key);
    const [after] = query.after === undefined ? [] : decodeCursor(query.after, scope, [isOne]);
    const following = codes.slice(after === undefined ? 0 : codes.indexOf(String(after)) + 1);
    const speaker = new Speaker(languages);
    const page = pageOf(
      following.slice(0, query.limit + 1),
      query.limit,
      (code) => listedCode(list.details(code), speaker),
      (code) => encodeCursor([code], scope),
    );
    const body = { ...listFacts(list, speaker), ...listed(page, address) } as CodeListResponse;
    return keptByAnyone(speaker.done(body), FIVE_MINUTES);
  }

  code(name: string, code: string, { on }: CodeQuery, languages: LanguagePreference): CodeResponse {
    const list = this.named(name);
    if (!list.has(code)) throw new TaxonomyCodeNotFound(code, name, list.find(code));
    const successors = list.resolve(code, on ?? this.clock.today());
    const speaker = new Speaker(languages);
    const known = { successors, mappings: mappingsOf(name, code) };
    const body = codeResponse(list, list.details(code), known, speaker);
    return keptByAnyone(speaker.done(body), FIVE_MINUTES);
  }

  everything(): SkosDocument {
    return keptByAnyone(skosOf(codeLists), FIVE_MINUTES);
  }

  skos(name: string): SkosDocument {
    return keptByAnyone(skosOf([this.named(name)]), FIVE_MINUTES);
  }

  private named(name: string): CodeList<string> {
    const list = codeLists.find((one) => one.name === name);
    if (!list) {
      throw new TaxonomyListNotFound(
        name,
        codeLists.map((one) => one.name),
      );
    }
    return list;
  }
}
