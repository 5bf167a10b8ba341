import type { Caller } from '@capdev/access';
import { describe, expect, it } from '@jest/globals';
import { evidenceDetailsOf, type ProposedEvidence } from './evidence-details.js';
import { Evidence } from './evidence.entity.js';
import { type EvidenceAction, evidenceStateAfter, evidenceStates } from './evidence-state.js';

const now = new Date('2027-03-01T09:30:00Z');
const later = new Date('2027-03-02T09:30:00Z');
const proposer: Caller = { subject: 'editor-1', unit: 'BDT', roles: [] };
const other: Caller = { subject: 'editor-2', unit: 'BDT', roles: [] };
const link: ProposedEvidence = { kind: 'link', title: 'Page', url: 'https://example.org/' };
const propose = (): Evidence =>
  Evidence.propose(evidenceDetailsOf(link), { id: 'e1', milestoneId: 'm1', by: proposer }, now)[0];
const refusal = (code: string) => expect.objectContaining({ code });

describe('evidence', () => {
  it('is confirmed by somebody else than its proposer', () => {
    const evidence = propose();
    expect(() => evidence.confirm(proposer, later)).toThrow(refusal('evidence-own-proposal'));
    expect(evidence).toMatchObject({ state: 'proposed', version: 1 });
    expect(evidence.confirm(other, later)).toEqual({
      kind: 'confirmed',
      changes: { state: { from: 'proposed', to: 'confirmed' } },
    });
    expect(evidence).toMatchObject({ state: 'confirmed', version: 2, updatedAt: later });
  });

  it('is not confirmed by its proposer in the name of another unit either', () => {
    expect(() => propose().confirm({ ...proposer, unit: 'BR' }, later)).toThrow(refusal('evidence-own-proposal'));
  });

  it('that is rejected or withdrawn says why, and stays so', () => {
    const rejected = propose();
    expect(rejected.reject('It is of another milestone.', later)).toMatchObject({
      kind: 'rejected',
      changes: { reason: { to: 'It is of another milestone.' } },
    });
    expect(() => rejected.confirm(other, later)).toThrow(refusal('evidence-rejected'));
    const withdrawn = propose();
    withdrawn.withdraw('Named by mistake.', later);
    expect(() => withdrawn.reject('Late.', later)).toThrow(refusal('evidence-withdrawn'));
    expect(withdrawn).toMatchObject({ state: 'withdrawn', version: 2, reason: 'Named by mistake.' });
  });

  it('reaches each of its states, and only rejection and withdrawal are the end', () => {
    const actions: readonly EvidenceAction[] = ['confirm', 'reject', 'withdraw'];
    const after = (state: (typeof evidenceStates)[number]) =>
      actions.flatMap((action) => evidenceStateAfter(state, action) ?? []);
    expect(new Set(['proposed', ...evidenceStates.flatMap(after)])).toEqual(new Set(evidenceStates));
    expect(evidenceStates.filter((state) => after(state).length === 0)).toEqual(['rejected', 'withdrawn']);
  });
});

describe('what is proposed', () => {
  const sha256 = 'AB'.repeat(32);
  const document: ProposedEvidence = { kind: 'document', title: 'Minutes', symbol: 'C23/4', sha256 };

  it('has null for what was left out, and a hash in small letters', () => {
    expect(evidenceDetailsOf(document)).toEqual({
      ...{ kind: 'document', title: 'Minutes', symbol: 'C23/4', sha256: 'ab'.repeat(32) },
      ...{ url: null, decisionId: null, event: null, ruleId: null },
    });
  });

  it.each<[string, ProposedEvidence, string[]]>([
    ['a link without its address', { kind: 'link', title: 'Page' }, ['/url']],
    ['a link with a hash', { ...link, sha256 }, ['/sha256']],
    ['a document that nobody can find', { ...document, symbol: null }, ['/url']],
    [
      'a document without its hash, with a decision',
      { ...document, sha256: null, decisionId: 'd1' },
      ['/sha256', '/decisionId'],
    ],
    [
      'a decision without its identifier',
      { kind: 'decision', title: 'Decision 1', url: link.url! },
      ['/decisionId', '/url'],
    ],
  ])('is refused where it is %s', (_, proposed, pointers) => {
    const faults = pointers.map((pointer) => expect.objectContaining({ pointer }));
    expect(() => evidenceDetailsOf(proposed)).toThrow(expect.objectContaining({ code: 'evidence-malformed', faults }));
  });
});
