import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';

/** What one asks for. */
const profileChangeSchema = z.strictObject({
  accountHolder: z.string().trim().min(1, 'Name the holder as the bank does').max(200),
  bankName: z.string().trim().min(1, 'Name the bank').max(200),
  ifsc: z
    .string()
    .trim()
    .regex(/^[A-Z]{4}0[A-Z0-9]{6}$/, 'Use a code such as HDFC0001234')
    .meta({ title: 'IFSC' }),
  accountNumber: z
    .string()
    .trim()
    .regex(/^\d{9,18}$/, 'An account number has 9 to 18 digits')
    .describe('Approvers see its last four digits'),
  reason: z.string().trim().min(1, 'Say why').max(2000),
});

/** A change of the account one is paid to, as it was asked for. */
export type ProfileChangeRequest = z.infer<typeof profileChangeSchema>;

/** What is kept with the request: the number stays where accounts are, all others see its end. */
export type ProfileChangeDetails = Omit<ProfileChangeRequest, 'accountNumber'> & {
  accountEnding: string;
  /** The version of the request in which the number was last another one: two numbers may end alike. */
  numberOfVersion: number;
};

const EXAMPLE: ProfileChangeRequest = {
  accountHolder: 'Vikram Rao',
  bankName: 'Sahyadri Bank, Pune',
  ifsc: 'SHYB0001234',
  accountNumber: '004512347890',
  reason: 'I closed the old account',
};

/** The request without its account number, but for the end of it. */
export function masked(
  { accountNumber, ...request }: ProfileChangeRequest,
  numberOfVersion: number,
): ProfileChangeDetails {
  return { ...request, accountEnding: accountNumber.slice(-4), numberOfVersion };
}

/** Change of the bank account one is paid to: signed by HR, then by finance. */
export const profileChangeKind = defineApprovalKind<ProfileChangeRequest, ProfileChangeDetails>({
  id: 'profile-change',
  label: 'Bank account change',
  path: '/profile-changes',
  request: profileChangeSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'hr' }, due: '2 working days' }),
    roleStep({ approver: { role: 'finance' }, due: '2 working days' }),
  ),
  routing: () => ({ category: 'bank-account' }),
  summary: ({ accountEnding, bankName }) =>
    `Salary to the account ••${accountEnding} at ${bankName}`,
  facts: (change) => [
    { label: 'Account holder', value: change.accountHolder },
    { label: 'Bank', value: change.bankName },
    { label: 'IFSC', value: change.ifsc },
    { label: 'Account number', value: `•••• ${change.accountEnding}` },
    { label: 'Reason', value: change.reason },
  ],
  // Where somebody's salary goes is settled before they begin, whatever else of their onboarding is open.
  neverHeld: true,
  example: EXAMPLE,
  exampleDetails: masked(EXAMPLE, 1),
});
