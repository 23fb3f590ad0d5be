import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incentive plans with their versions, who is on them, and the runs whose statements are never changed. */
export class CreateIncentives20261204130000 implements MigrationInterface {
  name = 'CreateIncentives20261204130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PLANS);
    await runner.query(RUNS);
    await runner.query(RULES);
    await runner.query(`
      INSERT INTO account (code, name, kind, currency, parent_id)
        SELECT '5310', 'Incentives', 'expense', 'INR', id FROM account WHERE code = '5000'
        ON CONFLICT (code) DO NOTHING;
      INSERT INTO account_use (use, account_id) SELECT 'incentives', id FROM account WHERE code = '5310';
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM account_use WHERE use = 'incentives';
      DELETE FROM account a WHERE code = '5310' AND NOT EXISTS (SELECT 1 FROM journal_line WHERE account_id = a.id);
      DROP TABLE incentive_adjustment, incentive_dispute, incentive_credit, incentive_statement, incentive_run,
        incentive_bonus, incentive_quota, incentive_member, incentive_tier, incentive_plan_version, incentive_plan;
      DROP FUNCTION incentive_tiers_are_whole, incentive_run_moves;
    `);
  }
}

const PLANS = `
  CREATE TABLE incentive_plan (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    department_id uuid NOT NULL REFERENCES department (id),
    period text NOT NULL CHECK (period IN ('month', 'quarter')),
    created_by uuid NOT NULL REFERENCES employee (id),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE UNIQUE INDEX incentive_plan_name_once ON incentive_plan (department_id, lower(name));

  CREATE TABLE incentive_plan_version (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    number integer NOT NULL CHECK (number > 0),
    from_on date NOT NULL,
    -- The last day; null until another version follows.
    to_on date CHECK (to_on >= from_on),
    basis text NOT NULL CHECK (basis IN ('won', 'invoiced', 'paid')),
    measure text NOT NULL CHECK (measure IN ('revenue', 'margin')),
    -- What the bands of its tiers are in: minor units, or basis points of each quota.
    scale text NOT NULL CHECK (scale IN ('amount', 'quota')),
    cap_minor bigint CHECK (cap_minor > 0),
    set_by uuid NOT NULL REFERENCES employee (id),
    set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (plan_id, number),
    CONSTRAINT incentive_plan_version_apart
      EXCLUDE USING gist (plan_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
  );

  CREATE TABLE incentive_tier (
    version_id uuid NOT NULL REFERENCES incentive_plan_version (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    band int8range NOT NULL CHECK (NOT isempty(band) AND lower(band) >= 0),
    rate_bps integer NOT NULL CHECK (rate_bps BETWEEN 0 AND 10000),
    PRIMARY KEY (version_id, ordinal),
    CONSTRAINT incentive_tier_apart EXCLUDE USING gist (version_id WITH =, band WITH &&)
  );

  CREATE TABLE incentive_member (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    from_on date NOT NULL,
    to_on date CHECK (to_on >= from_on),
    set_by uuid NOT NULL REFERENCES employee (id),
    -- A deal earns for a person by one plan.
    CONSTRAINT incentive_member_apart
      EXCLUDE USING gist (employee_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
  );
  CREATE INDEX incentive_member_plan ON incentive_member (plan_id);

  -- What a seller is to reach in a period, from a period on.
  CREATE TABLE incentive_quota (
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    from_on date NOT NULL,
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    set_by uuid NOT NULL REFERENCES employee (id),
    set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (plan_id, employee_id, from_on)
  );

  -- A fixed amount for each deal won between two days, beside the tiers.
  CREATE TABLE incentive_bonus (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    from_on date NOT NULL,
    to_on date NOT NULL CHECK (to_on >= from_on),
    -- What a deal is worth at least, in the company's currency.
    least_minor bigint NOT NULL CHECK (least_minor >= 0),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    set_by uuid NOT NULL REFERENCES employee (id)
  );
  CREATE INDEX incentive_bonus_plan ON incentive_bonus (plan_id);
`;

