/**
 * The index of the service's dead-letter topic, by partition and offset there; the topic itself cannot be searched. What
 * somebody else wrote into the topic may lack any of the `original_` columns. `json` and not `jsonb`, because a header may
 * hold a NUL. `code` is that of the problem document, `attempts`
 * counts redrives, and `verdict` ends the matter.
 */
export const createDeadLetterTable = `
CREATE TABLE dead_letter (
  at_partition integer NOT NULL,
  at_offset bigint NOT NULL,
  put_aside_at timestamptz NOT NULL,
  original_topic text,
  original_partition integer,
  original_offset bigint,
  original_at timestamptz,
  event_id text,
  event_type text,
  subject text,
  code text NOT NULL,
  problem json NOT NULL,
  key bytea,
  value bytea,
  headers json NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  verdict text CONSTRAINT dead_letter_verdict CHECK (verdict IN ('redriven', 'discarded')),
  verdict_by text,
  verdict_at timestamptz,
  verdict_reason text,
  CONSTRAINT dead_letter_place PRIMARY KEY (at_partition, at_offset)
);
CREATE INDEX dead_letter_put_aside ON dead_letter (put_aside_at, at_partition, at_offset);
CREATE INDEX dead_letter_open ON dead_letter (put_aside_at, at_partition, at_offset) WHERE verdict IS NULL;
CREATE INDEX dead_letter_event ON dead_letter (event_id);
`;

/**
 * Replays that operators asked for. While `applied_at` is empty, the consumer's instances stop reading, and one of them sets
 * the group's offsets to `from_at`. From then on what the inbox noted before `requested_at` is new again in messages from
 * `from_at` on (Kafka's time).
 */
export const createReplayTable = `
CREATE TABLE inbox_replay (
  id uuid PRIMARY KEY,
  consumer text NOT NULL,
  from_at timestamptz NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason text NOT NULL,
  applied_at timestamptz
);
CREATE UNIQUE INDEX inbox_replay_pending ON inbox_replay (consumer) WHERE applied_at IS NULL;
CREATE INDEX inbox_replay_applied ON inbox_replay (consumer, requested_at);
`;

/** What operators did to the bus: who, when, to what and why. Append-only for the running role. */
export const createBusOperationTable = `
CREATE TABLE bus_operation (
  id uuid PRIMARY KEY,
  action text NOT NULL,
  subject text NOT NULL,
  actor text NOT NULL,
  unit text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason text,
  outcome json NOT NULL
);
CREATE INDEX bus_operation_subject ON bus_operation (subject);
-- What happened stays as it was written. The running role got its rights by default, and is not known here by name.
DO $$
DECLARE grantee text;
BEGIN
  FOR grantee IN
    SELECT DISTINCT quote_ident(role.rolname)
      FROM pg_class, aclexplode(relacl) AS acl JOIN pg_roles AS role ON role.oid = acl.grantee
     WHERE pg_class.oid = 'bus_operation'::regclass AND acl.grantee <> relowner
  LOOP
    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON bus_operation FROM ' || grantee;
  END LOOP;
END $$;
`;
