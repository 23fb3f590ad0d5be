import type { Request } from 'express';
import type { Principal } from '../../domain/access/principal';
import type { FetchMethod } from '../../domain/mail/link-fetches';
import type { LinkView } from '../../modules/mail/link-state';
import { recordAudit } from '../../modules/audit/use-cases/record-audit';
import { recordFetch } from '../../modules/mail/use-cases/record-fetch';
import type { ApiDeps } from '../deps';
import { principalOrNull } from '../middleware/session';
import { readLink, type ReadLink } from './read-link';

/** A request for a mailed link's page. */
export type TokenRequest = Request<{ token: string }>;

/** What a visitor of a link's page finds: the link, or, signed in as somebody else, that it is not theirs. */
type Visit = ReadLink | { state: 'foreign'; link: LinkView; reader: Principal };

/** A visit of a link that is one, by somebody whom it may be for. */
export type GenuineVisit = Exclude<ReadLink, { state: 'forged' }>;

/** Reads the link of a request and who asks. A visitor who is signed in as another person is noted, and refused. */
export async function visitLink(deps: ApiDeps, request: TokenRequest): Promise<Visit> {
  const { db, approvals, clock } = deps;
  const found = await readLink({ db, tokens: approvals.links }, request.params.token, clock.now());
  if (found.state === 'forged') return found;
  const reader = await principalOrNull(deps, request);
  if (reader === null || reader.id === found.link.approverId) return found;
  await deps.db.transaction((tx) =>
    recordAudit(tx, [
      {
        actorId: reader.id,
        action: 'email-link.refused',
        subjectType: 'email-link',
        subjectId: found.link.id,
        channel: 'email',
        details: { reason: 'signed-in-as-another', method: request.method },
      },
    ]),
  );
  return { state: 'foreign', link: found.link, reader };
}

/** Logs that a link's page was fetched, or its form refused. A failure is logged and keeps nobody from the page. */
export async function noteFetch(
  deps: ApiDeps,
  request: TokenRequest,
  fetched: { link: LinkView; spentNonce?: string },
): Promise<void> {
  try {
    await recordFetch(deps.db, {
      linkId: fetched.link.id,
      at: deps.clock.now(),
      method: request.method as FetchMethod,
      userAgent: request.get('user-agent'),
      address: request.ip,
      spentNonce: fetched.spentNonce,
    });
  } catch (error) {
    deps.logger.warn({ err: error, linkId: fetched.link.id }, 'a fetch could not be logged');
  }
}
