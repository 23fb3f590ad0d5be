import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says of everybody who is here whether they have a password: whoever was imported has none until they signed in. */
export class FillPasswordSet20261201130100 implements MigrationInterface {
  name = 'FillPasswordSet20261201130100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE employee e SET import_id = (a.details->>'importId')::uuid, password_set_at = NULL
      FROM audit_event a WHERE a.action = 'person.added' AND a.subject_id = e.id::text AND a.details ? 'importId';
      UPDATE employee e SET password_set_at = coalesce(
        (SELECT min(a.at) FROM audit_event a WHERE a.actor_id = e.id AND a.action = 'auth.signed-in'),
        CASE WHEN e.import_id IS NULL THEN e.created_at END);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE employee SET import_id = NULL, password_set_at = clock_timestamp()');
  }
}
