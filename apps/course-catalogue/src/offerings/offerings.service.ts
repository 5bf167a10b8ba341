import { Injectable } from '@nestjs/common';
import { AccessPolicy, type Caller } from '@capdev/access';
import { Database, newId, runOnce, type Transaction } from '@capdev/persistence';
import { Clock, onceFor, patched, Recorder } from '@capdev/service-frame/changes';
import { refuseOutdated, refuseOversized } from '@capdev/service-frame/plain';
import type { IdempotentRequest } from '@capdev/service-kit';
import { ProvidersUnknown } from '../providers/provider.errors.js';
import { type NamedProvider, namedProviders } from '../providers/provider-names.query.js';
import type { Permission } from '../roles.js';
import { SearchIndex } from '../search/search-index.js';
import { courseOf, type OfferedCourse, refuseUnlessOfferable } from './offered-course.query.js';
import { Offering } from './offering.entity.js';
import { OfferingNotFound } from './offering.errors.js';
import { announcementOf, type OfferingContext, type OfferingFact, offeringSnapshot } from './offering.events.js';
import {
  type NewOfferingInput,
  offeringDetailsOf,
  OfferingInput,
  type OfferingResponse,
  offeringResponse,
} from './offerings.dto.js';

/** What may be done to offerings. */
@Injectable()
export class OfferingsService {
  constructor(
    private readonly database: Database,
    private readonly recorder: Recorder,
    private readonly policy: AccessPolicy<Permission>,
    private readonly clock: Clock,
    private readonly index: SearchIndex,
  ) {}

  async schedule(input: NewOfferingInput, caller: Caller, request?: IdempotentRequest): Promise<OfferingResponse> {
    return runOnce(this.database, onceFor(caller, request), async (tx) => {
      const course = await courseOf(tx, input.courseId);
      this.policy.demand(caller, 'offering:edit', course.owningUnit);
      refuseUnlessOfferable(course);
      const details = offeringDetailsOf(input, course);
      const organisers = await this.organisers(tx, details.organiserIds, []);
      const of = { id: newId(), courseId: course.id, modality: course.modality };
      const [offering, fact] = Offering.schedule(details, of, this.clock.now());
      this.record(tx, offering, { course, organisers }, fact, caller);
      tx.insert(Offering, offering);
      await this.index.renew(tx, [course.id]);
      return this.response(offering);
    });
  }

  async revise(id: string, patch: unknown, seen: number | undefined, caller: Caller): Promise<OfferingResponse> {
    return this.change(id, seen, caller, async (offering, course, tx) => {
      const details = offeringDetailsOf(await patched(OfferingInput, offering.details, patch), course);
      await this.organisers(tx, details.organiserIds, offering.organiserIds);
      return offering.revise(details, course.modality, this.clock.now());
    });
  }

  async open(id: string, seen: number | undefined, caller: Caller): Promise<OfferingResponse> {
    return this.change(id, seen, caller, (offering) => offering.open(this.clock.now()));
  }

  async complete(id: string, seen: number | undefined, caller: Caller): Promise<OfferingResponse> {
    return this.change(id, seen, caller, (offering) => offering.complete(this.clock.today(), this.clock.now()));
  }

  async cancel(id: string, reason: string, seen: number | undefined, caller: Caller): Promise<OfferingResponse> {
    return this.change(id, seen, caller, (offering) => offering.cancel(reason, this.clock.now()));
  }

  private async change(
    id: string,
    seen: number | undefined,
    caller: Caller,
    act: (
      offering: Offering,
      course: OfferedCourse,
      tx: Transaction,
    ) => OfferingFact | undefined | Promise<OfferingFact | undefined>,
  ): Promise<OfferingResponse> {
    return this.database.runInTransaction(async (tx) => {
      const offering = await tx.manager.findOne(Offering, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!offering) throw new OfferingNotFound(id);
      const course = await courseOf(tx, offering.courseId);
      this.policy.demand(caller, 'offering:edit', course.owningUnit);
      refuseOutdated('offering', offering.version, seen);
      const fact = await act(offering, course, tx);
      if (fact) {
        const organisers = await tx.query<NamedProvider>(namedProviders, [offering.organiserIds]);
        this.record(tx, offering, { course, organisers }, fact, caller);
        await tx.manager.update(Offering, { id }, offering);
        await this.index.renew(tx, [course.id]);
      }
      return this.response(offering);
    });
  }

  /** The named organisers; refuses those that do not exist, and newly named ones that are not active. */
  private async organisers(
    tx: Transaction,
    ids: readonly string[],
    before: readonly string[],
  ): Promise<NamedProvider[]> {
    const found = await tx.query<NamedProvider>(namedProviders, [ids]);
    const added = ids.filter((id) => !before.includes(id));
    const unknown = added.filter((id) => !found.some((provider) => provider.id === id));
    if (unknown.length > 0) throw new ProvidersUnknown('organiserIds', unknown);
    const inactive = added.filter((id) => found.some((provider) => provider.id === id && !provider.active));
    if (inactive.length > 0) throw new ProvidersUnknown('organiserIds', inactive, 'inactive');
    return found;
  }

  private record(
    tx: Transaction,
    offering: Offering,
    context: OfferingContext,
    fact: OfferingFact,
    caller: Caller,
  ): void {
    refuseOversized('offering', offeringSnapshot(offering, context));
    this.recorder.record(tx, {
      aggregate: 'offering',
      record: offering,
      fact,
      announced: announcementOf(offering, context, fact),
      caller,
    });
  }

  private response(offering: Offering): OfferingResponse {
    return offeringResponse(offering, this.clock.today());
  }
}
