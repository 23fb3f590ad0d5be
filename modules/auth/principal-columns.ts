import { restrictionsOf } from '../restrictions/policy';

/** What a principal is read by, of a person `e` with the tables of {@link PRINCIPAL_TABLES}. */
export const PRINCIPAL_COLUMNS = `e.id, e.email::text AS email, e.name, e.roles, e.zone, e.language,
    d.id AS "departmentId", d.name AS "departmentName", d.kind AS "departmentKind",
    m.id AS "managerId", m.name AS "managerName",
    ARRAY(SELECT headed::text FROM departments_headed_by(e.id) AS headed) AS "headsDepartmentIds",
    access_granted_to(e.id) AS granted,
    ${restrictionsOf('e.id')} AS restrictions`;

/** What belongs to a person `e` that a principal is read from. */
export const PRINCIPAL_TABLES = `LEFT JOIN department d ON d.id = e.department_id
  LEFT JOIN employee m ON m.id = e.manager_id`;
