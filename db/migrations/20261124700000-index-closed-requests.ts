import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of a period start from what was closed in it: a month of years, which no index had. */
export class IndexClosedRequests20261124700000 implements MigrationInterface {
  name = 'IndexClosedRequests20261124700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX approval_request_closed_at ON approval_request (closed_at) WHERE closed_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX approval_request_closed_at');
  }
}
