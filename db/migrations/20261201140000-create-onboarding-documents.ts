import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `('identity-proof', 'bank-details', 'tax-form', 'signed-contract', 'signed-policy', 'certificate', 'other')`;

/** Documents that tasks of a checklist ask for: handed in by the owner, accepted or sent back by HR. */
export class CreateOnboardingDocuments20261201140000 implements MigrationInterface {
  name = 'CreateOnboardingDocuments20261201140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What is to be handed in here. "wants_document" asks no more than where a paper is kept.
      ALTER TABLE checklist_item ADD document_kind text CHECK (document_kind IN ${KINDS}),
        ADD CONSTRAINT checklist_item_one_document CHECK (document_kind IS NULL OR NOT wants_document);
      ALTER TABLE onboarding_task ADD document_kind text CHECK (document_kind IN ${KINDS}),
        ADD CONSTRAINT onboarding_task_one_document CHECK (document_kind IS NULL OR NOT wants_document);

      CREATE TABLE onboarding_document (
        id uuid PRIMARY KEY,
        task_id uuid NOT NULL REFERENCES onboarding_task (id),
        uploaded_by uuid NOT NULL REFERENCES employee (id),
        -- Null once its content is removed: a name tells of whom it is.
        name text CHECK (length(name) BETWEEN 1 AND 200),
        media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif')),
        size integer NOT NULL CHECK (size BETWEEN 1 AND 10485760),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'accepted', 'sent-back')),
        reviewed_by uuid REFERENCES employee (id) CHECK (reviewed_by <> uploaded_by),
        reviewed_at timestamptz,
        -- Why it was sent back.
        reason text CHECK (reason <> ''),
        removed_at timestamptz,
        CHECK ((status = 'waiting') = (reviewed_at IS NULL)),
        CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)),
        CHECK ((status = 'sent-back') = (reason IS NOT NULL)),
        CHECK ((name IS NULL) = (removed_at IS NOT NULL))
      );
      CREATE INDEX onboarding_document_task ON onboarding_document (task_id, uploaded_at);
      CREATE INDEX onboarding_document_waiting ON onboarding_document (task_id) WHERE status = 'waiting';
      CREATE INDEX onboarding_document_kept ON onboarding_document (status, reviewed_at) WHERE removed_at IS NULL;
    `);
    await runner.query(`
      -- Whatever code runs: a task that asks for a document is done once one was accepted, and what was reviewed stays so.
      CREATE FUNCTION onboarding_task_has_its_document() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM onboarding_document WHERE task_id = NEW.id AND status = 'accepted') THEN
          RAISE EXCEPTION 'its document was not accepted' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER onboarding_task_has_its_document BEFORE UPDATE ON onboarding_task FOR EACH ROW
        WHEN (NEW.document_kind IS NOT NULL AND NEW.status = 'done' AND OLD.status <> 'done')
        EXECUTE FUNCTION onboarding_task_has_its_document();

      CREATE FUNCTION onboarding_document_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.status = 'waiting' AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF TG_OP <> 'UPDATE' THEN
          RAISE EXCEPTION 'documents that were reviewed are kept' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.status <> 'waiting' AND (NEW.status, NEW.reviewed_by, NEW.reviewed_at, NEW.reason)
            IS DISTINCT FROM (OLD.status, OLD.reviewed_by, OLD.reviewed_at, OLD.reason)
          OR (NEW.task_id, NEW.uploaded_by, NEW.sha256, NEW.uploaded_at)
            IS DISTINCT FROM (OLD.task_id, OLD.uploaded_by, OLD.sha256, OLD.uploaded_at) THEN
          RAISE EXCEPTION 'a document stays as it was reviewed' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER onboarding_document_keeps_its_past BEFORE UPDATE OR DELETE ON onboarding_document
        FOR EACH ROW EXECUTE FUNCTION onboarding_document_keeps_its_past();

      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER onboarding_task_has_its_document ON onboarding_task;
      DROP TABLE onboarding_document;
      DROP FUNCTION onboarding_task_has_its_document, onboarding_document_keeps_its_past;
      ALTER TABLE onboarding_task DROP COLUMN document_kind;
      ALTER TABLE checklist_item DROP COLUMN document_kind;
    `);
  }
}
