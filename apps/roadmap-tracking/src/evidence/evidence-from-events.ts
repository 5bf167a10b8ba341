import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '@capdev/messaging';
import { newId, recordHistory, type Transaction } from '@capdev/persistence';
import { Clock } from '@capdev/service-frame/changes';
import { messengerOf } from '../acting.js';
import { heardEvents } from '../consumers/heard.consumer.js';
import { takePlan } from '../plan/plan-revision.query.js';
import { Evidence } from './evidence.entity.js';
import { EvidenceRule, firstEventHasCome, milestoneCancelled } from './evidence-rule.entity.js';
import { areMet, type Condition } from './rule-conditions.js';

const active = {
  name: 'evidence-rules-active',
  text: `SELECT id, conditions FROM evidence_rule WHERE event_type = $1 AND state = 'active' ORDER BY id`,
};
const milestoneState = { name: 'evidence-milestone-state', text: 'SELECT state FROM milestone WHERE id = $1' };
const taken = {
  name: 'evidence-event-taken',
  text: `SELECT 1 FROM evidence WHERE kind = 'event' AND rule_id = $1 AND event->>'id' = $2`,
};
const longestTitle = 300;

/** Takes events of other services for evidence where a rule says so. */
@Injectable()
export class EvidenceFromEvents {
  constructor(private readonly clock: Clock) {}

  /** Proposes the event as evidence once for each rule that it meets; the units that answer for the milestones decide. */
  async from(event: ReceivedEvent<object>, tx: Transaction): Promise<void> {
    const rules = await tx.query<{ id: string; conditions: readonly Condition[] }>(active, [event.type]);
    const met = rules.filter(({ conditions }) => areMet(conditions, event.data));
    if (met.length === 0) return;
    await takePlan(tx);
    for (const { id } of met) await this.apply(id, event, tx);
  }

  /** What was read before the plan was taken may have changed. */
  private async apply(ruleId: string, event: ReceivedEvent<object>, tx: Transaction): Promise<void> {
    const rule = await tx.manager.findOne(EvidenceRule, {
      where: { id: ruleId, state: 'active' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!rule || !areMet(rule.conditions, event.data)) return;
    const [milestone] = await tx.query<{ state: string }>(milestoneState, [rule.milestoneId]);
    if (milestone?.state === 'cancelled') return this.end(rule, milestoneCancelled, event, tx);
    if ((await tx.query(taken, [ruleId, event.id])).length > 0) return;
    this.propose(rule, event, tx);
    if (rule.once) await this.end(rule, firstEventHasCome, event, tx);
  }

  private propose(rule: EvidenceRule, event: ReceivedEvent<object>, tx: Transaction): void {
    const { id, type, source, subject, time, data } = event;
    const title = heardEvents.get(type)?.titleOf(data) ?? type;
    const by = messengerOf(source);
    const [evidence, fact] = Evidence.propose(
      {
        kind: 'event',
        title: title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1)}…`,
        url: null,
        symbol: null,
        sha256: null,
        decisionId: null,
        event: { id, type, source, subject, time },
        ruleId: rule.id,
      },
      { id: newId(), milestoneId: rule.milestoneId, by },
      this.clock.now(),
    );
    const { version, updatedAt: at } = evidence;
    recordHistory(tx, {
      aggregate: 'evidence',
      aggregateId: evidence.id,
      version,
      action: fact.kind,
      actor: by,
      at,
      changes: { event: { to: id }, ruleId: { to: rule.id } },
    });
    tx.insert(Evidence, evidence);
  }

  private async end(rule: EvidenceRule, reason: string, event: ReceivedEvent<object>, tx: Transaction): Promise<void> {
    const fact = rule.end(reason, this.clock.now());
    recordHistory(tx, {
      aggregate: 'evidence-rule',
      aggregateId: rule.id,
      version: rule.version,
      action: fact.kind,
      actor: messengerOf(event.source),
      at: rule.updatedAt,
      changes: { ...fact.changes, event: { to: event.id } },
    });
    await tx.manager.update(EvidenceRule, { id: rule.id }, rule);
  }
}
