import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests, steps, tasks, decisions, the links that were mailed, and the outbox towards Temporal. */
export class CreateApprovals20261101091000 implements MigrationInterface {
  name = 'CreateApprovals20261101091000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approval_request (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        title text NOT NULL,
        requester_id uuid NOT NULL REFERENCES employee (id),
        department_id uuid REFERENCES department (id),
        subject_id uuid NOT NULL,
        data jsonb NOT NULL,
        content_hash text NOT NULL,
        policy_version integer NOT NULL,
        plan jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        round integer NOT NULL DEFAULT 1,
        status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
        workflow_id text NOT NULL UNIQUE,
        revision integer NOT NULL DEFAULT 1,
        submitted_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        closed_at timestamptz,
        CONSTRAINT approval_request_closed CHECK ((status = 'pending') = (closed_at IS NULL))
      );
      CREATE INDEX approval_request_requester ON approval_request (requester_id, submitted_at DESC, id DESC);
      CREATE INDEX approval_request_newest ON approval_request (submitted_at DESC, id DESC);
      CREATE INDEX approval_request_pending ON approval_request (submitted_at) WHERE status = 'pending';
      CREATE INDEX approval_request_changed ON approval_request (changed_at);
      CREATE UNIQUE INDEX approval_request_subject ON approval_request (kind, subject_id) WHERE status = 'pending';

      CREATE TABLE approval_step (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        request_id uuid NOT NULL REFERENCES approval_request (id),
        round integer NOT NULL DEFAULT 1,
        ordinal integer NOT NULL,
        stage integer NOT NULL,
        key text NOT NULL,
        name text NOT NULL,
        quorum text NOT NULL CHECK (quorum IN ('all', 'any')),
        status text NOT NULL DEFAULT 'waiting'
          CHECK (status IN ('waiting', 'open', 'approved', 'rejected', 'skipped', 'expired')),
        opened_at timestamptz,
        due_at timestamptz,
        remind_at timestamptz,
        escalate_at timestamptz,
        expires_at timestamptz,
        closed_at timestamptz,
        UNIQUE (request_id, round, key),
        UNIQUE (request_id, round, ordinal),
        CONSTRAINT approval_step_opened CHECK (status IN ('waiting', 'skipped') OR (opened_at IS NOT NULL AND expires_at IS NOT NULL))
      );

      CREATE TABLE approval_task (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        request_id uuid NOT NULL REFERENCES approval_request (id),
        step_id uuid NOT NULL REFERENCES approval_step (id),
        approver_id uuid NOT NULL REFERENCES employee (id),
        status text NOT NULL DEFAULT 'open'
          CHECK (status IN ('open', 'approved', 'rejected', 'superseded', 'reassigned', 'escalated', 'revoked')),
        reason text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_at timestamptz
      );
      -- One person is asked once at a time for one request: "nobody signs twice" starts here.
      CREATE UNIQUE INDEX approval_task_open ON approval_task (request_id, approver_id) WHERE status = 'open';
      CREATE INDEX approval_task_inbox ON approval_task (approver_id, created_at DESC) WHERE status = 'open';
      CREATE INDEX approval_task_approver ON approval_task (approver_id, request_id);
      CREATE INDEX approval_task_step ON approval_task (step_id);

      CREATE TABLE email_link (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        jti_hash bytea UNIQUE,
        request_id uuid NOT NULL REFERENCES approval_request (id),
        step_id uuid NOT NULL REFERENCES approval_step (id),
        task_id uuid NOT NULL REFERENCES approval_task (id),
        approver_id uuid NOT NULL REFERENCES employee (id),
        round integer NOT NULL,
        version integer NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('approve', 'reject')),
        key_id text NOT NULL,
        issued_at timestamptz NOT NULL DEFAULT date_trunc('second', now()),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT email_link_lifetime CHECK (expires_at <= issued_at + interval '24 hours')
      );
      CREATE INDEX email_link_task ON email_link (task_id);

      CREATE TABLE approval_decision (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        request_id uuid NOT NULL REFERENCES approval_request (id),
        step_id uuid NOT NULL REFERENCES approval_step (id),
        task_id uuid NOT NULL UNIQUE REFERENCES approval_task (id),
        decided_by uuid NOT NULL REFERENCES employee (id),
        on_behalf_of uuid REFERENCES employee (id),
        verdict text NOT NULL CHECK (verdict IN ('approve', 'reject')),
        comment text,
        channel text NOT NULL CHECK (channel IN ('app', 'email')),
        email_link_id uuid UNIQUE REFERENCES email_link (id),
        received_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT approval_decision_email_link CHECK ((channel = 'email') = (email_link_id IS NOT NULL))
      );
      CREATE INDEX approval_decision_request ON approval_decision (request_id);
      CREATE INDEX approval_decision_by ON approval_decision (decided_by, received_at DESC);

      CREATE TABLE approval_comment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        request_id uuid NOT NULL REFERENCES approval_request (id),
        author_id uuid NOT NULL REFERENCES employee (id),
        kind text NOT NULL CHECK (kind IN ('comment', 'information-request')),
        body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX approval_comment_request ON approval_comment (request_id, created_at);

      CREATE TABLE outbox_message (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text NOT NULL CHECK (topic IN ('start-approval', 'signal-approval')),
        payload jsonb NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        available_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX outbox_message_due ON outbox_message (available_at, id);
    `);
    await runner.query(`
      -- Self-approval has no door: whatever code runs, the database refuses the requester's own signature.
      CREATE FUNCTION approval_decision_refuse_requester() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM approval_request r WHERE r.id = NEW.request_id AND r.requester_id IN (NEW.decided_by, NEW.on_behalf_of)) THEN
          RAISE EXCEPTION 'the requester may not decide' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_decision_not_requester';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER approval_decision_not_requester BEFORE INSERT ON approval_decision
        FOR EACH ROW EXECUTE FUNCTION approval_decision_refuse_requester();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE outbox_message, approval_comment, approval_decision, email_link, approval_task, approval_step, approval_request;
      DROP FUNCTION approval_decision_refuse_requester;
    `);
  }
}
