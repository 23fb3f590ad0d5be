import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a kilometre is worth from a day on, and lines of claims that come to their amount by it. */
export class CreateMileageRates20261201120000 implements MigrationInterface {
  name = 'CreateMileageRates20261201120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mileage_rate (
        vehicle text NOT NULL CHECK (vehicle IN ('car', 'motorcycle', 'bicycle')),
        -- Until the next one of the vehicle begins.
        starts_on date NOT NULL,
        currency char(3) NOT NULL,
        -- For a kilometre; above so many kilometres of a financial year, the other one.
        rate numeric(20, 10) NOT NULL CHECK (rate > 0),
        above_km integer CHECK (above_km > 0),
        beyond_rate numeric(20, 10) CHECK (beyond_rate > 0),
        entered_by uuid NOT NULL REFERENCES employee (id),
        entered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (vehicle, starts_on),
        CONSTRAINT mileage_rate_yearly CHECK (num_nulls(above_km, beyond_rate) IN (0, 2))
      );

      -- How a drive came to its amount, in tenths of a kilometre; null for what was paid for.
      ALTER TABLE expense_claim_line
        ADD COLUMN vehicle text, ADD COLUMN distance_tenths integer, ADD COLUMN km_rate numeric(20, 10),
        ADD COLUMN beyond_tenths integer, ADD COLUMN beyond_rate numeric(20, 10),
        ADD CONSTRAINT expense_claim_line_mileage CHECK (
          num_nulls(vehicle, distance_tenths, km_rate) IN (0, 3) AND distance_tenths > 0 AND km_rate > 0
          AND (vehicle IS NULL OR spent_minor IS NULL)),
        ADD CONSTRAINT expense_claim_line_beyond CHECK (
          num_nulls(beyond_tenths, beyond_rate) IN (0, 2) AND beyond_rate > 0
          AND (beyond_tenths IS NULL OR vehicle IS NOT NULL AND beyond_tenths BETWEEN 1 AND distance_tenths));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE expense_claim_line DROP COLUMN vehicle, DROP COLUMN distance_tenths, DROP COLUMN km_rate,
        DROP COLUMN beyond_tenths, DROP COLUMN beyond_rate;
      DROP TABLE mileage_rate;
    `);
  }
}
