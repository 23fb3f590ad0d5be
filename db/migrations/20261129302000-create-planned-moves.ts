import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changes about a person from a day on. Rows are closed, never changed or deleted. */
export class CreatePlannedMoves20261129302000 implements MigrationInterface {
  name = 'CreatePlannedMoves20261129302000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE planned_move (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        -- In the person's zone.
        effective_on date NOT NULL,
        -- What changes; the column of anything else is null. A null among these is "none".
        changes text[] NOT NULL CHECK (cardinality(changes) > 0
          AND changes <@ ARRAY['managerId', 'departmentId', 'locationId', 'grade']),
        manager_id uuid REFERENCES employee (id),
        department_id uuid REFERENCES department (id),
        location_id uuid REFERENCES location (id),
        grade text CHECK (length(grade) BETWEEN 1 AND 20),
        planned_by uuid NOT NULL REFERENCES employee (id),
        planned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        outcome text CHECK (outcome IN ('applied', 'cancelled', 'refused')),
        closed_at timestamptz,
        -- Who cancelled it; its day comes by itself.
        closed_by uuid REFERENCES employee (id),
        refusal text CHECK (refusal <> ''),
        CONSTRAINT planned_move_not_to_oneself CHECK (manager_id <> person_id),
        CHECK (manager_id IS NULL OR 'managerId' = ANY(changes)),
        CHECK (department_id IS NULL OR 'departmentId' = ANY(changes)),
        CHECK (location_id IS NULL OR 'locationId' = ANY(changes)),
        CHECK (grade IS NULL OR 'grade' = ANY(changes)),
        CHECK ((outcome IS NULL) = (closed_at IS NULL)),
        CHECK ((outcome = 'cancelled') = (closed_by IS NOT NULL)),
        CHECK ((outcome = 'refused') = (refusal IS NOT NULL))
      );
      CREATE UNIQUE INDEX planned_move_one_a_day ON planned_move (person_id, effective_on) WHERE outcome IS NULL;
      CREATE INDEX planned_move_due ON planned_move (effective_on) WHERE outcome IS NULL;
      CREATE INDEX planned_move_person ON planned_move (person_id, effective_on);
    `);
    await runner.query(`
      -- Whatever code runs: what was planned stays as it was planned, and what is closed stays closed.
      CREATE FUNCTION planned_move_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'UPDATE' OR OLD.outcome IS NOT NULL
          OR (to_jsonb(NEW) - ARRAY['outcome', 'closed_at', 'closed_by', 'refusal'])
            <> (to_jsonb(OLD) - ARRAY['outcome', 'closed_at', 'closed_by', 'refusal']) THEN
          RAISE EXCEPTION 'a planned move is closed, never changed' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER planned_move_keeps_its_past BEFORE UPDATE OR DELETE ON planned_move
        FOR EACH ROW EXECUTE FUNCTION planned_move_keeps_its_past();

      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE planned_move');
    await runner.query('DROP FUNCTION planned_move_keeps_its_past');
  }
}
