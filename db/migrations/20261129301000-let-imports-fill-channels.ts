import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_EMPLOYEES = `CREATE CONSTRAINT TRIGGER employee_channels AFTER INSERT OR UPDATE OF active, department_id ON employee
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW`;

/**
 * Channels follow the organisation row by row, which for thousands of people at once is a department's whole membership
 * compared thousands of times. A transaction that says so brings the channels along itself, once for each.
 */
export class LetImportsFillChannels20261129301000 implements MigrationInterface {
  name = 'LetImportsFillChannels20261129301000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER employee_channels ON employee;
      ${OF_EMPLOYEES} WHEN (coalesce(current_setting('netra.fills_channels', true), '') <> 'yes')
        EXECUTE FUNCTION note_organisation_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER employee_channels ON employee;
      ${OF_EMPLOYEES} EXECUTE FUNCTION note_organisation_change();
    `);
  }
}
