import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a project has to see to before it goes live, what may go wrong, and the way back. */
export class CreateReadiness20261202200000 implements MigrationInterface {
  name = 'CreateReadiness20261202200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE readiness_plan (
        project_id uuid PRIMARY KEY REFERENCES project (id),
        revision integer NOT NULL CHECK (revision > 0),
        changed_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE readiness_check (
        id uuid PRIMARY KEY,
        project_id uuid NOT NULL REFERENCES readiness_plan (project_id),
        ordinal integer NOT NULL,
        gate text NOT NULL CHECK (length(gate) BETWEEN 1 AND 60),
        label text NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
        is_mandatory boolean NOT NULL,
        owner_id uuid NOT NULL REFERENCES employee (id),
        state text NOT NULL CHECK (state IN ('open', 'done', 'not-applicable')),
        evidence text NOT NULL,
        reason text NOT NULL
      );
      CREATE INDEX readiness_check_project ON readiness_check (project_id, ordinal);

      CREATE TABLE readiness_risk (
        project_id uuid NOT NULL REFERENCES readiness_plan (project_id),
        ordinal integer NOT NULL,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        probability integer NOT NULL CHECK (probability BETWEEN 1 AND 5),
        impact integer NOT NULL CHECK (impact BETWEEN 1 AND 5),
        owner_id uuid NOT NULL REFERENCES employee (id),
        mitigation text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'closed')),
        PRIMARY KEY (project_id, ordinal)
      );

      -- A drill is of the way back as it was written: another text is another version, which nobody has tried yet.
      CREATE TABLE rollback_plan (
        project_id uuid PRIMARY KEY REFERENCES readiness_plan (project_id),
        version integer NOT NULL CHECK (version > 0),
        trigger text NOT NULL CHECK (length(trigger) BETWEEN 1 AND 500),
        steps text NOT NULL CHECK (length(steps) BETWEEN 1 AND 4000),
        minutes integer NOT NULL CHECK (minutes > 0),
        owner_id uuid NOT NULL REFERENCES employee (id)
      );

      CREATE TABLE rollback_drill (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        project_id uuid NOT NULL REFERENCES readiness_plan (project_id),
        version integer NOT NULL,
        drilled_on date NOT NULL,
        minutes integer NOT NULL CHECK (minutes > 0),
        passed boolean NOT NULL,
        notes text NOT NULL,
        recorded_by uuid NOT NULL REFERENCES employee (id),
        recorded_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX rollback_drill_project ON rollback_drill (project_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE rollback_drill, rollback_plan, readiness_risk, readiness_check, readiness_plan',
    );
  }
}
