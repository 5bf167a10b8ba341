import pg from 'pg';

// By content: identifiers and moments are different in every run.
const courses = `
  SELECT coalesce(json_agg(one ORDER BY code), '[]') AS state FROM (
    SELECT code, state, version, announcements, owning_unit, title, summary, workload_hours, languages, title_marks IS NULL AS bare,
           cardinality(provider_ids) AS providers,
           (SELECT json_agg(action ORDER BY version, id) FROM history_entry WHERE aggregate_id = course.id) AS history,
           (SELECT json_agg(json_build_array(sequence, type) ORDER BY sequence) FROM outbox_message WHERE key = course.id::text) AS told,
           (SELECT count(*) FROM course_search WHERE course_id = course.id) AS found,
           (SELECT count(*) FROM course_title_start WHERE course_id = course.id) AS starts,
           (SELECT json_agg(json_build_array(key, (SELECT count(*) FROM jsonb_object_keys(given)))) FROM course_origin
             WHERE course_id = course.id) AS origins,
           (SELECT json_agg(json_build_array(starts_on, offering.state, offering.version) ORDER BY starts_on) FROM offering
             WHERE course_id = course.id) AS runs
      FROM course) one`;
const others = `
  SELECT (SELECT json_agg(json_build_array(name, version) ORDER BY name::text) FROM provider) AS providers,
         (SELECT json_agg(json_build_array("row", key, code, outcome, published, faults) ORDER BY "row") FROM import_row) AS account,
         (SELECT json_agg(json_build_array(state, rows_total, rows_done, counts, announcements)) FROM course_import) AS imports,
         (SELECT count(*) FROM outbox_message) AS announcements, (SELECT count(*) FROM history_entry) AS history,
         (SELECT count(*) FROM offering_origin) AS runs`;

/** What a database of the catalogue holds, told so that two runs of the same import can be compared. */
export async function endStateOf(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [first, second] = [await client.query(courses), await client.query(others)];
    return { courses: first.rows[0].state, ...second.rows[0] };
  } finally {
    await client.end();
  }
}
