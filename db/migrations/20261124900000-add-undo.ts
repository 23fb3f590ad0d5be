import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a decision takes effect, and who took one back before that. */
export class AddUndo20261124900000 implements MigrationInterface {
  name = 'AddUndo20261124900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: at once.
      ALTER TABLE approval_decision ADD COLUMN effective_at timestamptz;

      CREATE TABLE approval_undo (
        decision_id uuid PRIMARY KEY REFERENCES approval_decision (id),
        undone_by uuid NOT NULL REFERENCES employee (id),
        channel text NOT NULL CHECK (channel IN ('app', 'email')),
        undone_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      ALTER TABLE approval_task DROP CONSTRAINT approval_task_status_check;
      ALTER TABLE approval_task ADD CONSTRAINT approval_task_status_check CHECK (status IN
        ('open', 'approved', 'rejected', 'undone', 'superseded', 'reassigned', 'escalated', 'revoked'));
    `);
    await runner.query(`
      -- Whatever code runs: only whoever decided, and only before it takes effect.
      CREATE FUNCTION approval_undo_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.id = NEW.decision_id AND d.decided_by = NEW.undone_by
            AND d.effective_at > NEW.undone_at) THEN
          RAISE EXCEPTION 'a decision is taken back by whoever made it, before it takes effect'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_undo_in_time';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER approval_undo_in_time BEFORE INSERT ON approval_undo
        FOR EACH ROW EXECUTE FUNCTION approval_undo_in_time();

      CREATE TRIGGER approval_undo_append_only BEFORE UPDATE OR DELETE ON approval_undo
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER approval_undo_never_emptied BEFORE TRUNCATE ON approval_undo
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE approval_undo;
      DROP FUNCTION approval_undo_in_time;
      UPDATE approval_task SET status = 'revoked' WHERE status = 'undone';
      ALTER TABLE approval_task DROP CONSTRAINT approval_task_status_check;
      ALTER TABLE approval_task ADD CONSTRAINT approval_task_status_check CHECK (status IN
        ('open', 'approved', 'rejected', 'superseded', 'reassigned', 'escalated', 'revoked'));
      ALTER TABLE approval_decision DROP COLUMN effective_at;
    `);
  }
}
