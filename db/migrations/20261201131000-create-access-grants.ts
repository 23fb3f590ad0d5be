import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sight of a department's records that is lent: to whom, of what, why and until when. */
export class CreateAccessGrants20261201131000 implements MigrationInterface {
  name = 'CreateAccessGrants20261201131000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_grant (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        grantee_id uuid NOT NULL REFERENCES employee (id),
        department_id uuid NOT NULL REFERENCES department (id),
        resources text[] NOT NULL CHECK (cardinality(resources) > 0
          AND resources <@ ARRAY['person', 'leave', 'expense', 'project', 'approval']),
        reason text NOT NULL,
        -- The last day, in the zone of whoever is granted it; ends_at is the midnight after it there.
        until date NOT NULL,
        ends_at timestamptz NOT NULL,
        -- Null while it is asked for, and for good when that was refused.
        granted_at timestamptz,
        -- Who gave it, or signed last for it.
        granted_by uuid REFERENCES employee (id),
        approval_id uuid REFERENCES approval_request (id),
        revoked_at timestamptz,
        revoked_by uuid REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (granted_by IS DISTINCT FROM grantee_id),
        CHECK (granted_at IS NULL OR ends_at <= granted_at + interval '92 days')
      );
      CREATE INDEX access_grant_grantee ON access_grant (grantee_id) WHERE granted_at IS NOT NULL AND revoked_at IS NULL;
      CREATE INDEX access_grant_department ON access_grant (department_id);

      -- A department and all that is below it.
      CREATE FUNCTION departments_within(root uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
        WITH RECURSIVE inside AS (
          SELECT id FROM department WHERE id = root
          UNION
          SELECT d.id FROM department d JOIN inside i ON d.parent_id = i.id
        )
        SELECT id FROM inside
      $$;

      -- What somebody may look into by grants that run now: departments by what of theirs.
      CREATE FUNCTION access_granted_to(person uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT coalesce(jsonb_object_agg(resource, departments), '{}') FROM (
          SELECT resource, jsonb_agg(DISTINCT department) AS departments
          FROM access_grant g, unnest(g.resources) AS resource, departments_within(g.department_id) AS department
          WHERE g.grantee_id = person AND g.granted_at IS NOT NULL AND g.revoked_at IS NULL
            AND g.ends_at > clock_timestamp()
          GROUP BY resource
        ) AS granted
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION access_granted_to, departments_within;
      DROP TABLE access_grant;
    `);
  }
}
