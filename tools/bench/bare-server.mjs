// The opponent: what somebody would write who needs these three routes and nothing else. Fastify and pg, statements with
// names, the same rows, the same bodies; no access checks, no validation, no logs, metrics or traces.
// Plain JavaScript, run by Node directly, so that no loader slows or fattens it.
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { v7 as newId } from 'uuid';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify();

const byId = {
  name: 'bare-by-id',
  text: `SELECT id, version, state, code, owning_unit, provider_ids, title, summary, description, learning_outcomes, audiences,
                entry_requirements, level, modality, topics, languages, workload_hours, assessment, credential, fee_terms,
                registration_type, coordinator_ids, links, successor_id, retirement_reason, published_at, retired_at,
                created_at, updated_at
           FROM course WHERE id = $1`,
};

server.get('/courses/:id', async (request, reply) => {
  const { rows } = await pool.query({ ...byId, values: [request.params.id] });
  if (rows.length === 0) return reply.code(404).send({ status: 404 });
  return courseIn(rows[0], request.headers['accept-language']);
});

const listColumns = `id, version, state, code, owning_unit, provider_ids, title, summary, level, modality, topics, languages,
  workload_hours, credential, fee_terms->>'kind' AS fee, updated_at`;
const firstPage = {
  name: 'bare-first-page',
  text: `SELECT ${listColumns} FROM course WHERE state = 'published' ORDER BY code LIMIT $1`,
};
const laterPage = {
  name: 'bare-later-page',
  text: `SELECT ${listColumns} FROM course WHERE state = 'published' AND code > $2 ORDER BY code LIMIT $1`,
};

server.get('/courses', async (request) => {
  const limit = Number(request.query.limit ?? 20);
  const { after } = request.query;
  const query =
    after === undefined
      ? { ...firstPage, values: [limit + 1] }
      : { ...laterPage, values: [limit + 1, codeInCursor(after)] };
  const { rows } = await pool.query(query);
  const language = request.headers['accept-language'];
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? nextPath(request.url, shown.at(-1).code) : null;
  return { items: shown.map((row) => summaryIn(row, language)), next };
});

// One statement is one transaction and one round trip. Like the service's it leaves no course whose providers are unknown.
const create = {
  name: 'bare-create',
  text: `WITH made AS (
      INSERT INTO course (id, version, announcements, state, code, owning_unit, provider_ids, title, summary, description,
        learning_outcomes, audiences, entry_requirements, level, modality, topics, languages, workload_hours, assessment,
        credential, fee_terms, registration_type, coordinator_ids, links, created_at, updated_at)
      VALUES ($1, 1, 0, 'draft', $2, $3,
        (SELECT CASE WHEN count(*) = cardinality($4::uuid[]) THEN $4::uuid[] END FROM provider WHERE id = ANY ($4)),
        $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, '{}', $20, $21, $21)
    )
    INSERT INTO history_entry (id, aggregate, aggregate_id, version, action, actor, unit, at, changes)
    VALUES ($22, 'course', $1, 1, 'drafted', 'bench', $3, $21, '{}')`,
};

server.post('/courses', async (request, reply) => {
  const input = request.body;
  const now = new Date();
  const row = {
    id: newId(),
    version: 1,
    state: 'draft',
    code: input.code,
    owning_unit: input.owningUnit,
    provider_ids: input.providerIds ?? [],
    title: input.title,
    summary: input.summary ?? null,
    description: input.description ?? null,
    learning_outcomes: input.learningOutcomes ?? [],
    audiences: input.audiences ?? [],
    entry_requirements: input.entryRequirements ?? null,
    level: input.level ?? null,
    modality: input.modality ?? null,
    topics: input.topics ?? [],
    languages: input.languages ?? [],
    workload_hours: input.workloadHours ?? null,
    assessment: {
      description: input.assessment?.description ?? null,
      passMark: input.assessment?.passMark ?? (input.modality === 'online-self-paced' ? 80 : 70),
    },
    credential: input.credential ?? null,
    fee_terms: input.feeTerms ? { kind: input.feeTerms.kind, note: input.feeTerms.note ?? null } : null,
    registration_type: input.registrationType ?? null,
    coordinator_ids: [],
    links: input.links ?? [],
    successor_id: null,
    retirement_reason: null,
    published_at: null,
    retired_at: null,
    created_at: now,
    updated_at: now,
  };
  const values = [
    row.id,
    row.code,
    row.owning_unit,
    row.provider_ids,
    json(row.title),
    json(row.summary),
    json(row.description),
    json(row.learning_outcomes),
    row.audiences,
    json(row.entry_requirements),
    row.level,
    row.modality,
    row.topics,
    row.languages,
    row.workload_hours,
    json(row.assessment),
    row.credential,
    json(row.fee_terms),
    row.registration_type,
    json(row.links),
    now,
    newId(),
  ];
  await pool.query({ ...create, values });
  return reply.code(201).send(courseIn(row, '*'));
});

