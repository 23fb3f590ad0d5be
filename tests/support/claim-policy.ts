import type { Policy } from '../../domain/approvals/policy';
import type { Approval } from '../../domain/wire/approvals';
import type { PolicyPage } from '../../domain/wire/policies';
import type { TestAnswer, TestApi } from './api';
import type { Persona } from './company';
import { claimOf } from './stages';

/** Where the policy of claims is. */
export const CLAIM_POLICY = '/approval-policies/expense-claim';

/** What suites do with the policy of claims, as the admin. */
export interface ClaimPolicy {
  page(): Promise<PolicyPage>;
  /** Sends a draft as it is. */
  put(policy: unknown, revision?: number): Promise<TestAnswer>;
  /** Saves a draft over whichever there is. */
  draft(policy: Policy): Promise<PolicyPage>;
  publish(policy: Policy, more?: object): Promise<PolicyPage>;
  /** Files a claim of so many rupees, and reads its approval. */
  claim(amount: string, by?: Persona): Promise<Approval>;
  group(name: string, ...members: Persona[]): Promise<{ id: string; name: string }>;
}

/** The policy of claims in the hands of the admin. */
export async function claimPolicy(api: TestApi): Promise<ClaimPolicy> {
  const admin = await api.as('admin');
  const created = <Body>({ status, body }: TestAnswer): Body => {
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const page = async () => created<PolicyPage>(await admin.get(CLAIM_POLICY));
  const put = (policy: unknown, revision?: number) =>
    admin.call('PUT', `${CLAIM_POLICY}/draft`, { body: { policy, revision } });
  const draft = async (policy: Policy) =>
    created<PolicyPage>(await put(policy, (await page()).draft?.revision));
  return {
    page,
    put,
    draft,
    async publish(policy, more = {}) {
      const revision = (await draft(policy)).draft?.revision;
      const body = { revision, note: 'Because', ...more };
      return created(await admin.post(`${CLAIM_POLICY}/publish`, body));
    },
    async claim(amount, by = 'sales.rep') {
      const sent = await (await api.as(by)).post('/expense-claims', claimOf(amount));
      const { approvalId } = created<{ approvalId: string }>(sent);
      return created(await admin.get(`/approvals/${approvalId}`));
    },
    async group(name, ...members) {
      const memberIds = members.map((member) => api.company.people[member]);
      const made = await admin.post('/approval-groups', { name, memberIds });
      return { id: created<{ id: string }>(made).id, name };
    },
  };
}
