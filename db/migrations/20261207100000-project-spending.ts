import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addReadings, ofPeople, removeReadings, type Reading } from '../assistant-readings';

const READINGS: Reading[] = [
  {
    table: 'authz.spending',
    columns:
      'claim_id, employee_id, amount_minor, claim_minor, spent_on, earlier_on, earlier_alike_on, latest_on, category, status, currency',
    rows: ofPeople('expense'),
  },
];

/** What the policies of claims and their requests ask. They only read, so that a second process may help with a sum of all. */
const JUDGES = [
  ...[
    'departments_headed_by(uuid)',
    'departments_within(uuid)',
    'authz.uid()',
    'authz.holds(text[])',
  ],
  ...['authz.sees_all(text)', 'authz.headed()', 'authz.departments(text)', 'authz.people(text)'],
  'authz.asked()',
];

/**
 * What claims come to, for the assistant's sums: a row of a claim for each day and category, with whose it is and what
 * became of it, kept by triggers. Summed from the claims and their lines, two hundred thousand took up to two seconds.
 *
 * A row knows the day before it in its claim: claims of a period are the rows whose day before is not in it, and nothing has
 * to be sorted to count each claim once. It depends on its claim alone, so claims never wait for one another.
 */
export class ProjectSpending20261207100000 implements MigrationInterface {
  name = 'ProjectSpending20261207100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(TRIGGERS);
    await runner.query(`SELECT authz.fill_spending()`);
    await runner.query(GRANTED('authz.absence', 'authz.absence, authz.spending, authz.spent'));
    await addReadings(runner, READINGS);
    for (const judge of JUDGES) await runner.query(`ALTER FUNCTION ${judge} PARALLEL SAFE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const judge of JUDGES) await runner.query(`ALTER FUNCTION ${judge} PARALLEL UNSAFE`);
    await removeReadings(runner, READINGS);
    await runner.query(GRANTED('authz.absence, authz.spending, authz.spent', 'authz.absence'));
    await runner.query(`
      DROP TRIGGER spending_follows ON expense_claim;
      DROP TRIGGER spending_begins ON expense_claim_line;
      DROP TRIGGER spending_changes ON expense_claim_line;
      DROP TRIGGER spending_ends ON expense_claim_line;
      DROP FUNCTION authz.spending_follows, authz.spending_counts_anew, authz.spending_changes;
      DROP FUNCTION authz.fill_spending, authz.spend;
      DROP VIEW authz.spent;
      DROP TABLE authz.spending;
    `);
  }
}

/** Changes which copies the app may write, in the function that every `migrate` calls. */
const GRANTED = (before: string, after: string) => `
  DO $do$ BEGIN
    EXECUTE replace(pg_get_functiondef('prepare_ai_role()'::regprocedure),
      'authz.colleague, ${before} TO', 'authz.colleague, ${after} TO');
  END $do$`;

const TABLE = `
  CREATE TABLE authz.spending (
    claim_id uuid NOT NULL REFERENCES expense_claim (id) ON DELETE CASCADE,
    employee_id uuid NOT NULL,
    amount_minor bigint NOT NULL,
    -- Of the whole claim.
    claim_minor bigint NOT NULL,
    spent_on date NOT NULL,
    -- The day of the row before it in its claim, and of the one before it of its category; the first has none.
    earlier_on date NOT NULL,
    earlier_alike_on date NOT NULL,
    -- Of the whole claim.
    latest_on date NOT NULL,
    category text NOT NULL,
    status text NOT NULL,
    currency text NOT NULL,
    PRIMARY KEY (claim_id, spent_on, category)
  );
  CREATE INDEX spending_of_person ON authz.spending (employee_id, spent_on);
  CREATE INDEX spending_newest ON authz.spending (spent_on DESC, claim_id);
  CREATE INDEX spending_largest ON authz.spending (currency, claim_minor DESC, claim_id) WHERE earlier_on = '-infinity';

  -- The same from what claims say: what is filled in, and what the copy can be compared with.
  CREATE VIEW authz.spent WITH (security_invoker = true) AS
  SELECT l.claim_id, c.employee_id, l.amount_minor,
    (sum(l.amount_minor) OVER (PARTITION BY l.claim_id))::bigint AS claim_minor, l.spent_on,
    coalesce(lag(l.spent_on) OVER (PARTITION BY l.claim_id ORDER BY l.spent_on, l.category), '-infinity') AS earlier_on,
    coalesce(lag(l.spent_on) OVER (PARTITION BY l.claim_id, l.category ORDER BY l.spent_on), '-infinity') AS earlier_alike_on,
    max(l.spent_on) OVER (PARTITION BY l.claim_id) AS latest_on, l.category, c.status, c.currency::text AS currency
  FROM (SELECT claim_id, spent_on, category, sum(amount_minor)::bigint AS amount_minor FROM expense_claim_line
    GROUP BY claim_id, spent_on, category) l
  JOIN expense_claim c ON c.id = l.claim_id;
`;

const TRIGGERS = `
  -- Claims are locked first: whoever changes one at the same time is seen, or waits and sees what is written here.
  -- Planned once for a connection: to plan for each claim anew takes longer than to write it.
  CREATE FUNCTION authz.spend(claims uuid[]) RETURNS void LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan AS $$
  BEGIN
    PERFORM FROM expense_claim WHERE id = ANY(claims) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM authz.spending WHERE claim_id = ANY(claims);
    INSERT INTO authz.spending SELECT * FROM authz.spent WHERE claim_id = ANY(claims);
  END $$;
  CREATE FUNCTION authz.fill_spending() RETURNS void LANGUAGE sql AS $$
    DELETE FROM authz.spending;
    INSERT INTO authz.spending SELECT * FROM authz.spent;
  $$;

  CREATE FUNCTION authz.spending_counts_anew() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM authz.spend(ARRAY(SELECT DISTINCT claim_id FROM concerned));
    RETURN NULL;
  END $$;
  CREATE TRIGGER spending_begins AFTER INSERT ON expense_claim_line REFERENCING NEW TABLE AS concerned
    FOR EACH STATEMENT EXECUTE FUNCTION authz.spending_counts_anew();
  CREATE TRIGGER spending_ends AFTER DELETE ON expense_claim_line REFERENCING OLD TABLE AS concerned
    FOR EACH STATEMENT EXECUTE FUNCTION authz.spending_counts_anew();

  CREATE FUNCTION authz.spending_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM authz.spend(ARRAY[OLD.claim_id, NEW.claim_id]);
    RETURN NULL;
  END $$;
  -- What was approved of a line is none of it.
  CREATE TRIGGER spending_changes AFTER UPDATE OF claim_id, spent_on, category, amount_minor ON expense_claim_line
    FOR EACH ROW EXECUTE FUNCTION authz.spending_changes();

  CREATE FUNCTION authz.spending_follows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE authz.spending SET employee_id = NEW.employee_id, status = NEW.status, currency = NEW.currency
    WHERE claim_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER spending_follows AFTER UPDATE OF employee_id, status, currency ON expense_claim FOR EACH ROW
    WHEN ((OLD.employee_id, OLD.status, OLD.currency) IS DISTINCT FROM (NEW.employee_id, NEW.status, NEW.currency))
    EXECUTE FUNCTION authz.spending_follows();
`;
