import { randomUUID } from 'node:crypto';
import { createPasswordLinkTokens } from '../../platform/tokens/password-link';
import type { TestApi } from './api';

/** Somebody of an import: in Sales, without a password. @returns their id */
export async function addNewcomer(
  api: TestApi,
  email: string,
  importId: string = randomUUID(),
): Promise<string> {
  const [row] = await api.db.query<{ id: string }>(
    `INSERT INTO employee (email, name, password_hash, department_id, joined_on, password_set_at, import_id)
     VALUES ($1, 'Nila Rao', '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$${'A'.repeat(43)}', $2, '2026-11-02', NULL, $3)
     RETURNING id`,
    [email, api.company.departments.Sales, importId],
  );
  return row!.id;
}

/** The token in the newest mail to a person about a password, as the relay would write it. */
export async function newestToken(api: TestApi, personId: string): Promise<string> {
  const [link] = await api.db.query<{ id: string; keyId: string }>(
    `SELECT id, key_id AS "keyId" FROM password_link WHERE employee_id = $1 ORDER BY issued_at DESC LIMIT 1`,
    [personId],
  );
  return createPasswordLinkTokens(api.deps.config).tokenOf(link!)!;
}
