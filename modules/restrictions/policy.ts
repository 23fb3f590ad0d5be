import type { Capability } from '../../domain/restrictions/standing';

/** As JavaScript writes instants. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/**
 * SQL condition that a restriction is in force now. Rows and the time decide: one whose time has come is over though
 * nothing has run since.
 * @param restriction SQL name of the row
 */
export function inForce(restriction: string): string {
  return `${restriction}.lifted_at IS NULL AND (${restriction}.until IS NULL OR ${restriction}.until > now())`;
}

/**
 * SQL condition that nothing keeps a person from something now.
 * @param person SQL of the person's id
 */
export function isUnrestricted(capability: Capability, person: string): string {
  return `NOT EXISTS (SELECT FROM restriction barring WHERE barring.person_id = ${person}
    AND barring.${capability} AND ${inForce('barring')})`;
}

/**
 * SQL of what is in force for a person, as JSON: what a principal is read with.
 * @param person SQL of the person's id
 */
export function restrictionsOf(person: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('chat', standing.chat, 'assistant', standing.assistant,
    'reason', standing.reason, 'until', to_char(standing.until AT TIME ZONE 'UTC', '${ISO}')) ORDER BY standing.set_at, standing.id), '[]')
    FROM restriction standing WHERE standing.person_id = ${person} AND ${inForce('standing')})`;
}
