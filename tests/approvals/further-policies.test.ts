import { hiringRequisitionKind } from '../../approvals/hiring-requisition/definition';
import { overtimeKind } from '../../approvals/overtime/definition';
import { paymentReleaseKind } from '../../approvals/payment-release/definition';
import { profileChangeKind } from '../../approvals/profile-change/definition';
import { purchaseOrderKind } from '../../approvals/purchase-order/definition';
import { travelRequestKind } from '../../approvals/travel-request/definition';
import { vendorBillKind } from '../../approvals/vendor-bill/definition';
import { definitions } from '../../approvals/definitions';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { planOf } from '../../domain/approvals/policy-plan';
import { policyProblems } from '../../domain/approvals/policy-problems';
import type { KindRouting } from '../../domain/approvals/routing';

/** Who signs, in order: "manager", then those of each later stage. Department 1 is the requester's. */
function signers<Details>(kind: ApprovalKind<unknown, Details>, change: Partial<Details>): string {
  const details = { ...kind.exampleDetails, ...change };
  const facts = { departmentId: 'd1', ...kind.routing(details) };
  return planOf(kind.policy, facts)
    .steps.map(({ approver }) => approver.role)
    .join(' > ');
}

const inr = (amount: string) => ({ amount, currency: 'INR' });

test.each([
  ['50000.00', 'reporting-manager'],
  ['50000.01', 'reporting-manager > department-head'],
  ['200000.00', 'reporting-manager > department-head'],
  ['200000.01', 'reporting-manager > department-head > finance'],
])('a purchase order of %s goes to %s', (amount, wanted) => {
  expect(signers(purchaseOrderKind, { total: inr(amount) })).toBe(wanted);
});

test('a bill goes to the department head and finance, an account to HR and finance', () => {
  expect(signers(vendorBillKind, {})).toBe('department-head > finance');
  expect(signers(profileChangeKind, {})).toBe('hr > finance');
});

test('a payment goes to finance and an admin, and bars those who approved the bill', () => {
  const billApprovedBy = [{ id: 'p1', name: 'One' }];
  expect(signers(paymentReleaseKind, { billApprovedBy })).toBe('finance > admin');
  const details = { ...paymentReleaseKind.exampleDetails, billApprovedBy };
  expect(planOf(paymentReleaseKind.policy, paymentReleaseKind.routing(details)).barred).toEqual([
    'p1',
  ]);
});

test.each([
  [20 * 60, 'reporting-manager'],
  [20.25 * 60, 'reporting-manager > hr'],
])('overtime that makes the month %i minutes goes to %s', (monthMinutes, wanted) => {
  expect(signers(overtimeKind, { monthMinutes })).toBe(wanted);
});

test.each([
  [false, '75000.00', 'reporting-manager'],
  [false, '75000.01', 'reporting-manager > department-head'],
  [true, '1.00', 'reporting-manager > department-head'],
  [true, '75000.01', 'reporting-manager > department-head'],
])('travel (international: %s) for %s goes to %s', (international, estimate, wanted) => {
  expect(signers(travelRequestKind, { international, estimate: inr(estimate) })).toBe(wanted);
});

test.each([
  ['B3', 'department-head > hr'],
  ['B4', 'department-head > hr > finance'],
] as const)('hiring in band %s goes to %s', (band, wanted) => {
  expect(signers(hiringRequisitionKind, { band })).toBe(wanted);
});

test.each(Object.values(definitions) as unknown as ApprovalKind[])(
  'the policy of $id has no problems an admin would be told of',
  (kind) => {
    const given = new Set(Object.keys(kind.routing(kind.exampleDetails)) as (keyof KindRouting)[]);
    expect(policyProblems(kind.policy, given)).toEqual([]);
  },
);

test('no sentence of a bank account change holds its number', () => {
  const { example, exampleDetails: details } = profileChangeKind;
  const said = JSON.stringify([
    details,
    profileChangeKind.summary(details),
    profileChangeKind.facts(details),
    profileChangeKind.routing(details),
  ]);
  expect(said).toContain('7890');
  expect(said).not.toContain(example.accountNumber);
});
