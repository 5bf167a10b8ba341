import type { Transaction } from '@capdev/persistence';
import type { Sequel } from './source.entity.js';

const sequel = {
  name: 'source-sequel',
  text: `SELECT
      (SELECT min(received_on)::text FROM source_comment WHERE source_id = $1) AS "firstComment",
      (SELECT least(
          min(step.since),
          (SELECT min(raised_on) FROM concern JOIN recommendation ON recommendation.id = recommendation_id
            WHERE source_id = $1)
        )::text
        FROM recommendation_step step JOIN recommendation ON recommendation.id = recommendation_id
        WHERE source_id = $1) AS "firstStep"`,
};

/** What has happened since the document's date. The source is locked by then, so nothing is added meanwhile. */
export async function sequelOf(tx: Transaction, sourceId: string): Promise<Sequel> {
  const [row] = await tx.query<Sequel>(sequel, [sourceId]);
  return row!;
}
