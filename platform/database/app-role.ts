import type { Logger } from '../logger/logger';
import { HeardClient } from './heard-client';

const APP_ROLE = 'netra_app';
const PATIENCE_MS = 10_000;

/**
 * The address by which the API and the worker connect: every connection of it acts as `netra_app`, which may add to the
 * audit trail and read it, and no more. Where that role cannot be had, the address itself, with a warning.
 * @throws the driver's error when the database does not answer
 */
export async function asAppRole(url: string, logger: Logger): Promise<string> {
  const client = new HeardClient({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT 1 FROM pg_roles WHERE rolname = $1 AND pg_has_role(oid,
         CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)`,
      [APP_ROLE],
    );
    if (rows.length > 0) return withServerOptions(url, `-c role=${APP_ROLE}`);
  } finally {
    await client.end();
  }
  logger.warn({ role: APP_ROLE }, 'the database role cannot be used: acting as the owner');
  return url;
}

/** Adds what the server is told at each connection; what the address says already stays. */
export function withServerOptions(url: string, options: string): string {
  const address = new URL(url);
  const said = address.searchParams.get('options');
  address.searchParams.set('options', said ? `${said} ${options}` : options);
  // A plus would reach the server as a plus.
  address.search = address.search.replaceAll('+', '%20');
  return address.href;
}
