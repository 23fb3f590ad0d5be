import type { OneApproval } from './load';
import type { People, Person } from './people';

/** A request that waits for its one signature. */
export interface Asked {
  approvalId: string;
  requester: Person;
}

let submitted = 0;

/**
 * A claim far below the limit: one signature, the reporting manager's. Each is of another amount, as people's are: the same
 * one again and again would have its approver warned that it may have been claimed before.
 */
export async function submitClaim(people: People, requester: Person): Promise<Asked> {
  const amount = (400 + (submitted++ % 50_000) / 100).toFixed(2);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const { approvalId } = await people.call<{ approvalId: string }>(
    requester,
    'POST',
    '/expense-claims',
    {
      title: 'Taxi to the customer',
      lines: [
        {
          date: yesterday,
          category: 'travel',
          amount: { amount, currency: 'INR' },
          description: 'Taxi',
        },
      ],
    },
  );
  return { approvalId, requester };
}

/** Waits until the manager's bell has rung for it. */
export function untilAsked(people: People, { approvalId, requester }: Asked): Promise<number> {
  return people.told.of(`bell ${requester.managerId} ${approvalId}`);
}

/** The manager's click on Approve. */
export function approve(people: People, { approvalId, requester }: Asked): Promise<unknown> {
  const manager = people.managerOf(requester);
  return people.call(manager, 'POST', `/approvals/${approvalId}/decisions`, { verdict: 'approve' });
}

/** Waits until the requester's bell has rung: its row is written by the transaction that closes the request. */
export function untilClosed(people: People, { approvalId, requester }: Asked): Promise<number> {
  return people.told.of(`bell ${requester.id} ${approvalId}`);
}

/** One claim from submit to closed: the manager clicks as soon as the bell rings. */
export async function approveOnce(people: People, index: number): Promise<OneApproval> {
  const requester = people.requesters[index % people.requesters.length] as Person;
  const startedAt = performance.now();
  const asked = await submitClaim(people, requester);
  await untilAsked(people, asked);
  const clickedAt = performance.now();
  const [, closedAt] = await Promise.all([approve(people, asked), untilClosed(people, asked)]);
  return { startedAt, clickedAt, closedAt };
}
