import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checklists for somebody who joins or leaves, and what has become of each person's one. */
export class CreateOnboardings20261129400000 implements MigrationInterface {
  name = 'CreateOnboardings20261129400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checklist_template (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
        purpose text NOT NULL CHECK (purpose IN ('onboarding', 'offboarding')),
        -- Whose default it is; null for one that is chosen by hand only.
        for_role text CHECK (for_role IN
          ('employee', 'manager', 'project-manager', 'department-head', 'hr', 'finance', 'admin')),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (purpose, for_role)
      );

      CREATE TABLE checklist_item (
        template_id uuid NOT NULL REFERENCES checklist_template (id),
        position integer NOT NULL CHECK (position > 0),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        help text NOT NULL DEFAULT '' CHECK (length(help) <= 2000),
        owner_role text NOT NULL CHECK (owner_role IN ('hr', 'it', 'manager', 'employee')),
        -- Working days of the person's place from the first day (or the last one), before it when negative.
        offset_days integer NOT NULL CHECK (offset_days BETWEEN -60 AND 260),
        blocking boolean NOT NULL DEFAULT false,
        wants_document boolean NOT NULL DEFAULT false,
        PRIMARY KEY (template_id, position)
      );
    `);
    await runner.query(`
      CREATE TABLE onboarding (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL REFERENCES employee (id),
        template_id uuid NOT NULL REFERENCES checklist_template (id),
        purpose text NOT NULL CHECK (purpose IN ('onboarding', 'offboarding')),
        -- The joining day, or the last day of who leaves.
        day_zero date NOT NULL,
        status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'finished', 'cancelled')),
        started_by uuid NOT NULL REFERENCES employee (id),
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz,
        -- Who cancelled it and why; empty for one that ran to its end.
        ended_by uuid REFERENCES employee (id),
        end_reason text CHECK (end_reason <> ''),
        -- Counts the changes its workflow must hear of, and up to which Temporal has been told.
        revision integer NOT NULL DEFAULT 1,
        relayed_revision integer NOT NULL DEFAULT 0 CHECK (relayed_revision <= revision),
        CHECK ((status = 'running') = (ended_at IS NULL)),
        CHECK ((status = 'cancelled') = (ended_by IS NOT NULL)),
        CHECK ((ended_by IS NULL) = (end_reason IS NULL))
      );
      CREATE UNIQUE INDEX onboarding_one_running ON onboarding (person_id, purpose) WHERE status = 'running';
      CREATE INDEX onboarding_newest ON onboarding (started_at DESC, id DESC);
      CREATE INDEX onboarding_unrelayed ON onboarding (started_at) WHERE relayed_revision < revision;

      -- A copy of the template's item: a template that changes later changes no run.
      CREATE TABLE onboarding_task (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        onboarding_id uuid NOT NULL REFERENCES onboarding (id),
        position integer NOT NULL,
        title text NOT NULL,
        help text NOT NULL,
        owner_role text NOT NULL CHECK (owner_role IN ('hr', 'it', 'manager', 'employee')),
        -- Null until it opens, and while nobody holds the role.
        owner_id uuid REFERENCES employee (id),
        -- Whose it was before its owner had left the role.
        taken_over_from uuid REFERENCES employee (id),
        due_on date NOT NULL,
        blocking boolean NOT NULL,
        wants_document boolean NOT NULL,
        status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'open', 'done', 'not-applicable')),
        opened_at timestamptz,
        reminders integer NOT NULL DEFAULT 0 CHECK (reminders >= 0),
        settled_at timestamptz,
        settled_by uuid REFERENCES employee (id),
        reason text CHECK (reason <> ''),
        -- Where the document is kept.
        document text CHECK (document <> ''),
        UNIQUE (onboarding_id, position),
        CHECK ((status = 'waiting') = (opened_at IS NULL)),
        CHECK (status <> 'waiting' OR owner_id IS NULL),
        CHECK ((status IN ('done', 'not-applicable')) = (settled_at IS NOT NULL)),
        CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
        CHECK ((status = 'not-applicable') = (reason IS NOT NULL)),
        CHECK (status <> 'done' OR NOT wants_document OR document IS NOT NULL)
      );
      CREATE INDEX onboarding_task_owner ON onboarding_task (owner_id, due_on);
      CREATE INDEX onboarding_task_open ON onboarding_task (onboarding_id) WHERE status = 'open';
    `);
    await runner.query(`
      -- Whatever code runs: what was settled stays settled by whom it was, and nothing of it is deleted.
      CREATE FUNCTION onboarding_task_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'UPDATE' THEN
          RAISE EXCEPTION 'tasks are kept' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.settled_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
          RAISE EXCEPTION 'a settled task stays as it is' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NEW.settled_at IS NOT NULL AND NEW.settled_by IS DISTINCT FROM OLD.owner_id THEN
          RAISE EXCEPTION 'a task is settled by its owner' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER onboarding_task_keeps_its_past BEFORE UPDATE OR DELETE ON onboarding_task
        FOR EACH ROW EXECUTE FUNCTION onboarding_task_keeps_its_past();
      CREATE TRIGGER onboarding_task_never_emptied BEFORE TRUNCATE ON onboarding_task
        FOR EACH STATEMENT EXECUTE FUNCTION onboarding_task_keeps_its_past();

      -- One that has ended stays ended.
      CREATE FUNCTION onboarding_keeps_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.status <> 'running' AND (NEW.status, NEW.ended_at, NEW.ended_by, NEW.end_reason)
            IS DISTINCT FROM (OLD.status, OLD.ended_at, OLD.ended_by, OLD.end_reason) THEN
          RAISE EXCEPTION 'an onboarding that has ended stays so' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER onboarding_keeps_its_end BEFORE UPDATE ON onboarding
        FOR EACH ROW EXECUTE FUNCTION onboarding_keeps_its_end();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE onboarding_task, onboarding, checklist_item, checklist_template;
      DROP FUNCTION onboarding_task_keeps_its_past, onboarding_keeps_its_end;
    `);
  }
}
