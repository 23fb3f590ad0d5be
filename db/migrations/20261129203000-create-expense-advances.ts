import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money people got beforehand, what of it their claims have used, and reimbursements paid in batches. */
export class CreateExpenseAdvances20261129203000 implements MigrationInterface {
  name = 'CreateExpenseAdvances20261129203000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE expense_advance (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        employee_id uuid NOT NULL REFERENCES employee (id),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        paid_on date NOT NULL,
        note text NOT NULL CHECK (note <> ''),
        recorded_by uuid NOT NULL REFERENCES employee (id),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        -- Used by claims, as advance_allocation says line by line.
        settled_minor bigint NOT NULL DEFAULT 0 CHECK (settled_minor >= 0),
        returned_minor bigint NOT NULL DEFAULT 0 CHECK (returned_minor >= 0),
        CONSTRAINT expense_advance_not_own CHECK (employee_id <> recorded_by),
        CONSTRAINT expense_advance_within CHECK (settled_minor + returned_minor <= amount_minor)
      );
      CREATE INDEX expense_advance_employee ON expense_advance (employee_id, paid_on);

      -- What becomes of what a claim is owed, which itself stays as it was written. Made with it, by trigger.
      CREATE TABLE reimbursement_state (
        claim_id uuid PRIMARY KEY REFERENCES reimbursement (claim_id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        -- Used up by advances; in batches that are not paid yet; paid.
        settled_minor bigint NOT NULL DEFAULT 0 CHECK (settled_minor >= 0),
        batched_minor bigint NOT NULL DEFAULT 0 CHECK (batched_minor >= 0),
        paid_minor bigint NOT NULL DEFAULT 0 CHECK (paid_minor >= 0),
        status text NOT NULL GENERATED ALWAYS AS (CASE
          WHEN settled_minor + paid_minor = amount_minor THEN 'paid'
          WHEN settled_minor + paid_minor > 0 THEN 'partly-paid' ELSE 'due' END) STORED,
        CONSTRAINT reimbursement_not_overpaid CHECK (settled_minor + batched_minor + paid_minor <= amount_minor)
      );

      CREATE TABLE advance_allocation (
        advance_id uuid NOT NULL REFERENCES expense_advance (id),
        claim_id uuid NOT NULL REFERENCES reimbursement (claim_id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (advance_id, claim_id)
      );

      -- Where reimbursements are paid from; one row.
      CREATE TABLE company_account (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        holder text NOT NULL CHECK (holder <> ''),
        ifsc text NOT NULL,
        account_number text NOT NULL,
        set_by uuid NOT NULL REFERENCES employee (id),
        set_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE reimbursement_batch (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number integer NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
        currency char(3) NOT NULL,
        pay_on date NOT NULL,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'cancelled')),
        created_by uuid NOT NULL REFERENCES employee (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_by uuid REFERENCES employee (id),
        closed_at timestamptz,
        CONSTRAINT reimbursement_batch_closed CHECK ((status = 'open') = (closed_at IS NULL)
          AND (closed_at IS NULL) = (closed_by IS NULL))
      );

      CREATE TABLE reimbursement_batch_item (
        batch_id uuid NOT NULL REFERENCES reimbursement_batch (id),
        claim_id uuid NOT NULL REFERENCES reimbursement (claim_id),
        -- The account as it was when the batch was made: the file says the same however often it is taken.
        account_id uuid NOT NULL REFERENCES employee_bank_account (id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        PRIMARY KEY (batch_id, claim_id)
      );
      CREATE INDEX reimbursement_batch_item_claim ON reimbursement_batch_item (claim_id);
    `);
    await runner.query(`
      -- The sums that limits are set on follow from the rows behind them, whatever code runs.
      CREATE FUNCTION reimbursement_has_state() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO reimbursement_state (claim_id, amount_minor) VALUES (NEW.claim_id, NEW.amount_minor);
        RETURN NULL;
      END $$;
      CREATE TRIGGER reimbursement_has_state AFTER INSERT ON reimbursement
        FOR EACH ROW EXECUTE FUNCTION reimbursement_has_state();

      CREATE FUNCTION advance_allocation_counts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE expense_advance SET settled_minor = settled_minor + NEW.amount_minor WHERE id = NEW.advance_id;
        UPDATE reimbursement_state SET settled_minor = settled_minor + NEW.amount_minor WHERE claim_id = NEW.claim_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER advance_allocation_counts AFTER INSERT ON advance_allocation
        FOR EACH ROW EXECUTE FUNCTION advance_allocation_counts();

      CREATE FUNCTION reimbursement_batch_counts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE reimbursement_state SET batched_minor = batched_minor + NEW.amount_minor WHERE claim_id = NEW.claim_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER reimbursement_batch_counts AFTER INSERT ON reimbursement_batch_item
        FOR EACH ROW EXECUTE FUNCTION reimbursement_batch_counts();

      CREATE FUNCTION reimbursement_batch_closes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.status <> 'open' THEN
          RAISE EXCEPTION 'a batch is closed once' USING ERRCODE = 'insufficient_privilege';
        END IF;
        UPDATE reimbursement_state r SET batched_minor = r.batched_minor - i.amount_minor,
          paid_minor = r.paid_minor + CASE NEW.status WHEN 'paid' THEN i.amount_minor ELSE 0 END
        FROM reimbursement_batch_item i WHERE i.batch_id = NEW.id AND r.claim_id = i.claim_id AND NEW.status <> 'open';
        RETURN NULL;
      END $$;
      CREATE TRIGGER reimbursement_batch_closes AFTER UPDATE ON reimbursement_batch
        FOR EACH ROW EXECUTE FUNCTION reimbursement_batch_closes();

      CREATE TRIGGER advance_allocation_append_only BEFORE UPDATE OR DELETE ON advance_allocation
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER reimbursement_batch_item_append_only BEFORE UPDATE OR DELETE ON reimbursement_batch_item
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER reimbursement_has_state ON reimbursement;
      DROP TABLE reimbursement_batch_item, reimbursement_batch, company_account, advance_allocation, reimbursement_state,
        expense_advance;
      DROP FUNCTION reimbursement_has_state, advance_allocation_counts, reimbursement_batch_counts,
        reimbursement_batch_closes;
    `);
  }
}