function json(value) {
  return value === null ? null : JSON.stringify(value);
}

/** The text in the reader's language, else in English, else the original; everything for `*`. */
function say(text, language) {
  if (text === null || language === '*') return text;
  return text.text[language] ?? text.text.en ?? text.text[text.original];
}

function courseIn(row, language) {
  const missing = missingIn(row);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    code: row.code,
    owningUnit: row.owning_unit,
    providerIds: row.provider_ids,
    title: say(row.title, language),
    summary: say(row.summary, language),
    description: say(row.description, language),
    learningOutcomes: row.learning_outcomes.map((outcome) => say(outcome, language)),
    audiences: row.audiences,
    entryRequirements: say(row.entry_requirements, language),
    level: row.level,
    modality: row.modality,
    topics: row.topics,
    languages: row.languages,
    workloadHours: row.workload_hours,
    assessment: { description: say(row.assessment.description, language), passMark: row.assessment.passMark },
    credential: row.credential,
    feeTerms: row.fee_terms && { kind: row.fee_terms.kind, note: say(row.fee_terms.note, language) },
    registrationType: row.registration_type,
    coordinatorIds: row.coordinator_ids,
    links: row.links,
    completeness: 100 - missing.reduce((sum, [, weight]) => sum + weight, 0),
    missing: missing.map(([field]) => field),
    successorId: row.successor_id,
    retirementReason: row.retirement_reason,
    publishedAt: row.published_at?.toISOString() ?? null,
    retiredAt: row.retired_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function summaryIn(row, language) {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    code: row.code,
    owningUnit: row.owning_unit,
    providerIds: row.provider_ids,
    title: say(row.title, language),
    summary: say(row.summary, language),
    level: row.level,
    modality: row.modality,
    topics: row.topics,
    languages: row.languages,
    workloadHours: row.workload_hours,
    credential: row.credential,
    fee: row.fee,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** What each field is worth, weightiest first: field, weight, where it is in the row. */
const weights = [
  ['title', 10, (row) => row.title],
  ['description', 10, (row) => row.description],
  ['learningOutcomes', 10, (row) => row.learning_outcomes],
  ['summary', 5, (row) => row.summary],
  ['audiences', 5, (row) => row.audiences],
  ['entryRequirements', 5, (row) => row.entry_requirements],
  ['level', 5, (row) => row.level],
  ['modality', 5, (row) => row.modality],
  ['topics', 5, (row) => row.topics],
  ['languages', 5, (row) => row.languages],
  ['workloadHours', 5, (row) => row.workload_hours],
  ['assessment.description', 5, (row) => row.assessment.description],
  ['credential', 5, (row) => row.credential],
  ['feeTerms', 5, (row) => row.fee_terms],
  ['registrationType', 5, (row) => row.registration_type],
  ['providerIds', 5, (row) => row.provider_ids],
  ['coordinatorIds', 5, (row) => row.coordinator_ids],
];

function missingIn(row) {
  return weights.filter(([, , valueIn]) => {
    const value = valueIn(row);
    return Array.isArray(value) ? value.length === 0 : value === null;
  });
}

// The cursor of the service, seal included, so that both answer with the same bytes.
const scope = JSON.stringify(['courses', {}]);

function seal(keys) {
  return createHash('sha256').update(scope).update('\n').update(keys).digest('base64url').slice(0, 16);
}

function codeInCursor(cursor) {
  const [encoded = '', given] = cursor.split('.');
  const keys = Buffer.from(encoded, 'base64url').toString('utf8');
  if (given !== seal(keys)) throw Object.assign(new Error('cursor'), { statusCode: 400 });
  return JSON.parse(keys)[0];
}

function nextPath(url, code) {
  const keys = JSON.stringify([code]);
  const next = new URL(url, 'http://here');
  next.searchParams.set('after', `${Buffer.from(keys).toString('base64url')}.${seal(keys)}`);
  return `${next.pathname}${next.search}`;
}

await server.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.on('SIGTERM', () => process.exit(0));
