import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody of sales on a project of consulting sees it for as long as the grant runs that let them onto it; whoever is
 * there without one, as before.
 */
export class LendMembership20261208000200 implements MigrationInterface {
  name = 'LendMembership20261208000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE project_member ADD COLUMN grant_id uuid REFERENCES access_grant (id) ON DELETE SET NULL,
        -- Until when being on the project opens it; null: for as long as they are on it.
        ADD COLUMN sees_until timestamptz,
        ADD CONSTRAINT project_member_lent CHECK (grant_id IS NULL OR sees_until IS NOT NULL);
      CREATE INDEX project_member_grant ON project_member (grant_id) WHERE grant_id IS NOT NULL;

      CREATE FUNCTION membership_ends_with_its_grant() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE project_member SET sees_until = NEW.revoked_at WHERE grant_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER access_grant_ends_memberships AFTER UPDATE OF revoked_at ON access_grant
        FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL)
        EXECUTE FUNCTION membership_ends_with_its_grant();
    `);
    await runner.query(
      `UPDATE authz.reading SET columns = columns || ', sees_until' WHERE relation = 'project_member'`,
    );
    await runner.query('SELECT prepare_ai_role()');
    await runner.query(`
      CREATE OR REPLACE FUNCTION authz.member_of() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        SELECT project_id FROM project_member WHERE employee_id = authz.uid()
          AND (sees_until IS NULL OR sees_until > clock_timestamp())
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION authz.member_of() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        SELECT project_id FROM project_member WHERE employee_id = authz.uid()
      $$;
      UPDATE authz.reading SET columns = replace(columns, ', sees_until', '') WHERE relation = 'project_member';
      DROP TRIGGER access_grant_ends_memberships ON access_grant;
      DROP FUNCTION membership_ends_with_its_grant;
      ALTER TABLE project_member DROP COLUMN grant_id, DROP COLUMN sees_until;
    `);
  }
}
