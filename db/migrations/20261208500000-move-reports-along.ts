import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports say from which day their periods are seen, and whether these move along. Those of before stay as they are. */
export class MoveReportsAlong20261208500000 implements MigrationInterface {
  name = 'MoveReportsAlong20261208500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assistant_report ADD COLUMN moves_along boolean NOT NULL DEFAULT false, ADD COLUMN seen_from date;
      UPDATE assistant_report r SET seen_from = (r.created_at AT TIME ZONE e.zone)::date
      FROM employee e WHERE e.id = r.person_id;
      ALTER TABLE assistant_report ALTER COLUMN seen_from SET NOT NULL, ALTER COLUMN moves_along DROP DEFAULT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE assistant_report DROP COLUMN moves_along, DROP COLUMN seen_from',
    );
  }
}
