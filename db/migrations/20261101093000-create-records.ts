import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The records behind the first three kinds: leave with balances, expense claims, projects with go-lives. */
export class CreateRecords20261101093000 implements MigrationInterface {
  name = 'CreateRecords20261101093000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- From a record to its approval, whatever its state.
      CREATE INDEX approval_request_of_record ON approval_request (subject_id, submitted_at DESC);

      CREATE TABLE leave_type (
        code text PRIMARY KEY,
        name text NOT NULL,
        needs_balance boolean NOT NULL,
        ordinal integer NOT NULL UNIQUE
      );

      -- Units are hundredths of a day.
      CREATE TABLE leave_balance (
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        granted integer NOT NULL DEFAULT 0,
        held integer NOT NULL DEFAULT 0 CHECK (held >= 0),
        taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
        floor integer NOT NULL DEFAULT 0 CHECK (floor <= 0),
        PRIMARY KEY (employee_id, type),
        CONSTRAINT leave_balance_floor CHECK (granted - held - taken >= floor)
      );

      CREATE TABLE leave_request (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        from_on date NOT NULL,
        to_on date NOT NULL,
        from_half text NOT NULL DEFAULT 'am' CHECK (from_half IN ('am', 'pm')),
        to_half text NOT NULL DEFAULT 'pm' CHECK (to_half IN ('am', 'pm')),
        units integer NOT NULL CHECK (units > 0),
        reason text NOT NULL,
        status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
        created_at timestamptz NOT NULL DEFAULT now(),
        -- Half-day slots since 2000-01-01, two a day: morning even, afternoon odd.
        slots int4range NOT NULL GENERATED ALWAYS AS (int4range(
          (from_on - date '2000-01-01') * 2 + CASE from_half WHEN 'pm' THEN 1 ELSE 0 END,
          (to_on - date '2000-01-01') * 2 + CASE to_half WHEN 'am' THEN 1 ELSE 2 END)) STORED,
        CONSTRAINT leave_request_order CHECK (from_on <= to_on),
        CONSTRAINT leave_request_overlap EXCLUDE USING gist (employee_id WITH =, slots WITH &&)
          WHERE (status IN ('pending', 'approved'))
      );
      CREATE INDEX leave_request_employee ON leave_request (employee_id, from_on DESC);
      CREATE INDEX leave_request_dates ON leave_request (from_on, to_on) WHERE status = 'approved';

      CREATE TABLE leave_ledger (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        employee_id uuid NOT NULL REFERENCES employee (id),
        type text NOT NULL REFERENCES leave_type (code),
        entry text NOT NULL CHECK (entry IN ('grant', 'hold', 'release', 'take', 'restore', 'expire')),
        units integer NOT NULL CHECK (units > 0),
        effective_on date NOT NULL,
        source text NOT NULL,
        leave_request_id uuid REFERENCES leave_request (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        -- A second run of the same effect meets this and writes nothing.
        UNIQUE (employee_id, type, entry, source)
      );
      CREATE INDEX leave_ledger_employee ON leave_ledger (employee_id, type, effective_on);

      CREATE TABLE expense_claim (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        title text NOT NULL,
        currency char(3) NOT NULL,
        total_minor bigint NOT NULL CHECK (total_minor > 0),
        status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX expense_claim_employee ON expense_claim (employee_id, created_at DESC);

      CREATE TABLE expense_claim_line (
        claim_id uuid NOT NULL REFERENCES expense_claim (id),
        ordinal integer NOT NULL,
        spent_on date NOT NULL,
        category text NOT NULL,
        description text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        PRIMARY KEY (claim_id, ordinal)
      );

      -- What an approved claim makes payable, once.
      CREATE TABLE reimbursement (
        claim_id uuid PRIMARY KEY REFERENCES expense_claim (id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE project (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        customer text NOT NULL,
        department_id uuid NOT NULL REFERENCES department (id),
        manager_id uuid NOT NULL REFERENCES employee (id),
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('planned', 'active', 'live', 'closed')),
        starts_on date NOT NULL,
        live_on date,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE project_member (
        project_id uuid NOT NULL REFERENCES project (id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        PRIMARY KEY (project_id, employee_id)
      );

      CREATE TABLE go_live (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        project_id uuid NOT NULL REFERENCES project (id),
        requested_by uuid NOT NULL REFERENCES employee (id),
        planned_on date NOT NULL,
        notes text NOT NULL,
        status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX go_live_one_pending ON go_live (project_id) WHERE status = 'pending';

      CREATE TABLE go_live_item (
        go_live_id uuid NOT NULL REFERENCES go_live (id),
        ordinal integer NOT NULL,
        label text NOT NULL,
        done boolean NOT NULL,
        PRIMARY KEY (go_live_id, ordinal)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX approval_request_of_record;
      DROP TABLE go_live_item, go_live, project_member, project, reimbursement, expense_claim_line, expense_claim,
        leave_ledger, leave_request, leave_balance, leave_type
    `);
  }
}
