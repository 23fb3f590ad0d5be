import type { DepartmentKind, Role } from '../../domain/roles';

/** Every account's password. */
export const DEMO_PASSWORD = 'netra-demo';

/** A person of the demo company. `login` is the e-mail's local part. */
export interface DemoPerson {
  login: string;
  name: string;
  department: string;
  reportsTo: string | null;
  roles: Role[];
  /** M is for those who lead others, E for everybody else; higher is more senior. */
  grade: string;
  joinedOn: string;
}

/** The departments and the login of who heads each. */
export const DEPARTMENTS: { name: string; kind: DepartmentKind; head: string }[] = [
  { name: 'Administration', kind: 'other', head: 'admin' },
  { name: 'Human Resources', kind: 'hr', head: 'hr' },
  { name: 'Finance', kind: 'finance', head: 'finance' },
  { name: 'Sales', kind: 'sales', head: 'sales.head' },
  { name: 'Consulting', kind: 'consulting', head: 'consulting.head' },
];

/** Everybody, superiors before those who report to them. */
export const PEOPLE: DemoPerson[] = [
  {
    login: 'admin',
    name: 'Arjun Mehta',
    department: 'Administration',
    reportsTo: null,
    roles: ['admin'],
    grade: 'M4',
    joinedOn: '2019-04-01',
  },
  {
    login: 'hr',
    name: 'Kavita Iyer',
    department: 'Human Resources',
    reportsTo: 'admin',
    roles: ['hr', 'department-head', 'manager'],
    grade: 'M3',
    joinedOn: '2020-01-06',
  },
  {
    login: 'finance',
    name: 'Suresh Menon',
    department: 'Finance',
    reportsTo: 'admin',
    roles: ['finance', 'department-head'],
    grade: 'M3',
    joinedOn: '2019-07-15',
  },
  {
    login: 'sales.head',
    name: 'Neha Kapoor',
    department: 'Sales',
    reportsTo: 'admin',
    roles: ['department-head', 'manager'],
    grade: 'M3',
    joinedOn: '2020-06-01',
  },
  {
    login: 'sales.manager',
    name: 'Rohan Desai',
    department: 'Sales',
    reportsTo: 'sales.head',
    roles: ['manager'],
    grade: 'M2',
    joinedOn: '2021-03-08',
  },
  {
    login: 'sales.rep',
    name: 'Asha Pillai',
    department: 'Sales',
    reportsTo: 'sales.manager',
    roles: ['employee'],
    grade: 'E2',
    joinedOn: '2022-08-22',
  },
  {
    login: 'sales.rep2',
    name: 'Vikram Joshi',
    department: 'Sales',
    reportsTo: 'sales.manager',
    roles: ['employee'],
    grade: 'E1',
    joinedOn: '2023-11-13',
  },
  {
    login: 'consulting.head',
    name: 'Meera Krishnan',
    department: 'Consulting',
    reportsTo: 'admin',
    roles: ['department-head', 'manager'],
    grade: 'M3',
    joinedOn: '2019-10-21',
  },
  {
    login: 'consulting.manager',
    name: 'Imran Sheikh',
    department: 'Consulting',
    reportsTo: 'consulting.head',
    roles: ['manager', 'project-manager'],
    grade: 'M2',
    joinedOn: '2021-01-18',
  },
  {
    login: 'consultant',
    name: 'Divya Reddy',
    department: 'Consulting',
    reportsTo: 'consulting.manager',
    roles: ['employee'],
    grade: 'E3',
    joinedOn: '2022-02-14',
  },
  {
    login: 'consultant2',
    name: 'Karan Malhotra',
    department: 'Consulting',
    reportsTo: 'consulting.manager',
    roles: ['employee'],
    grade: 'E1',
    joinedOn: '2024-06-03',
  },
];
