import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The grade of a person, which approval policies may go by. A company writes its own: "E3", "Senior". */
export class AddEmployeeGrade20261124100000 implements MigrationInterface {
  name = 'AddEmployeeGrade20261124100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE employee ADD COLUMN grade text CHECK (length(grade) BETWEEN 1 AND 20);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE employee DROP COLUMN grade');
  }
}
