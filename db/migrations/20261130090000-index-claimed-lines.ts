import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A claim is compared with the lines that are like its own, whoever's and however many there are. */
export class IndexClaimedLines20261130090000 implements MigrationInterface {
  name = 'IndexClaimedLines20261130090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX expense_claim_line_alike
       ON expense_claim_line (spent_on, category, (coalesce(spent_minor, amount_minor)))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX expense_claim_line_alike');
  }
}
