import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { visibleEmployees } from '../people/policy';

/**
 * SQL condition that a person may see an onboarding: one of somebody they may see, or one in which a task is theirs.
 * Who sees few people has two short sets, from which the planner can begin; who sees many is asked about row by row.
 * @param onboarding SQL name of the row
 * @param parameters the statement's parameters so far; what the condition needs is appended
 */
export function visibleOnboarding(
  principal: Principal,
  onboarding: string,
  parameters: unknown[],
): string {
  const within = scope(principal, 'person');
  const self = parameters.push(principal.id);
  const person = (row: string) => visibleEmployees(within, `${row}.person_id`, parameters);
  if (within.everyone || within.departmentIds.length > 0)
    // A set of few, which is gathered once and looked into for each row.
    return `(${onboarding}.id IN (SELECT own.onboarding_id FROM onboarding_task own WHERE own.owner_id = $${self})
      OR ${person(onboarding)})`;
  return `${onboarding}.id IN (SELECT seen.id FROM onboarding seen WHERE ${person('seen')}
    UNION SELECT own.onboarding_id FROM onboarding_task own WHERE own.owner_id = $${self})`;
}

/**
 * SQL of who holds the role of a task now, as an id; null while nobody does. Of several people in HR or with the admin
 * role it is who holds the task already, then who started the onboarding, then the one with the fewest open tasks; never
 * the person the task is about, while somebody else is there. A manager who is away for good is followed by the next one up
 * the line, as in approvals; what is an inactive person's own to do is their manager's.
 * @param task SQL name of the task's row
 * @param onboarding SQL name of its onboarding's row
 */
export function holderOf(task: string, onboarding: string): string {
  const manager = `(WITH RECURSIVE line AS (
      SELECT about.manager_id AS id, 1 AS depth FROM employee about WHERE about.id = ${onboarding}.person_id
      UNION ALL
      SELECT above.manager_id, line.depth + 1 FROM employee above JOIN line ON above.id = line.id
    )
    SELECT boss.id FROM line JOIN employee boss ON boss.id = line.id AND boss.active ORDER BY line.depth LIMIT 1)`;
  return `CASE ${task}.owner_role
    WHEN 'employee' THEN coalesce((SELECT about.id FROM employee about WHERE about.id = ${onboarding}.person_id AND about.active), ${manager})
    WHEN 'manager' THEN ${manager}
    ELSE (SELECT holder.id FROM employee holder
      WHERE holder.active AND holder.roles @> ARRAY[CASE ${task}.owner_role WHEN 'it' THEN 'admin' ELSE 'hr' END]
      ORDER BY holder.id = ${onboarding}.person_id, holder.id IS DISTINCT FROM ${task}.owner_id,
        holder.id <> ${onboarding}.started_by,
        (SELECT count(*) FROM onboarding_task busy WHERE busy.owner_id = holder.id AND busy.status = 'open'), holder.name, holder.id
      LIMIT 1)
  END`;
}

/**
 * SQL condition that somebody keeps the documents of a person: an admin, or HR. Where the person's department, or one above
 * it, has HR people of its own, no others of HR do.
 * @param reader SQL of their employee row
 * @param personId SQL of whom the documents are about
 */
export function keepsDocumentsOf(reader: string, personId: string): string {
  return `(${reader}.active AND ('admin' = ANY(${reader}.roles) OR ('hr' = ANY(${reader}.roles)
    AND (${reader}.id IN (SELECT assigned_hr_of(${personId})) OR NOT EXISTS (SELECT assigned_hr_of(${personId}))))))`;
}
