import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chart of a small company, which finance may rename and add to, and a fiscal year that begins in April. */
export class AddStandardChart20261202100100 implements MigrationInterface {
  name = 'AddStandardChart20261202100100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO finance_setting (fiscal_year_starts) VALUES (4);

      INSERT INTO account (code, name, kind, currency, control) VALUES
        ('1000', 'Assets', 'asset', 'INR', NULL),
        ('1100', 'Bank', 'asset', 'INR', NULL),
        ('1110', 'Cash in hand', 'asset', 'INR', NULL),
        ('1200', 'Trade receivables', 'asset', 'INR', 'receivable'),
        ('1300', 'Advances to employees', 'asset', 'INR', 'advances'),
        ('1400', 'Input tax', 'asset', 'INR', NULL),
        ('1500', 'Equipment', 'asset', 'INR', NULL),
        ('2000', 'Liabilities', 'liability', 'INR', NULL),
        ('2100', 'Trade payables', 'liability', 'INR', 'payable'),
        ('2200', 'Payable to employees', 'liability', 'INR', 'reimbursements'),
        ('2300', 'Output tax', 'liability', 'INR', NULL),
        ('2400', 'Loans', 'liability', 'INR', NULL),
        ('3000', 'Equity', 'equity', 'INR', NULL),
        ('3100', 'Share capital', 'equity', 'INR', NULL),
        ('3200', 'Retained earnings', 'equity', 'INR', NULL),
        ('4000', 'Income', 'income', 'INR', NULL),
        ('4100', 'Sales', 'income', 'INR', NULL),
        ('4200', 'Services', 'income', 'INR', NULL),
        ('4900', 'Other income', 'income', 'INR', NULL),
        ('5000', 'Expenses', 'expense', 'INR', NULL),
        ('5100', 'Travel', 'expense', 'INR', NULL),
        ('5110', 'Meals', 'expense', 'INR', NULL),
        ('5120', 'Lodging', 'expense', 'INR', NULL),
        ('5130', 'Supplies', 'expense', 'INR', NULL),
        ('5140', 'Training', 'expense', 'INR', NULL),
        ('5190', 'Other expenses', 'expense', 'INR', NULL),
        ('5200', 'Purchases', 'expense', 'INR', NULL),
        ('5300', 'Salaries', 'expense', 'INR', NULL),
        ('5400', 'Rent', 'expense', 'INR', NULL),
        ('5900', 'Exchange differences', 'expense', 'INR', NULL);
      UPDATE account a SET parent_id = p.id FROM account p
      WHERE p.code = left(a.code, 1) || '000' AND a.code <> p.code;

      INSERT INTO account_use (use, account_id)
      SELECT u.use, a.id FROM (VALUES
        ('bank', '1100'), ('cash', '1110'), ('advances', '1300'), ('payable', '2100'), ('reimbursements', '2200'),
        ('purchases', '5200'), ('expense:travel', '5100'), ('expense:meals', '5110'), ('expense:lodging', '5120'),
        ('expense:supplies', '5130'), ('expense:training', '5140'), ('expense:other', '5190')
      ) AS u (use, code) JOIN account a ON a.code = u.code;
    `);
  }

  /** What was filled in goes with its tables. */
  async down(): Promise<void> {}
}
