/**
 * SQL condition that somebody may review a person's probation: whoever is above them in the line, HR and admins; nobody
 * their own.
 * @param reviewer SQL of their employee row
 * @param personId SQL of whose probation it is
 */
export function reviewsProbationOf(reviewer: string, personId: string): string {
  return `(${reviewer}.active AND ${reviewer}.id <> ${personId} AND (${reviewer}.roles && ARRAY['hr', 'admin']
    OR EXISTS (SELECT FROM reporting_line l WHERE l.above = ${reviewer}.id AND l.below = ${personId})))`;
}