const RUNS = `
  CREATE TABLE incentive_run (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    from_on date NOT NULL,
    to_on date NOT NULL CHECK (to_on >= from_on),
    status text NOT NULL DEFAULT 'draft'
      CHECK (status IN ('draft', 'pending', 'approved', 'published', 'discarded')),
    -- Why it cannot be signed as it is: what is missing, and where.
    problems jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(problems) = 'array'),
    people integer NOT NULL DEFAULT 0,
    payable_minor bigint NOT NULL DEFAULT 0 CHECK (payable_minor >= 0),
    -- Of the hashes of its statements: what is signed.
    hash text NOT NULL DEFAULT '',
    drawn_by uuid NOT NULL REFERENCES employee (id),
    drawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_at timestamptz,
    -- When it was entered into the books.
    posted_at timestamptz,
    revision integer NOT NULL DEFAULT 1,
    -- How far Temporal knows of it.
    relayed_revision integer NOT NULL DEFAULT 0,
    CONSTRAINT incentive_run_published CHECK ((status = 'published') = (published_at IS NOT NULL)),
    CONSTRAINT incentive_run_sound CHECK (status IN ('draft', 'discarded') OR problems = '[]')
  );
  CREATE UNIQUE INDEX incentive_run_one_live ON incentive_run (plan_id, from_on) WHERE status <> 'discarded';
  CREATE INDEX incentive_run_to_relay ON incentive_run (drawn_at) WHERE relayed_revision < revision;

  CREATE TABLE incentive_statement (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    run_id uuid NOT NULL REFERENCES incentive_run (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    payable_minor bigint NOT NULL CHECK (payable_minor >= 0),
    carried_minor bigint NOT NULL CHECK (carried_minor <= 0),
    -- All it says, as JSON, to the letter.
    content text NOT NULL,
    hash text NOT NULL CHECK (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    UNIQUE (run_id, employee_id)
  );
  CREATE INDEX incentive_statement_employee ON incentive_statement (employee_id);

  -- What published statements have credited: each event once for a seller, whatever is run again.
  CREATE TABLE incentive_credit (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    statement_id uuid NOT NULL REFERENCES incentive_statement (id),
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    kind text NOT NULL CHECK (kind IN ('credit', 'bonus', 'adjustment')),
    -- The event of a deal, or the adjustment.
    source_id uuid NOT NULL,
    bonus_id uuid REFERENCES incentive_bonus (id),
    deal_id uuid REFERENCES deal (id),
    base_minor bigint NOT NULL,
    credit_minor bigint NOT NULL,
    CONSTRAINT incentive_credit_once UNIQUE NULLS NOT DISTINCT (employee_id, kind, source_id, bonus_id),
    CHECK ((kind = 'adjustment') = (deal_id IS NULL)),
    CHECK ((kind = 'bonus') = (bonus_id IS NOT NULL))
  );
  CREATE INDEX incentive_credit_deal ON incentive_credit (deal_id, employee_id);

  CREATE TABLE incentive_dispute (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    statement_id uuid NOT NULL REFERENCES incentive_statement (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    deal text,
    reason text NOT NULL,
    status text NOT NULL DEFAULT 'pending'
      CHECK (status IN ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled')),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE UNIQUE INDEX incentive_dispute_one_pending ON incentive_dispute (statement_id) WHERE status = 'pending';

  -- What a dispute has found missing; the next run pays it.
  CREATE TABLE incentive_adjustment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    dispute_id uuid NOT NULL UNIQUE REFERENCES incentive_dispute (id),
    plan_id uuid NOT NULL REFERENCES incentive_plan (id),
    employee_id uuid NOT NULL REFERENCES employee (id),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    made_on date NOT NULL
  );
  CREATE INDEX incentive_adjustment_plan ON incentive_adjustment (plan_id);
`;

const RULES = `
  -- Looked at when all tiers of a version are written: from 0 without a gap to no end.
  CREATE FUNCTION incentive_tiers_are_whole() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of uuid := coalesce((to_jsonb(NEW) ->> 'version_id')::uuid, (to_jsonb(NEW) ->> 'id')::uuid); whole int8multirange;
  BEGIN
    SELECT range_agg(band) INTO whole FROM incentive_tier WHERE version_id = of;
    IF whole IS DISTINCT FROM '{[0,)}'::int8multirange THEN
      RAISE EXCEPTION 'the tiers of a version reach from 0 to no end without a gap'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'incentive_tiers_whole';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER incentive_version_has_tiers AFTER INSERT ON incentive_plan_version
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION incentive_tiers_are_whole();
  CREATE CONSTRAINT TRIGGER incentive_tiers_whole AFTER INSERT ON incentive_tier
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION incentive_tiers_are_whole();

  -- What was published or given up stays so, and what a run has drawn up is not rewritten.
  CREATE FUNCTION incentive_run_moves() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status IN ('published', 'discarded') AND NEW.status <> OLD.status
      OR OLD.hash <> '' AND (NEW.hash, NEW.payable_minor, NEW.people, NEW.problems, NEW.plan_id, NEW.from_on)
        IS DISTINCT FROM (OLD.hash, OLD.payable_minor, OLD.people, OLD.problems, OLD.plan_id, OLD.from_on)
      OR OLD.posted_at IS NOT NULL AND NEW.posted_at IS DISTINCT FROM OLD.posted_at THEN
      RAISE EXCEPTION 'what a run has drawn up stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'incentive_run_moves';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER incentive_run_moves BEFORE UPDATE ON incentive_run
    FOR EACH ROW EXECUTE FUNCTION incentive_run_moves();

  CREATE TRIGGER incentive_tier_append_only BEFORE UPDATE OR DELETE ON incentive_tier
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER incentive_statement_append_only BEFORE UPDATE OR DELETE ON incentive_statement
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER incentive_statement_never_emptied BEFORE TRUNCATE ON incentive_statement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER incentive_credit_append_only BEFORE UPDATE OR DELETE ON incentive_credit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER incentive_credit_never_emptied BEFORE TRUNCATE ON incentive_credit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER incentive_adjustment_append_only BEFORE UPDATE OR DELETE ON incentive_adjustment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
