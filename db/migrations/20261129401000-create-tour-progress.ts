import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each person has come in each version of each tour, whatever device they took it on. */
export class CreateTourProgress20261129401000 implements MigrationInterface {
  name = 'CreateTourProgress20261129401000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tour_progress (
        person_id uuid NOT NULL REFERENCES employee (id),
        tour text NOT NULL CHECK (length(tour) BETWEEN 1 AND 40),
        version integer NOT NULL CHECK (version > 0),
        step integer NOT NULL CHECK (step >= 0),
        state text NOT NULL CHECK (state IN ('running', 'paused', 'finished', 'skipped')),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (person_id, tour, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tour_progress');
  }
}
