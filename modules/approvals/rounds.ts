import { createHash } from 'node:crypto';

/**
 * What ends a round of signatures, as parts of a `WITH`: its open steps are skipped, its open tasks revoked, its links
 * dead. `$1` is the request's id.
 */
export const END_ROUND = `
  steps AS (
    UPDATE approval_step SET status = 'skipped', closed_at = clock_timestamp()
    WHERE request_id = $1 AND status IN ('waiting', 'open')
  ), tasks AS (
    UPDATE approval_task SET status = 'revoked', closed_at = clock_timestamp()
    WHERE request_id = $1 AND status = 'open'
  ), links AS (
    UPDATE email_link SET revoked_at = clock_timestamp()
    WHERE task_id IN (SELECT id FROM approval_task WHERE request_id = $1) AND used_at IS NULL AND revoked_at IS NULL
  )`;

/** Writes the waiting steps of the plan of `request`, a part of the same `WITH` with `id`, `round` and `plan`. */
export const INSERT_STEPS = `
  INSERT INTO approval_step (request_id, round, ordinal, stage, key, name, quorum)
  SELECT request.id, request.round, step.ordinality, (step.value->>'stage')::integer, step.value->>'key',
    step.value->>'name', step.value->>'quorum'
  FROM request, jsonb_array_elements(request.plan->'steps') WITH ORDINALITY AS step`;

/** SHA-256 of what is signed, in hex; `data` is the JSON text that is stored. */
export function contentHash(data: string): string {
  return createHash('sha256').update(data).digest('hex');
}
