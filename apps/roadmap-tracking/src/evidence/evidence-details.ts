import type { Fault } from '@capdev/service-kit/problems';
import type { EvidenceDetails } from './evidence.entity.js';
import { EvidenceMalformed } from './evidence.errors.js';
import type { ProposableKind } from './evidence-kinds.js';

const parts = ['url', 'symbol', 'sha256', 'decisionId'] as const;
type Part = (typeof parts)[number];

/** Which parts a kind has, and which of them it needs. */
const shapes: Readonly<Record<ProposableKind, { readonly needs: readonly Part[]; readonly may: readonly Part[] }>> = {
  link: { needs: ['url'], may: ['url'] },
  document: { needs: ['sha256'], may: ['sha256', 'url', 'symbol'] },
  decision: { needs: ['decisionId'], may: ['decisionId'] },
};

/** What somebody proposes. */
export type ProposedEvidence = { readonly kind: ProposableKind; readonly title: string } & {
  readonly [Name in Part]?: string | null;
};

/**
 * What is proposed, with null for what is left out.
 *
 * @throws EvidenceMalformed when parts are missing, or of another kind
 */
export function evidenceDetailsOf(proposed: ProposedEvidence): EvidenceDetails {
  const { kind, title } = proposed;
  const given = (part: Part): boolean => (proposed[part] ?? null) !== null;
  const { needs, may } = shapes[kind];
  const faults: Fault[] = [
    ...needs
      .filter((part) => !given(part))
      .map((part) => ({ pointer: `/${part}`, detail: `A ${kind} needs ${part}.` })),
    ...parts
      .filter((part) => given(part) && !may.includes(part))
      .map((part) => ({ pointer: `/${part}`, detail: `A ${kind} has no ${part}.` })),
  ];
  if (kind === 'document' && !given('url') && !given('symbol'))
    faults.push({ pointer: '/url', detail: 'A document needs a url or a symbol by which it is found.' });
  if (faults.length > 0) throw new EvidenceMalformed(kind, faults);
  return {
    kind,
    title,
    url: proposed.url ?? null,
    symbol: proposed.symbol ?? null,
    sha256: proposed.sha256?.toLowerCase() ?? null,
    decisionId: proposed.decisionId?.toLowerCase() ?? null,
    event: null,
    ruleId: null,
  };
}
