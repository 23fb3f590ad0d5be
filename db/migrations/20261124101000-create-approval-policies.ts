import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published policies with their drafts, groups of people who sign, and quorums of so many. */
export class CreateApprovalPolicies20261124101000 implements MigrationInterface {
  name = 'CreateApprovalPolicies20261124101000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Version 1 is the kind's own and no row.
      CREATE TABLE approval_policy (
        kind text NOT NULL,
        version integer NOT NULL CHECK (version >= 2),
        effective_from timestamptz NOT NULL,
        body jsonb NOT NULL,
        note text NOT NULL CHECK (length(note) BETWEEN 1 AND 1000),
        published_by uuid NOT NULL REFERENCES employee (id),
        published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (kind, version)
      );
      CREATE INDEX approval_policy_effective ON approval_policy (kind, effective_from DESC, version DESC);
      CREATE FUNCTION approval_policy_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'a published policy does not change'; END $$;
      CREATE TRIGGER approval_policy_immutable BEFORE UPDATE OR DELETE ON approval_policy
        FOR EACH ROW EXECUTE FUNCTION approval_policy_is_immutable();

      -- One number for each save of any draft: a draft made anew never carries the number of one that is gone.
      CREATE SEQUENCE approval_policy_draft_revision AS integer;
      CREATE TABLE approval_policy_draft (
        kind text PRIMARY KEY,
        body jsonb NOT NULL,
        revision integer NOT NULL DEFAULT nextval('approval_policy_draft_revision'),
        updated_by uuid NOT NULL REFERENCES employee (id),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE approval_group (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE UNIQUE INDEX approval_group_name ON approval_group (lower(name));
      CREATE TABLE approval_group_member (
        group_id uuid NOT NULL REFERENCES approval_group (id) ON DELETE CASCADE,
        employee_id uuid NOT NULL REFERENCES employee (id),
        PRIMARY KEY (group_id, employee_id)
      );
      CREATE INDEX approval_group_member_employee ON approval_group_member (employee_id);

      ALTER TABLE approval_step DROP CONSTRAINT approval_step_quorum_check;
      ALTER TABLE approval_step ADD CONSTRAINT approval_step_quorum_check
        CHECK (quorum ~ '^(all|any|at-least-[1-9][0-9]?)$');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE approval_step SET quorum = 'all' WHERE quorum LIKE 'at-least-%';
      ALTER TABLE approval_step DROP CONSTRAINT approval_step_quorum_check;
      ALTER TABLE approval_step ADD CONSTRAINT approval_step_quorum_check CHECK (quorum IN ('all', 'any'));
      DROP TABLE approval_group_member, approval_group, approval_policy_draft, approval_policy;
      DROP SEQUENCE approval_policy_draft_revision;
      DROP FUNCTION approval_policy_is_immutable;
    `);
  }
}
