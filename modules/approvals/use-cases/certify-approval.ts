import type { Principal } from '../../../domain/access/principal';
import { drawCertificate } from '../certificate/draw-certificate';
import { readCertificate } from '../certificate/read-certificate';
import type { ApprovalDeps } from '../deps';

/**
 * The certificate of a closed request as a PDF.
 * @throws DomainError not-found, also for one the person may not see; conflict while it is pending
 */
export async function certifyApproval(
  deps: Pick<ApprovalDeps, 'db' | 'clock' | 'effects'>,
  input: { approvalId: string; principal: Principal },
): Promise<Buffer> {
  return drawCertificate(await readCertificate(deps, input));
}
