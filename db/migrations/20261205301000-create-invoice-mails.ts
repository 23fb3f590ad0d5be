import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which invoice was mailed to whom, when and by whom. */
export class CreateInvoiceMails20261205301000 implements MigrationInterface {
  name = 'CreateInvoiceMails20261205301000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customer_invoice_mail (
        id uuid PRIMARY KEY,
        invoice_id uuid NOT NULL REFERENCES customer_invoice (id),
        -- The how manieth of its invoice: whoever asks for the same one twice is told so.
        ordinal integer NOT NULL CHECK (ordinal > 0),
        contact_id uuid NOT NULL REFERENCES contact (id),
        -- As they were when it was asked for.
        to_name text NOT NULL,
        to_address text NOT NULL,
        message text NOT NULL,
        -- The mail that carries it.
        message_id text NOT NULL UNIQUE,
        asked_by uuid NOT NULL REFERENCES employee (id),
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT customer_invoice_mail_once UNIQUE (invoice_id, ordinal)
      );
      CREATE TRIGGER customer_invoice_mail_append_only BEFORE UPDATE OR DELETE ON customer_invoice_mail
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      SELECT prepare_app_role();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE customer_invoice_mail');
  }
}
