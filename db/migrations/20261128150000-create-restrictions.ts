import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may not use the chat or the assistant, why and until when. Rows are ended, never changed or deleted. */
export class CreateRestrictions20261128150000 implements MigrationInterface {
  name = 'CreateRestrictions20261128150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE restriction (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        chat boolean NOT NULL,
        assistant boolean NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        -- Null: until somebody lifts it.
        until timestamptz,
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- When it was ended in the rows: by hand, or, without a person, because its time had come. Whether it is in
        -- force is never read from this alone: one whose time has come is over though nothing has run since.
        lifted_at timestamptz,
        lifted_by uuid REFERENCES employee (id),
        lift_reason text CHECK (lift_reason <> ''),
        -- When Temporal was told of the row as it is; null while that is still to be done.
        relayed_at timestamptz,
        CHECK (chat OR assistant),
        CHECK (person_id <> set_by),
        CHECK (until > set_at),
        CHECK (lifted_at IS NOT NULL OR lifted_by IS NULL),
        CHECK ((lifted_by IS NULL) = (lift_reason IS NULL)),
        CHECK (lifted_at IS NULL OR lifted_by IS NOT NULL OR lifted_at >= until)
      );
      CREATE INDEX restriction_standing ON restriction (person_id) WHERE lifted_at IS NULL;
      CREATE INDEX restriction_history ON restriction (person_id, set_at);
      CREATE INDEX restriction_unrelayed ON restriction (set_at) WHERE relayed_at IS NULL;
    `);
    await runner.query(`
      -- Whatever code runs: what was set stays as it was set, and what is over stays over.
      CREATE FUNCTION restriction_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'UPDATE' THEN
          RAISE EXCEPTION 'restrictions are kept' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF (NEW.id, NEW.person_id, NEW.chat, NEW.assistant, NEW.reason, NEW.until, NEW.set_by, NEW.set_at)
            IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.chat, OLD.assistant, OLD.reason, OLD.until, OLD.set_by, OLD.set_at)
          OR (OLD.lifted_at IS NOT NULL AND (NEW.lifted_at, NEW.lifted_by, NEW.lift_reason)
            IS DISTINCT FROM (OLD.lifted_at, OLD.lifted_by, OLD.lift_reason)) THEN
          RAISE EXCEPTION 'a restriction is lifted, never changed' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER restriction_keeps_its_past BEFORE UPDATE OR DELETE ON restriction
        FOR EACH ROW EXECUTE FUNCTION restriction_keeps_its_past();
      CREATE TRIGGER restriction_never_emptied BEFORE TRUNCATE ON restriction
        FOR EACH STATEMENT EXECUTE FUNCTION restriction_keeps_its_past();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE restriction');
    await runner.query('DROP FUNCTION restriction_keeps_its_past');
  }
}
