import { byStatement } from '../finding';

/** A closed walk up a tree, told once, from its lowest id. */
const cycle = (table: 'employee' | 'department', above: string) => `
  WITH RECURSIVE walk AS (
    SELECT id AS start, ${above} AS at, ARRAY[id] AS path, ARRAY[name] AS names FROM ${table} WHERE ${above} IS NOT NULL
    UNION ALL
    SELECT w.start, t.${above}, w.path || t.id, w.names || t.name
    FROM walk w JOIN ${table} t ON t.id = w.at WHERE NOT t.id = ANY(w.path)
  )
  SELECT start::text AS id, start::text AS subject,
    array_to_string(names || names[1], ' → ') || ' closes on itself' AS text
  FROM walk WHERE at = start AND start::text = (SELECT min(p::text) FROM unnest(path) AS p) ORDER BY names[1]`;

/** What is left of people who have left, and trees that close on themselves. */
export const peopleFindings = {
  'sessions-of-inactive': byStatement({
    title: 'Sessions of people who have left',
    subject: 'person',
    find: `SELECT s.id::text AS id, e.id::text AS subject, e.name || ' has left and is still signed in' AS text,
        jsonb_build_object('endedAt', null) AS before, jsonb_build_object('endedAt', 'now') AS after
      FROM auth_session s JOIN employee e ON e.id = s.employee_id AND NOT e.active
      WHERE s.ended_at IS NULL AND s.expires_at > now() ORDER BY e.name, s.id`,
    mend: {
      does: 'end the session',
      write: `UPDATE auth_session SET ended_at = now() WHERE id = $1::text::uuid AND ended_at IS NULL RETURNING id`,
    },
  }),
  'substitutes-of-inactive': byStatement({
    title: 'Substitutions of people who have left',
    subject: 'delegation',
    find: `SELECT d.id::text AS id, d.id::text AS subject, t.name || ' stands in for ' || f.name || ', and '
          || CASE WHEN f.active THEN t.name ELSE f.name END || ' has left' AS text,
        jsonb_build_object('revokedAt', null) AS before, jsonb_build_object('revokedAt', 'now') AS after
      FROM delegation d JOIN employee f ON f.id = d.from_id JOIN employee t ON t.id = d.to_id
      WHERE d.revoked_at IS NULL AND coalesce(d.ends_on, 'infinity') >= current_date - 1
        AND NOT (f.active AND t.active) ORDER BY d.created_at`,
    mend: {
      does: 'end the substitution',
      write: `UPDATE delegation SET revoked_at = clock_timestamp()
        WHERE id = $1::text::uuid AND revoked_at IS NULL RETURNING id`,
    },
  }),
  'hr-of-inactive': byStatement({
    title: 'HR assignments of people who have left',
    subject: 'department',
    find: `SELECT a.department_id || '/' || a.employee_id AS id, a.department_id::text AS subject,
        e.name || ' has left and is still HR of ' || d.name AS text,
        jsonb_build_object('hr', a.employee_id) AS before, jsonb_build_object('hr', null) AS after
      FROM hr_assignment a JOIN employee e ON e.id = a.employee_id AND NOT e.active
      JOIN department d ON d.id = a.department_id ORDER BY d.name, e.name`,
    mend: {
      does: 'end the assignment',
      write: `DELETE FROM hr_assignment WHERE department_id = split_part($1::text, '/', 1)::uuid
        AND employee_id = split_part($1::text, '/', 2)::uuid RETURNING employee_id`,
    },
  }),
  'led-by-inactive': byStatement({
    title: 'Led by somebody who has left',
    subject: 'person',
    find: `SELECT m.id::text AS id, m.id::text AS subject, m.name || ' has left and still leads ' || string_agg(l.what, ', '
          ORDER BY l.what) || ': choose who takes over' AS text
      FROM (
        SELECT manager_id AS leader, name AS what FROM employee WHERE active
        UNION ALL SELECT head_id, 'the department ' || name FROM department
        UNION ALL SELECT manager_id, 'the project ' || code FROM project WHERE status <> 'closed'
      ) l JOIN employee m ON m.id = l.leader AND NOT m.active GROUP BY m.id, m.name ORDER BY m.name`,
  }),
  'reporting-cycles': byStatement({
    title: 'Reporting lines that close on themselves',
    subject: 'person',
    find: cycle('employee', 'manager_id'),
  }),
  'department-cycles': byStatement({
    title: 'Departments within themselves',
    subject: 'department',
    find: cycle('department', 'parent_id'),
  }),
};
