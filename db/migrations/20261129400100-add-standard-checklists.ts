import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `offset` in working days from day zero. */
interface Item {
  title: string;
  help?: string;
  owner: 'hr' | 'it' | 'manager' | 'employee';
  offset: number;
  blocking?: boolean;
  document?: boolean;
}

const JOINING: Item[] = [
  {
    title: 'File the signed contract',
    help: 'Nobody starts without one.',
    ...{ owner: 'hr', offset: -5, blocking: true, document: true },
  },
  {
    title: 'Prepare the laptop and the accounts',
    help: 'Mail, calendar, and what the team works with.',
    ...{ owner: 'it', offset: -3, blocking: true },
  },
  {
    title: 'Plan the first week',
    help: 'Who shows them what, and the first piece of work.',
    ...{ owner: 'manager', offset: -2 },
  },
  {
    title: 'Read the code of conduct and the rules of data protection',
    help: 'HR answers questions. Until this is done, only leave can be asked for.',
    ...{ owner: 'employee', offset: 0, blocking: true },
  },
  {
    title: 'Take the tour of NETRA',
    help: 'It is in the menu with your name, too.',
    ...{ owner: 'employee', offset: 0 },
  },
  { title: 'Introduce them to the team', owner: 'manager', offset: 0 },
  {
    title: 'Hand in bank and tax details',
    help: 'HR needs them before the first payroll.',
    ...{ owner: 'employee', offset: 3, document: true },
  },
  { title: 'Enter them for payroll and insurance', owner: 'hr', offset: 5, blocking: true },
  { title: 'Talk about the first month', owner: 'manager', offset: 20 },
  {
    title: 'Review the probation',
    help: 'Agree with HR whether it ends, goes on, or the contract does.',
    ...{ owner: 'manager', offset: 60 },
  },
];

const LEADING: Item[] = [
  ...JOINING,
  {
    title: 'Go through what waits for your decision',
    help: 'Your inbox shows it. Name a substitute for the days you are away.',
    ...{ owner: 'employee', offset: 1 },
  },
];

const LEAVING: Item[] = [
  {
    title: 'Plan who takes over the work',
    help: 'Open work, customers, and whoever reports to them.',
    ...{ owner: 'manager', offset: -10, blocking: true },
  },
  {
    title: 'Write down what your successor must know',
    help: 'Where things are, what is promised to whom, and what is open.',
    ...{ owner: 'employee', offset: -5, blocking: true, document: true },
  },
  {
    title: 'Hand in open expense claims',
    help: 'What is handed in later is paid by hand.',
    ...{ owner: 'employee', offset: -3 },
  },
  { title: 'Take back the laptop and the badge', owner: 'it', offset: 0, blocking: true },
  {
    title: 'Hand over the accounts, then deactivate the person',
    help: 'Shared accounts get a new owner and a new password. The page of the person deactivates the account here.',
    ...{ owner: 'it', offset: 0, blocking: true },
  },
  { title: 'Settle leave and the final pay', owner: 'hr', offset: 3, blocking: true },
  {
    title: 'Issue the letter of employment',
    ...{ owner: 'hr', offset: 5, blocking: true, document: true },
  },
];

const TEMPLATES: { name: string; purpose: string; role: string; items: Item[] }[] = [
  { name: 'Joining', purpose: 'onboarding', role: 'employee', items: JOINING },
  { name: 'Joining as a manager', purpose: 'onboarding', role: 'manager', items: LEADING },
  { name: 'Leaving', purpose: 'offboarding', role: 'employee', items: LEAVING },
];

/** The checklists a company starts with. */
export class AddStandardChecklists20261129400100 implements MigrationInterface {
  name = 'AddStandardChecklists20261129400100';

  async up(runner: QueryRunner): Promise<void> {
    for (const { name, purpose, role, items } of TEMPLATES) {
      const rows = items
        .map((item, index) => ({ position: index + 1, help: '', ...item }))
        .map(({ owner, offset, blocking = false, document = false, ...rest }) => ({
          ...rest,
          ...{ owner_role: owner, offset_days: offset, blocking, wants_document: document },
        }));
      await runner.query(
        `WITH template AS (
           INSERT INTO checklist_template (name, purpose, for_role) VALUES ($1, $2, $3) RETURNING id
         )
         INSERT INTO checklist_item (template_id, position, title, help, owner_role, offset_days, blocking, wants_document)
         SELECT template.id, i.position, i.title, i.help, i.owner_role, i.offset_days, i.blocking, i.wants_document
         FROM template, jsonb_to_recordset($4::jsonb) AS i (position integer, title text, help text, owner_role text,
           offset_days integer, blocking boolean, wants_document boolean)`,
        [name, purpose, role, JSON.stringify(rows)],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM checklist_item; DELETE FROM checklist_template;');
  }
}
