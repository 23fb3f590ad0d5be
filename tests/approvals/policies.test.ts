import { expenseClaimKind } from '../../approvals/expense-claim/definition';
import { leaveKind } from '../../approvals/leave/definition';
import { projectGoLiveKind } from '../../approvals/project-go-live/definition';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { planOf } from '../../domain/approvals/policy-plan';

const planFor = <Details>(kind: ApprovalKind<unknown, Details>, details: Details) =>
  planOf(kind.policy, kind.routing(details));
const outline = <Details>(kind: ApprovalKind<unknown, Details>, details: Details) =>
  planFor(kind, details).steps.map(
    ({ stage, key, escalateAfter }) => `${stage} ${key} ${escalateAfter}`,
  );
const refusedAt = (kind: ApprovalKind, request: unknown) =>
  (kind.request.safeParse(request).error?.issues ?? []).map(({ path }) => path.join('.'));

describe('leave', () => {
  const details = leaveKind.exampleDetails;
  const refused = (change: object) => refusedAt(leaveKind, { ...leaveKind.example, ...change });

  test('goes to the manager, and to HR above five working days', () => {
    expect(outline(leaveKind, { ...details, units: 500 })).toEqual([
      '0 reporting-manager 2 working days',
    ]);
    expect(outline(leaveKind, { ...details, units: 550 })).toEqual([
      '0 reporting-manager 2 working days',
      '1 hr 3 working days',
    ]);
  });

  test('reads aloud', () => {
    expect(leaveKind.summary(details)).toBe('2 days of casual leave, 1–2 Dec 2026');
    const half = { ...details, to: details.from, toHalf: 'am' as const, units: 50 };
    expect(leaveKind.summary(half)).toBe('Half a day of casual leave, 1 Dec 2026');
    expect(leaveKind.facts(half)).toContainEqual({
      label: 'To',
      value: '1 Dec 2026, until midday',
    });
  });

  test('takes whole days unless told', () => {
    const { type, from, to, reason } = leaveKind.example;
    expect(leaveKind.request.parse({ type, from, to, reason })).toEqual(leaveKind.example);
  });

  test('names the field it refuses', () => {
    expect(refused({ from: '25th Feb', to: '27th feb' })).toEqual(['from', 'to']);
    expect(refused({ from: '25th Feb to 27th feb' })).toEqual(['from']);
    expect(refused({ to: '2026-11-30' })).toEqual(['to']);
    expect(refused({ to: '2026-12-01', fromHalf: 'pm', toHalf: 'am' })).toEqual(['toHalf']);
    expect(refused({ to: '2027-12-01' })).toEqual([]);
    expect(refused({ to: '2027-12-02' })).toEqual(['to']);
    expect(refused({ type: 'Gardening leave' })).toEqual(['type']);
    expect(refused({ fromHalf: 'noon' })).toEqual(['fromHalf']);
    expect(refused({ reason: '   ' })).toEqual(['reason']);
  });
});

describe('expense claim', () => {
  const example = expenseClaimKind.example;
  const [line] = example.lines;
  const refused = (change: object) =>
    refusedAt(expenseClaimKind, { ...example, lines: [{ ...line, ...change }] });
  const outlineFor = (amount: string) =>
    outline(expenseClaimKind, { ...example, total: { amount, currency: 'INR' } });

  test('goes to the manager, and to finance above INR 25,000', () => {
    expect(outlineFor('25000.00')).toEqual(['0 reporting-manager 2 working days']);
    expect(outlineFor('25000.01')).toEqual([
      '0 reporting-manager 2 working days',
      '1 finance 3 working days',
    ]);
  });

  test('reads aloud', () => {
    expect(expenseClaimKind.summary(expenseClaimKind.exampleDetails)).toBe(
      '₹25,650.50 for Client visit in Pune',
    );
  });

  test('shows twenty lines and counts the rest', () => {
    const lines = Array.from({ length: 23 }, () => line!);
    const facts = expenseClaimKind.facts({ ...expenseClaimKind.exampleDetails, lines });
    expect(facts).toHaveLength(23);
    expect(facts.at(-1)).toEqual({ label: 'Further lines', value: '3 more, in the app' });
  });

  test('names the field it refuses', () => {
    const inr = (amount: string) => ({ amount: { amount, currency: 'INR' } });
    expect(refused({ date: '16th Nov' })).toEqual(['lines.0.date']);
    expect(refused(inr('0'))).toEqual(['lines.0.amount.amount']);
    expect(refused(inr('-5'))).toEqual(['lines.0.amount.amount']);
    expect(refused(inr('10.005'))).toEqual(['lines.0.amount.amount']);
    expect(refused({ amount: { amount: 10, currency: 'INR' } })).toEqual(['lines.0.amount.amount']);
    expect(refused({ amount: { amount: '10.5', currency: 'JPY' } })).toEqual([
      'lines.0.amount.amount',
    ]);
    expect(refused({ amount: { amount: '10', currency: 'XYZ' } })).toEqual([
      'lines.0.amount.currency',
    ]);
    expect(refused({ category: 'bribes' })).toEqual(['lines.0.category']);
    expect(refusedAt(expenseClaimKind as ApprovalKind, { ...example, lines: [] })).toEqual([
      'lines',
    ]);
    const many = Array.from({ length: 101 }, () => line);
    expect(refusedAt(expenseClaimKind as ApprovalKind, { ...example, lines: many })).toEqual([
      'lines',
    ]);
  });
});

test('a go-live goes to the project manager, then to the department head and finance together', () => {
  const { exampleDetails } = projectGoLiveKind;
  const plan = planFor(projectGoLiveKind, exampleDetails);
  expect(outline(projectGoLiveKind, exampleDetails)).toEqual([
    '0 project-manager 2 working days',
    '1 department-head 3 working days',
    '1 finance 3 working days',
  ]);
  expect(plan.steps[0]!.approver).toEqual({
    role: 'project-manager',
    projectId: projectGoLiveKind.example.projectId,
  });
  expect(plan.steps[1]!.approver).toMatchObject({
    departmentId: projectGoLiveKind.exampleDetails.departmentId,
  });
});
