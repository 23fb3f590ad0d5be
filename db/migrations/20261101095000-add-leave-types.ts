import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The four types of leave every company starts with: nobody can ask for leave without them. */
export class AddLeaveTypes20261101095000 implements MigrationInterface {
  name = 'AddLeaveTypes20261101095000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO leave_type (code, name, needs_balance, ordinal)
       SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::integer[])`,
      [
        ['casual', 'sick', 'earned', 'unpaid'],
        ['Casual leave', 'Sick leave', 'Earned leave', 'Unpaid leave'],
        [true, true, true, false],
        [1, 2, 3, 4],
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM leave_type WHERE code = ANY($1)', [
      ['casual', 'sick', 'earned', 'unpaid'],
    ]);
  }
}
