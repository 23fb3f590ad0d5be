import { hashPassword } from '../../platform/tokens/password';
import type { Queryable } from '../../platform/database/database';

/** Everybody's password. */
export const PASSWORD = 'netra-demo';

const DEPARTMENTS = [
  { name: 'Administration', kind: 'other', head: 'admin' },
  { name: 'Human Resources', kind: 'hr', head: 'hr' },
  { name: 'Finance', kind: 'finance', head: 'finance' },
  { name: 'Sales', kind: 'sales', head: 'sales.head' },
  { name: 'Consulting', kind: 'consulting', head: 'consulting.head' },
] as const;

const PEOPLE = {
  admin: { roles: ['employee', 'admin'], department: 'Administration', manager: null },
  hr: { roles: ['employee', 'hr', 'manager'], department: 'Human Resources', manager: 'admin' },
  finance: { roles: ['employee', 'finance'], department: 'Finance', manager: 'admin' },
  'sales.head': { roles: ['employee', 'department-head'], department: 'Sales', manager: 'admin' },
  'sales.manager': { roles: ['employee', 'manager'], department: 'Sales', manager: 'sales.head' },
  'sales.rep': { roles: ['employee'], department: 'Sales', manager: 'sales.manager' },
  'sales.rep2': { roles: ['employee'], department: 'Sales', manager: 'sales.manager' },
  'consulting.head': {
    roles: ['employee', 'department-head'],
    department: 'Consulting',
    manager: 'admin',
  },
  'consulting.manager': {
    roles: ['employee', 'manager', 'project-manager'],
    department: 'Consulting',
    manager: 'consulting.head',
  },
  consultant: { roles: ['employee'], department: 'Consulting', manager: 'consulting.manager' },
  consultant2: { roles: ['employee'], department: 'Consulting', manager: 'consulting.manager' },
} as const;

/** A person of the small company. */
export type Persona = keyof typeof PEOPLE;
/** Everybody of the small company. */
export const PERSONAS = Object.keys(PEOPLE) as Persona[];

/** A persona's address. */
export const emailOf = (persona: Persona) => `${persona}@netra.example`;

/** Ids of everybody and of the departments. */
export interface Company {
  people: Record<Persona, string>;
  departments: Record<(typeof DEPARTMENTS)[number]['name'], string>;
}

/** Writes the small company: the demo's people, without its records. */
export async function foundCompany(db: Queryable): Promise<Company> {
  const hash = await hashPassword(PASSWORD);
  const departments: Record<string, string> = {};
  for (const { name, kind } of DEPARTMENTS) {
    const rows = await db.query<{ id: string }>(
      'INSERT INTO department (name, kind) VALUES ($1, $2) RETURNING id',
      [name, kind],
    );
    departments[name] = rows[0]!.id;
  }
  const people: Record<string, string> = {};
  for (const persona of PERSONAS) {
    const { roles, department, manager } = PEOPLE[persona];
    const rows = await db.query<{ id: string }>(
      `INSERT INTO employee (email, name, password_hash, department_id, manager_id, roles, joined_on)
       VALUES ($1, $2, $3, $4, $5, $6, '2024-11-01') RETURNING id`,
      [
        emailOf(persona),
        persona,
        hash,
        departments[department],
        manager === null ? null : people[manager],
        roles,
      ],
    );
    people[persona] = rows[0]!.id;
  }
  for (const { name, head } of DEPARTMENTS) {
    await db.query('UPDATE department SET head_id = $2 WHERE name = $1', [name, people[head]]);
  }
  return { people, departments };
}
