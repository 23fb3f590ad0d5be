import type { QueryRunner } from 'typeorm';

/** What the assistant's role may read of a table: which columns, and of which rows. */
export interface Reading {
  table: string;
  columns: string;
  /** SQL condition. */
  rows: string;
}

/** SQL of who asks: like all that stands in such brackets, evaluated once for a statement and not once for a row. */
export const ME = '(SELECT authz.uid())';

/** SQL condition that somebody sees all records of a kind. */
export const seesAll = (resource: string) => `(SELECT authz.sees_all('${resource}'))`;

/** SQL condition that a column is in what a function of the schema authz gives: gathered once, and hashed. */
export const among = (column: string, set: string) => `${column} IN (SELECT authz.${set})`;

/** SQL condition that a column is one of the departments that a function of the schema authz gives. */
export const within = (column: string, departments: string) =>
  `${column} = ANY((SELECT authz.${departments})::uuid[])`;

/** SQL condition that the records of a person are visible, of a kind. */
export const ofPeople = (resource: string, column = 'employee_id') =>
  `(${seesAll(resource)} OR ${among(column, `people('${resource}')`)})`;

/** SQL condition that what a project earns and costs is visible. */
export const accountOf = (column: string) =>
  `(${seesAll('project')} OR ${among(column, 'accounts()')})`;

/** Lets the assistant's role read more, where there is that role. */
export async function addReadings(runner: QueryRunner, readings: Reading[]): Promise<void> {
  for (const { table, columns, rows } of readings)
    await runner.query('INSERT INTO authz.reading VALUES ($1, $2, $3)', [table, columns, rows]);
  await runner.query('SELECT prepare_ai_role()');
}

/** Takes readings back. */
export async function removeReadings(runner: QueryRunner, readings: Reading[]): Promise<void> {
  for (const { table } of readings) await runner.query('SELECT authz.stop_reading($1)', [table]);
}
