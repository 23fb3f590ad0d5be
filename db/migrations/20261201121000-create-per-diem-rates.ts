import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a day away is worth at a place from a day on, and lines of claims that come to their amount by it. */
export class CreatePerDiemRates20261201121000 implements MigrationInterface {
  name = 'CreatePerDiemRates20261201121000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE per_diem_rate (
        place text NOT NULL CHECK (place = btrim(place) AND place <> ''),
        -- Until the next one of the place begins.
        starts_on date NOT NULL,
        currency char(3) NOT NULL,
        full_minor bigint NOT NULL CHECK (full_minor > 0),
        -- In percent of the full day: what the first and the last day are worth, what a provided meal takes away.
        edge_percent integer NOT NULL CHECK (edge_percent BETWEEN 0 AND 100),
        breakfast_percent integer NOT NULL CHECK (breakfast_percent BETWEEN 0 AND 100),
        lunch_percent integer NOT NULL CHECK (lunch_percent BETWEEN 0 AND 100),
        dinner_percent integer NOT NULL CHECK (dinner_percent BETWEEN 0 AND 100),
        entered_by uuid NOT NULL REFERENCES employee (id),
        entered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (place, starts_on)
      );

      -- How a journey came to its amount, day by day; null for all other lines. It begins on spent_on.
      ALTER TABLE expense_claim_line
        ADD COLUMN per_diem_place text, ADD COLUMN per_diem_until date, ADD COLUMN per_diem_days jsonb,
        ADD CONSTRAINT expense_claim_line_per_diem CHECK (
          num_nulls(per_diem_place, per_diem_until, per_diem_days) IN (0, 3) AND per_diem_until >= spent_on
          AND (per_diem_until IS NULL OR vehicle IS NULL AND spent_minor IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE expense_claim_line DROP COLUMN per_diem_place, DROP COLUMN per_diem_until,
        DROP COLUMN per_diem_days;
      DROP TABLE per_diem_rate;
    `);
  }
}
