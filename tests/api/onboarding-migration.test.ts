import type { QueryRunner } from 'typeorm';
import { CreateOnboardingDocuments20261201140000 } from '../../db/migrations/20261201140000-create-onboarding-documents';
import { AskForBankDetails20261201140100 } from '../../db/migrations/20261201140100-ask-for-bank-details';
import { LetHrEditChecklists20261201141000 } from '../../db/migrations/20261201141000-let-hr-edit-checklists';
import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

const STEPS = [
  new CreateOnboardingDocuments20261201140000(),
  new AskForBankDetails20261201140100(),
  new LetHrEditChecklists20261201141000(),
];

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const step = (move: (runner: QueryRunner) => Promise<void>) =>
  db.transaction((tx) => move(tx as unknown as QueryRunner));
const items = (columns: string) =>
  db.query(
    `SELECT t.name, i.position, i.wants_document, ${columns} FROM checklist_item i JOIN checklist_template t ON t.id = i.template_id
     ORDER BY 1, 2`,
  );

test('checklists go back to what they were, and forward again, retired ones and special defaults among them', async () => {
  const before = await items('i.document_kind');
  expect(before).toContainEqual(
    expect.objectContaining({ name: 'Joining', document_kind: 'bank-details' }),
  );
  await db.query(
    `INSERT INTO checklist_template (name, purpose, for_role, retired_at) VALUES ('Joining', 'onboarding', 'employee', now())`,
  );
  await db.query(
    `INSERT INTO checklist_template (name, purpose, for_role, for_location_id)
     SELECT 'Here', 'onboarding', 'employee', id FROM location WHERE is_default`,
  );
  for (const migration of [...STEPS].reverse()) await step((runner) => migration.down(runner));
  const asked = (await items('i.title')) as { title: string; wants_document: boolean }[];
  expect(asked.filter(({ title }) => /bank/.test(title))).toEqual([
    expect.objectContaining({ wants_document: true }),
    expect.objectContaining({ wants_document: true }),
  ]);
  for (const migration of STEPS) await step((runner) => migration.up(runner));
  expect(await items('i.document_kind')).toEqual(before);
});
