import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import type {
  AccountChange,
  AccountWire,
  FiscalYear,
  NewAccount,
} from '../../../domain/wire/finance';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findAccount, readFiscalYear } from '../account-queries';

/**
 * Adds an account to the chart.
 * @throws DomainError conflict (the code is taken), invalid-input (no such parent, or one of another kind)
 */
export async function addAccount(
  deps: { db: Database },
  input: { principal: Principal; account: NewAccount },
): Promise<AccountWire> {
  const { principal, account } = input;
  const id = await deps.db.transaction(async (tx) => {
    await requireParent(tx, account);
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO account (code, name, kind, parent_id, currency) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (code) DO NOTHING RETURNING id`,
      [account.code, account.name, account.kind, account.parentId ?? null, COMPANY_CURRENCY],
    );
    if (!row) throw new DomainError('conflict', `There is an account ${account.code} already`);
    audit(tx, { principal, id: row.id, action: 'account.added' });
    return row.id;
  });
  return findAccount(deps.db, id);
}

async function requireParent(tx: Transaction, { parentId, kind }: NewAccount): Promise<void> {
  if (parentId === undefined) return;
  const [parent] = await tx.query<{ kind: string }>('SELECT kind FROM account WHERE id = $1', [
    parentId,
  ]);
  const message = parent ? 'It is of another kind' : 'There is no such account';
  if (parent?.kind !== kind) throw invalidInput([{ path: 'parentId', message }]);
}

/**
 * Renames an account, or takes it out of use or into it again; what was posted to it stays.
 * @throws DomainError not-found, invalid-input (something is posted to it by itself)
 */
export async function changeAccount(
  deps: { db: Database },
  input: { principal: Principal; id: string; change: AccountChange },
): Promise<AccountWire> {
  const { principal, id, change } = input;
  const { uses, control } = await findAccount(deps.db, id);
  if (change.active === false && (uses.length > 0 || control !== null))
    throw invalidInput([{ path: 'active', message: 'Documents are posted to this account' }]);
  await deps.db.transaction((tx) => {
    tx.send(
      'UPDATE account SET name = coalesce($2, name), active = coalesce($3, active) WHERE id = $1',
      [id, change.name ?? null, change.active ?? null],
    );
    audit(tx, { principal, id, action: 'account.changed' });
  });
  return findAccount(deps.db, id);
}

/** Sets the month a fiscal year begins with: balance sheets compute the profit of the year from it. */
export async function setFiscalYear(
  deps: { db: Database },
  input: { principal: Principal; year: FiscalYear },
): Promise<FiscalYear> {
  const { principal, year } = input;
  await deps.db.transaction((tx) => {
    tx.send(
      `INSERT INTO finance_setting (fiscal_year_starts) VALUES ($1)
       ON CONFLICT (is_only) DO UPDATE SET fiscal_year_starts = excluded.fiscal_year_starts`,
      [year.startsInMonth],
    );
    audit(tx, { principal, id: principal.id, action: 'fiscal-year.set' });
  });
  return readFiscalYear(deps.db);
}

function audit(tx: Transaction, of: { principal: Principal; id: string; action: string }): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: of.action, channel: 'app' },
      ...{ subjectType: 'finance', subjectId: of.id },
    },
  ]);
}
