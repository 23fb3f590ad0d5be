import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { budgetFacts, budgetSteps, type BudgetFinding } from '../../domain/finance/budgets';
import { formatMoney, parseMoney } from '../../domain/money/money';
import type { BooksWire } from '../../domain/purchasing/bills';
import { amountSchema } from '../../domain/wire/amounts';
import { dateSchema } from '../../domain/wire/common';
import { projectCodeSchema } from '../../domain/wire/project-accounts';

/** What one asks for. */
const vendorBillSchema = z
  .strictObject({
    vendor: z.string().trim().min(1, 'Name the vendor').max(200),
    billNumber: z
      .string()
      .trim()
      .min(1, "Copy the bill's number")
      .max(60)
      .describe('As the vendor printed it'),
    billedOn: dateSchema,
    dueOn: dateSchema,
    amount: amountSchema,
    tax: amountSchema.optional().describe('What of the amount is tax that we claim back'),
    purchaseOrder: z
      .string()
      .trim()
      .regex(/^PO-\d{4}-\d{4,}$/, 'Use the number of an order, such as PO-2026-0001')
      .optional()
      .describe('The number of the approved order it is for, if there is one'),
    project: projectCodeSchema,
    description: z.string().trim().min(1, 'Say what it is for').max(2000),
    overBudgetReason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('Only where it goes over a budget: finance then signs for that as well'),
  })
  .superRefine(({ billedOn, dueOn, amount, tax }, context) => {
    const refuse = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (dueOn < billedOn) refuse(['dueOn'], 'It is due before its date');
    if (!tax) return;
    if (tax.currency !== amount.currency)
      refuse(['tax', 'currency'], 'The amount is in another one');
    else if (parseMoney(tax).minor > parseMoney(amount).minor)
      refuse(['tax', 'amount'], 'The tax is more than the amount');
  });

/** A bill as it was handed in. */
export type VendorBillRequest = z.infer<typeof vendorBillSchema>;

/** With the budget it goes over and, where it is in another currency, what it is worth in the books. */
export type VendorBillDetails = VendorBillRequest & { budget?: BudgetFinding; books?: BooksWire };

const EXAMPLE: VendorBillRequest = {
  vendor: 'Sahyadri Office Supplies',
  billNumber: 'SOS/2026/1184',
  billedOn: '2026-11-20',
  dueOn: '2026-12-20',
  amount: { amount: '111000.00', currency: 'INR' },
  purchaseOrder: 'PO-2026-0001',
  description: 'Six standing desks',
};

/** What signers read of a bill in another currency: its worth, and where the rate is from. */
function booksFacts({ amount, billedOn, books }: VendorBillDetails) {
  if (!books) return [];
  const rate = `${books.rate} for one ${amount.currency} on ${formatDate(billedOn)}`;
  return [
    { label: 'In the books', value: formatMoney(parseMoney(books.amount)) },
    { label: 'Rate', value: `${rate}, from the exchange rates` },
  ];
}

/** Vendor bill: signed by the department head, then by finance. */
export const vendorBillKind = defineApprovalKind<VendorBillRequest, VendorBillDetails>({
  id: 'vendor-bill',
  label: 'Vendor bill',
  path: '/vendor-bills',
  request: vendorBillSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'department-head' }, due: '2 working days' }),
    roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  ),
  routing: ({ amount, books, budget }) => ({
    ...{ amount: books?.amount ?? amount, ...budgetSteps(budget) },
  }),
  summary: ({ vendor, billNumber, amount }) =>
    `${formatMoney(parseMoney(amount))} to ${vendor}, bill ${billNumber}`,
  facts: (bill) => [
    { label: 'Vendor', value: bill.vendor },
    { label: 'Bill', value: bill.billNumber },
    { label: 'Amount', value: formatMoney(parseMoney(bill.amount)) },
    ...booksFacts(bill),
    ...budgetFacts(bill.budget, bill.overBudgetReason),
    ...(bill.tax ? [{ label: 'Of it tax', value: formatMoney(parseMoney(bill.tax)) }] : []),
    { label: 'Billed on', value: formatDate(bill.billedOn) },
    { label: 'Due on', value: formatDate(bill.dueOn) },
    {
      label: 'Purchase order',
      value: bill.purchaseOrder ?? 'None: there is no order to match it with',
    },
    ...(bill.project ? [{ label: 'Project', value: bill.project }] : []),
    { label: 'Description', value: bill.description },
  ],
  example: EXAMPLE,
  exampleDetails: EXAMPLE,
});
