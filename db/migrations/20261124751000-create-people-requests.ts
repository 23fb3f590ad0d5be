import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUS = `status text NOT NULL DEFAULT 'pending'
          CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled'))`;

/** Overtime with its credit, travel with its advance, bank accounts, and requisitions of new colleagues. */
export class CreatePeopleRequests20261124751000 implements MigrationInterface {
  name = 'CreatePeopleRequests20261124751000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE overtime_entry (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        worked_on date NOT NULL,
        minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        compensation text NOT NULL CHECK (compensation IN ('pay', 'comp-off')),
        reason text NOT NULL,
        ${STATUS},
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX overtime_entry_one_a_day ON overtime_entry (employee_id, worked_on)
        WHERE status IN ('pending', 'approved');

      -- Time off that approved overtime has earned.
      CREATE TABLE comp_off_credit (
        entry_id uuid PRIMARY KEY REFERENCES overtime_entry (id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        minutes integer NOT NULL CHECK (minutes > 0),
        earned_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX comp_off_credit_employee ON comp_off_credit (employee_id, earned_on);

      CREATE TABLE travel_request (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        purpose text NOT NULL,
        international boolean NOT NULL,
        currency char(3) NOT NULL,
        estimate_minor bigint NOT NULL CHECK (estimate_minor > 0),
        advance_minor bigint CHECK (advance_minor > 0),
        ${STATUS},
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT travel_request_advance CHECK (advance_minor <= estimate_minor)
      );
      CREATE INDEX travel_request_employee ON travel_request (employee_id, created_at DESC);

      CREATE TABLE travel_leg (
        travel_id uuid NOT NULL REFERENCES travel_request (id),
        ordinal integer NOT NULL,
        travels_on date NOT NULL,
        from_place text NOT NULL,
        to_place text NOT NULL,
        mode text NOT NULL,
        PRIMARY KEY (travel_id, ordinal)
      );

      -- What an approved journey makes payable beforehand, once.
      CREATE TABLE travel_advance (
        travel_id uuid PRIMARY KEY REFERENCES travel_request (id),
        employee_id uuid NOT NULL REFERENCES employee (id),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- Approved accounts are the history of where somebody was paid: the one without an end is in use.
      CREATE TABLE employee_bank_account (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        holder text NOT NULL,
        bank text NOT NULL,
        ifsc text NOT NULL,
        account_number text NOT NULL,
        ${STATUS},
        effective_from timestamptz,
        effective_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT employee_bank_account_effective CHECK ((status = 'approved') = (effective_from IS NOT NULL)),
        CONSTRAINT employee_bank_account_order CHECK (effective_from <= effective_until)
      );
      CREATE UNIQUE INDEX employee_bank_account_in_use ON employee_bank_account (employee_id)
        WHERE status = 'approved' AND effective_until IS NULL;
      CREATE UNIQUE INDEX employee_bank_account_one_pending ON employee_bank_account (employee_id)
        WHERE status = 'pending';

      CREATE TABLE hiring_requisition (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        number text UNIQUE,
        department_id uuid REFERENCES department (id),
        role text NOT NULL,
        positions integer NOT NULL CHECK (positions > 0),
        band text NOT NULL,
        currency char(3) NOT NULL,
        budget_minor bigint NOT NULL CHECK (budget_minor > 0),
        start_by date NOT NULL,
        reason text NOT NULL,
        ${STATUS},
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT hiring_requisition_number CHECK ((status = 'approved') = (number IS NOT NULL))
      );
      CREATE INDEX hiring_requisition_employee ON hiring_requisition (employee_id, created_at DESC);

      -- A place that an approved requisition has opened, for one person each.
      CREATE TABLE open_position (
        requisition_id uuid NOT NULL REFERENCES hiring_requisition (id),
        ordinal integer NOT NULL CHECK (ordinal > 0),
        department_id uuid REFERENCES department (id),
        role text NOT NULL,
        band text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (requisition_id, ordinal)
      );
      CREATE INDEX open_position_department ON open_position (department_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE open_position, hiring_requisition, employee_bank_account, travel_advance, travel_leg, travel_request,
        comp_off_credit, overtime_entry
    `);
  }
}
