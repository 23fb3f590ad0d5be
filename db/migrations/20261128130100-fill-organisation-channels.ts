import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gives every department, project and person that is there already their channel. */
export class FillOrganisationChannels20261128130100 implements MigrationInterface {
  name = 'FillOrganisationChannels20261128130100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT follow_organisation()');
  }

  async down(): Promise<void> {
    // What people have said in the channels since is theirs.
  }
}
