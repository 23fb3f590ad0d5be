import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What currencies were worth day by day, and what was spent in another currency than the claim's. */
export class CreateExchangeRates20261129202000 implements MigrationInterface {
  name = 'CreateExchangeRates20261129202000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exchange_rate (
        currency char(3) NOT NULL,
        base char(3) NOT NULL,
        on_date date NOT NULL,
        -- What one unit of the currency was worth in the base.
        rate numeric(20, 10) NOT NULL CHECK (rate > 0),
        entered_by uuid NOT NULL REFERENCES employee (id),
        entered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (currency, base, on_date),
        CONSTRAINT exchange_rate_other CHECK (currency <> base)
      );
      CREATE INDEX exchange_rate_newest ON exchange_rate (on_date DESC, currency);

      -- As it was paid, with the rate as it was when it was claimed; null for what was spent in the claim's currency.
      ALTER TABLE expense_claim_line
        ADD COLUMN spent_currency char(3), ADD COLUMN spent_minor bigint, ADD COLUMN rate numeric(20, 10),
        ADD CONSTRAINT expense_claim_line_spent CHECK (num_nulls(spent_currency, spent_minor, rate) IN (0, 3)
          AND spent_minor > 0 AND rate > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE expense_claim_line DROP COLUMN spent_currency, DROP COLUMN spent_minor, DROP COLUMN rate;
      DROP TABLE exchange_rate;
    `);
  }
}
