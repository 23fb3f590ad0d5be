import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Probations of people who have begun, and the reviews that end, extend or confirm them. */
export class CreateProbation20261204111000 implements MigrationInterface {
  name = 'CreateProbation20261204111000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE probation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        -- Whose workflow keeps its day.
        onboarding_id uuid NOT NULL UNIQUE REFERENCES onboarding (id),
        ends_on date NOT NULL,
        extensions integer NOT NULL DEFAULT 0 CHECK (extensions >= 0),
        status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'confirmed', 'ended')),
        -- When the manager was asked for the review of the end it has now.
        review_opened_at timestamptz,
        confirmed_on date,
        last_day date,
        settled_at timestamptz,
        CHECK ((status = 'running') = (settled_at IS NULL)),
        CHECK ((status = 'confirmed') = (confirmed_on IS NOT NULL)),
        CHECK ((status = 'ended') = (last_day IS NOT NULL))
      );
      CREATE UNIQUE INDEX probation_one_running ON probation (person_id) WHERE status = 'running';

      CREATE TABLE probation_review (
        id uuid PRIMARY KEY,
        probation_id uuid NOT NULL REFERENCES probation (id),
        outcome text NOT NULL CHECK (outcome IN ('confirm', 'extend', 'end')),
        until date,
        last_day date,
        status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
        approval_id uuid NOT NULL,
        written_by uuid NOT NULL REFERENCES employee (id),
        written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK ((outcome = 'extend') = (until IS NOT NULL)),
        CHECK ((outcome = 'end') = (last_day IS NOT NULL))
      );
      CREATE UNIQUE INDEX probation_review_one_pending ON probation_review (probation_id) WHERE status = 'pending';
    `);
    await runner.query(`
      -- What a probation has come to stays, whatever code runs.
      CREATE FUNCTION probation_keeps_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.status <> 'running' AND NEW IS DISTINCT FROM OLD THEN
          RAISE EXCEPTION 'a probation that is over stays so' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER probation_keeps_its_end BEFORE UPDATE OR DELETE ON probation
        FOR EACH ROW EXECUTE FUNCTION probation_keeps_its_end();

      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE probation_review, probation;
      DROP FUNCTION probation_keeps_its_end;
    `);
  }
}
