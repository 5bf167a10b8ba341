import { decisionAdoptedV1, type DecisionSnapshotV1, decisionSupersededV1 } from '@capdev/contracts/roadmap';
import type { Changes } from '@capdev/persistence';
import { announce, type Announced, multilingual } from '@capdev/service-frame/plain';
import type { Decision } from './decision.entity.js';

export interface DecisionProposed {
  readonly kind: 'proposed';
}
export interface DecisionRevised {
  readonly kind: 'revised';
  readonly changes: Changes;
}
export interface DecisionAdopted {
  readonly kind: 'adopted';
  readonly changes: Changes;
}
export interface DecisionSuperseded {
  readonly kind: 'superseded';
  readonly changes: Changes;
}
export type DecisionFact = DecisionProposed | DecisionRevised | DecisionAdopted | DecisionSuperseded;

/** What the public is told of a fact: nothing before adoption. */
export function announcementOf(decision: Decision, fact: DecisionFact): Announced | undefined {
  switch (fact.kind) {
    case 'proposed':
    case 'revised':
      return undefined;
    case 'adopted':
      return announce(decisionAdoptedV1, decisionSnapshot(decision));
    case 'superseded':
      return announce(decisionSupersededV1, {
        ...decisionSnapshot(decision),
        supersededById: decision.supersededById!,
        supersededOn: decision.supersededOn!,
      });
  }
}

/** Of a decision that has its number; of a proposal it says how large it would be. */
export function decisionSnapshot(decision: Decision): DecisionSnapshotV1 {
  return {
    decisionId: decision.id,
    taskForceId: decision.taskForceId,
    number: decision.number!,
    title: multilingual(decision.title),
    text: multilingual(decision.text),
    adoptedOn: decision.adoptedOn!,
    ...(decision.supersedesId !== null && { supersedesId: decision.supersedesId }),
    state: decision.state,
    version: decision.version,
  };
}
