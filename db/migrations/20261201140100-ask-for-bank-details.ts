import type { MigrationInterface, QueryRunner } from 'typeorm';

const ITEM = `title = 'Hand in bank and tax details' AND owner_role = 'employee'
  AND template_id IN (SELECT id FROM checklist_template WHERE name IN ('Joining', 'Joining as a manager'))`;

/** The standard checklists have bank details handed in here, for HR alone, instead of asking where they are kept. */
export class AskForBankDetails20261201140100 implements MigrationInterface {
  name = 'AskForBankDetails20261201140100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE checklist_item SET wants_document = false, document_kind = 'bank-details' WHERE ${ITEM} AND wants_document`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE checklist_item SET wants_document = true, document_kind = NULL WHERE ${ITEM} AND document_kind = 'bank-details'`,
    );
  }
}
