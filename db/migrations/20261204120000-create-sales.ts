import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers, their contacts and deals: where each stands and stood, whose it is in shares, and what came of it. */
export class CreateSales20261204120000 implements MigrationInterface {
  name = 'CreateSales20261204120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CUSTOMERS);
    await runner.query(DEALS);
    await runner.query(RULES);
    await runner.query(`
      ALTER TABLE access_grant DROP CONSTRAINT access_grant_resources_check;
      ALTER TABLE access_grant ADD CONSTRAINT access_grant_resources_check CHECK (cardinality(resources) > 0
        AND resources <@ ARRAY['person', 'leave', 'expense', 'project', 'approval', 'customer', 'deal']);
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE deal_handover, deal_credit, deal_split, deal_activity, deal_stage_change, deal_line, deal, contact, customer;
      DROP FUNCTION deal_split_is_whole, deal_stage_is_logged, deal_credit_fits;
      DELETE FROM access_grant WHERE resources <@ ARRAY['customer', 'deal'];
      UPDATE access_grant SET resources = array_remove(array_remove(resources, 'customer'), 'deal');
      ALTER TABLE access_grant DROP CONSTRAINT access_grant_resources_check;
      ALTER TABLE access_grant ADD CONSTRAINT access_grant_resources_check CHECK (cardinality(resources) > 0
        AND resources <@ ARRAY['person', 'leave', 'expense', 'project', 'approval']);
    `);
  }
}

const CUSTOMERS = `
  CREATE TABLE customer (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    industry text,
    city text,
    website text,
    tax_number text,
    notes text NOT NULL DEFAULT '',
    owner_id uuid NOT NULL REFERENCES employee (id),
    -- That of its owner when it became theirs.
    department_id uuid NOT NULL REFERENCES department (id),
    archived_at timestamptz,
    revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
    created_by uuid REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX customer_name_once ON customer (lower(name)) WHERE archived_at IS NULL;
  CREATE INDEX customer_owner ON customer (owner_id);
  CREATE INDEX customer_department ON customer (department_id);
  CREATE INDEX customer_name_parts ON customer USING gin (name gin_trgm_ops);

  CREATE TABLE contact (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    customer_id uuid NOT NULL REFERENCES customer (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    job_title text,
    email citext,
    phone text,
    archived_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, customer_id)
  );
  CREATE INDEX contact_customer ON contact (customer_id);
`;

const DEALS = `
  CREATE TABLE deal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL UNIQUE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_id uuid,
    owner_id uuid NOT NULL REFERENCES employee (id),
    -- That of its owner when it became theirs.
    department_id uuid NOT NULL REFERENCES department (id),
    stage text NOT NULL CHECK (stage IN ('lead', 'qualified', 'proposal', 'negotiation', 'won', 'lost')),
    currency char(3) NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    -- What fulfilling it is expected to cost: the margin is the rest.
    cost_minor bigint NOT NULL DEFAULT 0 CHECK (cost_minor >= 0),
    expected_on date NOT NULL,
    -- The day it was won or lost.
    closed_on date,
    close_reason text,
    close_note text NOT NULL DEFAULT '',
    revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
    created_by uuid REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT deal_contact_of_customer FOREIGN KEY (contact_id, customer_id) REFERENCES contact (id, customer_id),
    CONSTRAINT deal_closed CHECK ((stage IN ('won', 'lost')) = (closed_on IS NOT NULL)
      AND (closed_on IS NULL) = (close_reason IS NULL)),
    CONSTRAINT deal_won_for_something CHECK (stage <> 'won' OR amount_minor > 0)
  );
  CREATE INDEX deal_customer ON deal (customer_id);
  CREATE INDEX deal_owner ON deal (owner_id, stage);
  CREATE INDEX deal_department ON deal (department_id, stage);
  CREATE INDEX deal_expected ON deal (expected_on) WHERE closed_on IS NULL;
  CREATE INDEX deal_closed_on ON deal (closed_on) WHERE closed_on IS NOT NULL;
  CREATE INDEX deal_name_parts ON deal USING gin (name gin_trgm_ops);

  -- What is offered; where there are lines, the deal's amount and cost are their sums.
  CREATE TABLE deal_line (
    deal_id uuid NOT NULL REFERENCES deal (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    description text NOT NULL CHECK (length(description) BETWEEN 1 AND 300),
    -- In thousandths.
    quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
    unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
    unit_cost_minor bigint NOT NULL CHECK (unit_cost_minor >= 0),
    discount_bps integer NOT NULL CHECK (discount_bps BETWEEN 0 AND 10000),
    amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
    cost_minor bigint NOT NULL CHECK (cost_minor >= 0),
    PRIMARY KEY (deal_id, ordinal)
  );

  CREATE TABLE deal_stage_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    deal_id uuid NOT NULL REFERENCES deal (id),
    -- Null: it began there.
    from_stage text,
    to_stage text NOT NULL,
    note text NOT NULL DEFAULT '',
    changed_by uuid REFERENCES employee (id),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT deal_stage_change_moves CHECK (from_stage IS DISTINCT FROM to_stage)
  );
  CREATE INDEX deal_stage_change_deal ON deal_stage_change (deal_id, id);

  -- What was done or is to be done; without a day it is a note.
  CREATE TABLE deal_activity (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    deal_id uuid NOT NULL REFERENCES deal (id),
    kind text NOT NULL CHECK (kind IN ('note', 'call', 'meeting', 'mail', 'task')),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    due_on date,
    done_at timestamptz,
    author_id uuid NOT NULL REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT deal_activity_done CHECK (done_at IS NULL OR due_on IS NOT NULL)
  );
  CREATE INDEX deal_activity_deal ON deal_activity (deal_id, created_at);

  -- Whose deal it is, in hundredths of a percent.
  CREATE TABLE deal_split (
    deal_id uuid NOT NULL REFERENCES deal (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    bps integer NOT NULL CHECK (bps BETWEEN 1 AND 10000),
    PRIMARY KEY (deal_id, employee_id)
  );
  CREATE INDEX deal_split_employee ON deal_split (employee_id);

  -- What came of a deal. Amounts are of its currency, without tax; only what takes another one back is negative.
  CREATE TABLE deal_credit (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    deal_id uuid NOT NULL REFERENCES deal (id),
    basis text NOT NULL CHECK (basis IN ('won', 'invoiced', 'paid', 'refunded')),
    amount_minor bigint NOT NULL,
    credited_on date NOT NULL,
    -- The number of the invoice, of the payment or of the refund; of a win, which one it is.
    reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
    reverses_id uuid UNIQUE REFERENCES deal_credit (id),
    -- Null: it came with the demo company or by an import.
    recorded_by uuid REFERENCES employee (id),
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT deal_credit_once UNIQUE (deal_id, basis, reference),
    CONSTRAINT deal_credit_sign CHECK (amount_minor <> 0 AND (amount_minor < 0) = (reverses_id IS NOT NULL))
  );
  CREATE INDEX deal_credit_day ON deal_credit (credited_on, basis);

  -- That a won deal became a project, once.
  CREATE TABLE deal_handover (
    deal_id uuid PRIMARY KEY REFERENCES deal (id),
    project_id uuid NOT NULL UNIQUE REFERENCES project (id),
    currency char(3) NOT NULL,
    budget_minor bigint NOT NULL CHECK (budget_minor > 0),
    notes text NOT NULL,
    handed_by uuid REFERENCES employee (id),
    handed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
`;

