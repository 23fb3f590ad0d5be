import { withoutGrants } from '../../../domain/access/grants';
import type { Principal } from '../../../domain/access/principal';
import type { Resource } from '../../../domain/access/resources';
import { scope } from '../../../domain/access/scope';
import { salesScope, salesScopes } from '../../../domain/sales/access';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { visibleEmployees } from '../../people/policy';
import { visibleProjects } from '../../projects/policy';
import { visibleCustomers, visibleDeals } from '../../sales/policy';

/** What was shown to somebody: by which door, and whose records, or which projects. */
interface Shown {
  resource: Resource;
  /** The route's pattern. */
  door: string;
  ids: string[];
}

/**
 * Writes down what somebody sees by a grant alone: one entry for each grant, about the grant, with the ids of the people
 * or projects. Who has no grant of the sort, or would see the same without it, leaves no entry. To be done before the
 * answer is sent: what cannot be written is not seen.
 */
export async function noteGrantUse(db: Database, reader: Principal, shown: Shown): Promise<void> {
  const { resource, door, ids } = shown;
  if ((reader.granted[resource] ?? []).length === 0 || ids.length === 0) return;
  const parameters: unknown[] = [reader.id, resource, [...new Set(ids)]];
  const used = await db.query<{ grantId: string; seen: string[] }>(
    `SELECT g.id AS "grantId", array_agg(r.id::text ORDER BY r.id) AS seen
     FROM access_grant g JOIN ${recordsOf(resource)} r ON r.department_id IN (SELECT departments_within(g.department_id))
     WHERE g.grantee_id = $1 AND $2 = ANY(g.resources) AND g.granted_at IS NOT NULL AND g.revoked_at IS NULL
       AND g.ends_at > clock_timestamp() AND r.id = ANY($3::uuid[])
       AND NOT ${seenAnyway(reader, resource, parameters)}
     GROUP BY g.id ORDER BY g.id`,
    parameters,
  );
  if (used.length === 0) return;
  await db.transaction((tx) => {
    const entries = used.map(({ grantId, seen }) => ({
      ...{ actorId: reader.id, action: 'access-grant.used', channel: 'app' },
      ...{ subjectType: 'access-grant', subjectId: grantId, details: { door, resource, seen } },
    }));
    recordAudit(tx, entries);
    return Promise.resolve();
  });
}

/** What a resource's ids are of; the people whose records they are, unless it has a department of its own. */
const RECORDS: Partial<Record<Resource, string>> = {
  project: 'project',
  customer: 'customer',
  deal: 'deal',
};

const recordsOf = (resource: Resource) => RECORDS[resource] ?? 'employee';

function seenAnyway(reader: Principal, resource: Resource, parameters: unknown[]): string {
  const plain = withoutGrants(reader);
  const own = scope(plain, resource);
  const inside = (alias: string, condition: string) =>
    `EXISTS (SELECT 1 FROM ${recordsOf(resource)} ${alias} WHERE ${alias}.id = r.id AND ${condition})`;
  if (resource === 'project') return inside('p', visibleProjects(own, parameters));
  if (resource === 'deal') return inside('d', visibleDeals(salesScope(plain, 'deal'), parameters));
  if (resource === 'customer') return inside('c', visibleCustomers(salesScopes(plain), parameters));
  return visibleEmployees(own, 'r.id', parameters);
}
