import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody last worked on an answer: what nobody works on any more was on a node that is gone. */
export class NoteWorkOnAnswers20261207700000 implements MigrationInterface {
  name = 'NoteWorkOnAnswers20261207700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE assistant_message ADD COLUMN worked_on_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE assistant_message DROP COLUMN worked_on_at');
  }
}