const RULES = `
  -- Looked at when everything of a transaction is written: shares are exchanged, never half of them. Two who exchange
  -- them at once queue at the deal, so that the second is judged by what the first left.
  CREATE FUNCTION deal_split_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE touched uuid[]; off bigint;
  BEGIN
    touched := CASE WHEN TG_TABLE_NAME = 'deal' THEN ARRAY[(to_jsonb(NEW) ->> 'id')::uuid]
      ELSE ARRAY[(to_jsonb(OLD) ->> 'deal_id')::uuid, (to_jsonb(NEW) ->> 'deal_id')::uuid] END;
    PERFORM 1 FROM deal WHERE id = ANY(touched) ORDER BY id FOR UPDATE;
    SELECT t.bps INTO off FROM (
      SELECT (SELECT coalesce(sum(s.bps), 0) FROM deal_split s WHERE s.deal_id = d.id) AS bps
      FROM deal d WHERE d.id = ANY(touched)
    ) AS t WHERE t.bps <> 10000 LIMIT 1;
    IF off IS NOT NULL THEN
      RAISE EXCEPTION 'the shares of a deal come to 10000 basis points, not to %', off
        USING ERRCODE = 'check_violation', CONSTRAINT = 'deal_split_whole';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER deal_split_whole AFTER INSERT OR UPDATE OR DELETE ON deal_split
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION deal_split_is_whole();
  CREATE CONSTRAINT TRIGGER deal_has_splits AFTER INSERT ON deal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION deal_split_is_whole();

  -- Nobody moves a deal without saying so.
  CREATE FUNCTION deal_stage_is_logged() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE logged text; stands text;
  BEGIN
    SELECT to_stage INTO logged FROM deal_stage_change WHERE deal_id = NEW.id ORDER BY id DESC LIMIT 1;
    SELECT stage INTO stands FROM deal WHERE id = NEW.id;
    IF logged IS DISTINCT FROM stands THEN
      RAISE EXCEPTION 'the deal stands at %, its log at %', stands, logged
        USING ERRCODE = 'check_violation', CONSTRAINT = 'deal_stage_logged';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER deal_stage_logged AFTER INSERT OR UPDATE OF stage ON deal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION deal_stage_is_logged();

  -- Neither more is invoiced or paid than the deal is worth, nor more given back than was paid. Two at once queue here.
  CREATE FUNCTION deal_credit_fits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE worth bigint; won numeric; invoiced numeric; paid numeric; refunded numeric;
  BEGIN
    SELECT amount_minor INTO worth FROM deal WHERE id = NEW.deal_id FOR UPDATE;
    SELECT coalesce(sum(amount_minor) FILTER (WHERE basis = 'won'), 0),
      coalesce(sum(amount_minor) FILTER (WHERE basis = 'invoiced'), 0),
      coalesce(sum(amount_minor) FILTER (WHERE basis = 'paid'), 0),
      coalesce(sum(amount_minor) FILTER (WHERE basis = 'refunded'), 0)
    INTO won, invoiced, paid, refunded
    FROM (SELECT basis, amount_minor FROM deal_credit WHERE deal_id = NEW.deal_id
      UNION ALL SELECT NEW.basis, NEW.amount_minor) AS credits;
    IF greatest(won, invoiced, paid - refunded) > worth OR refunded > paid THEN
      RAISE EXCEPTION 'more than the deal is worth, or than was paid'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'deal_credit_fits';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER deal_credit_fits BEFORE INSERT ON deal_credit
    FOR EACH ROW EXECUTE FUNCTION deal_credit_fits();

  CREATE TRIGGER deal_stage_change_append_only BEFORE UPDATE OR DELETE ON deal_stage_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER deal_stage_change_never_emptied BEFORE TRUNCATE ON deal_stage_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER deal_credit_append_only BEFORE UPDATE OR DELETE ON deal_credit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER deal_credit_never_emptied BEFORE TRUNCATE ON deal_credit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
