import { nameResources } from '../../domain/access/grants';
import type { Resource } from '../../domain/access/resources';
import { formatDate } from '../../domain/dates/format';
import type { Database, Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { notifyPeople } from '../notifications/use-cases/notify-people';

/** How long after the end of a grant that nobody heard of its end is still news. */
const NEWS_DAYS = 7;

interface ToldGrant {
  id: string;
  granteeId: string;
  department: string;
  resources: Resource[];
  until: string;
}

const TOLD = `SELECT g.id, g.grantee_id AS "granteeId", d.name AS department, g.resources, g.until
  FROM access_grant g JOIN department d ON d.id = g.department_id`;

/** Rings the bell of who has been given a grant, or whose grant was ended by somebody else; in the caller's transaction. */
export async function tellGrantee(
  deps: { bus: Bus },
  tx: Transaction,
  news: { grantId: string; by: { id: string; name: string }; what: 'given' | 'ended' },
): Promise<void> {
  const [grant] = await tx.query<ToldGrant>(`${TOLD} WHERE g.id = $1`, [news.grantId]);
  if (!grant || grant.granteeId === news.by.id) return;
  const { department, resources, until } = grant;
  const title =
    news.what === 'given'
      ? `${news.by.name} lets you look into ${department} until ${formatDate(until)}`
      : `${news.by.name} has ended your look into ${department}`;
  notifyPeople(deps, tx, [
    draftOf(grant, { what: news.what, title, body: nameResources(resources) }),
  ]);
}

/** Rings the bells of those whose grants have come to their last day, once for each. @returns how many */
export async function tellOverGrants(deps: { db: Database; bus: Bus }): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const over = await tx.query<ToldGrant>(
      `${TOLD} JOIN employee e ON e.id = g.grantee_id AND e.active
       WHERE g.granted_at IS NOT NULL AND g.revoked_at IS NULL AND g.ends_at <= clock_timestamp()
         AND g.ends_at > clock_timestamp() - make_interval(days => $1)
         AND NOT EXISTS (SELECT FROM notification n
           WHERE n.user_id = g.grantee_id AND n.dedupe_key = 'access-grant.' || g.id || '.ended')
       ORDER BY g.id`,
      [NEWS_DAYS],
    );
    const drafts = over.map((grant) =>
      draftOf(grant, {
        what: 'ended',
        title: `Your look into ${grant.department} is over`,
        body: nameResources(grant.resources),
      }),
    );
    notifyPeople(deps, tx, drafts);
    return over.length;
  });
}

function draftOf(
  { id, granteeId }: ToldGrant,
  { what, title, body }: { what: 'given' | 'ended'; title: string; body: string },
) {
  return {
    ...{ userId: granteeId, type: `access-${what}`, title, body, link: '/access' },
    dedupeKey: `access-grant.${id}.${what}`,
  };
}
