import type { TestApi } from './api';

let number = 0;

/** A project of Consulting's, managed by `consulting.manager` with `consultant` as its member. Returns its id. */
export async function startProject(api: TestApi, status = 'active'): Promise<string> {
  const { people, departments } = api.company;
  const [row] = await api.db.query<{ id: string }>(
    `INSERT INTO project (code, name, customer, department_id, manager_id, status, starts_on)
     VALUES ($1, 'Order desk', 'Vindhya Textiles', $2, $3, $4, '2026-01-12') RETURNING id`,
    [`T-${(number += 1)}`, departments.Consulting, people['consulting.manager'], status],
  );
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [row!.id, people.consultant]);
  return row!.id;
}
