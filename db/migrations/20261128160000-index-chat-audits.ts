import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The auditors' log is a small part of a long trail: it is found without reading the rest. */
export class IndexChatAudits20261128160000 implements MigrationInterface {
  name = 'IndexChatAudits20261128160000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX audit_event_chat ON audit_event (id) WHERE action LIKE 'chat-audit.%'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_event_chat');
  }
}
