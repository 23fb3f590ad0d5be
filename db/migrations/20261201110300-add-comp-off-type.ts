import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Time off for overtime as a type of leave, and the rule every company starts with: four hours are half a day. */
export class AddCompOffType20261201110300 implements MigrationInterface {
  name = 'AddCompOffType20261201110300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO leave_type (code, name, needs_balance, ordinal)
       VALUES ('comp-off', 'Compensatory off', true, (SELECT max(ordinal) + 1 FROM leave_type))`,
    );
    await runner.query(
      `INSERT INTO comp_off_rule (valid_from, half_day_minutes, valid_days) VALUES ('2000-01-01', 240, 90)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM leave_type WHERE code = 'comp-off'`);
    await runner.query('DELETE FROM comp_off_rule');
  }
}
