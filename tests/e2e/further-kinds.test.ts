import type { Page } from 'playwright-core';
import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { expectNoBarriers, picture } from '../support/barriers';
import { choose, comesToBe, fillDate, sendForApproval } from '../support/browser';
import { browserSuite } from '../support/browser-suite';
import type { Persona } from '../support/company';
import { approvalWhen, asked, closed } from '../support/personas';
import { today } from '../support/records';

jest.setTimeout(180_000);

const suite = browserSuite({ startingMs: 120_000 });

/** Fills labelled fields in. */
async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, value] of Object.entries(fields))
    await page.getByRole('textbox', { name: label }).fill(value);
}

const ahead = (days: number) => formatDate(addDays(today(), days));
const line = (page: Page, legend: string) => page.getByRole('group', { name: legend });

interface Form {
  kind: string;
  requester: Persona;
  /** What an empty form says when it is sent. */
  complaints: string[];
  fill: (page: Page) => Promise<void>;
  /** Who would sign, as the preview names them. */
  signers: string[];
  /** The title the approver reads, and whose inbox and mailbox it reaches. */
  title: string;
  approver: Persona;
}

const FORMS: Form[] = [
  {
    kind: 'purchase-order',
    requester: 'sales.rep',
    complaints: ['Name the vendor', 'Say what it is for', 'Say what is ordered'],
    async fill(page) {
      await fill(page, { Vendor: 'Sahyadri Office Supplies', Purpose: 'Desks, second floor' });
      await fillDate(page, 'Needed by', ahead(30));
      const [first, second] = [line(page, 'Line 1'), line(page, 'Line 2')];
      await first.getByLabel('What is ordered').fill('Standing desk');
      await first.getByLabel('Quantity').fill('3');
      await first.getByLabel('Price of one').fill('15000');
      await page.getByRole('button', { name: 'Add a line' }).click();
      await second.getByLabel('What is ordered').fill('Chair');
      await second.getByLabel('Price of one').fill('6,000.50');
      await page.getByText('Total ₹51,000.50').waitFor();
    },
    signers: ['Rohan Desai', 'Neha Kapoor'],
    title: '₹51,000.50 to Sahyadri Office Supplies',
    approver: 'sales.manager',
  },
  {
    kind: 'vendor-bill',
    requester: 'consultant',
    complaints: ['Name the vendor', "Copy the bill's number", 'Say what it is for'],
    async fill(page) {
      await fill(page, { Vendor: 'Kaveri Networks', 'Bill number': 'KN/2026/77' });
      await fillDate(page, 'Billed on', ahead(-3));
      await fillDate(page, 'Due on', ahead(27));
      await fill(page, { Amount: '12500', Description: 'Cables for the new office' });
    },
    signers: [],
    title: '₹12,500.00 to Kaveri Networks, bill KN/2026/77',
    approver: 'consulting.head',
  },
  {
    kind: 'overtime',
    requester: 'consultant2',
    complaints: ['Say why'],
    async fill(page) {
      await fillDate(page, 'Date', ahead(-1));
      await fill(page, { Hours: '2.5', Reason: 'Moving the order desk' });
      await choose(page, 'Compensation', 'Comp off');
    },
    signers: [],
    title: '2.5 hours of overtime',
    approver: 'consulting.manager',
  },
  {
    kind: 'travel-request',
    requester: 'sales.rep2',
    complaints: ['Say what the journey is for', 'Name the place'],
    async fill(page) {
      await fill(page, { Purpose: 'Kick-off with Vindhya Textiles' });
      const [out, back] = [line(page, 'Leg 1'), line(page, 'Leg 2')];
      await fillDate(out, 'Date', ahead(7));
      await choose(out, 'Travels by', 'Flight');
      await out.getByLabel('From').fill('Mumbai');
      await out.getByRole('textbox', { name: 'To' }).fill('Indore');
      await page.getByRole('button', { name: 'Add a leg' }).click();
      await comesToBe(() => back.getByLabel('From').inputValue(), 'Indore');
      await fillDate(back, 'Date', ahead(9));
      await choose(back, 'Travels by', 'Train');
      await back.getByRole('textbox', { name: 'To' }).fill('Mumbai');
      await fill(page, { Estimate: '32500', Advance: '10000' });
    },
    signers: ['Rohan Desai'],
    title: 'Mumbai to Indore',
    approver: 'sales.manager',
  },
  {
    kind: 'profile-change',
    requester: 'sales.rep',
    complaints: ['Name the bank', 'Use a code such as HDFC0001234', 'Say why'],
    async fill(page) {
      await fill(page, { 'Account holder': 'Asha Pillai', Bank: 'Sahyadri Bank, Pune' });
      await fill(page, { IFSC: 'shyb0001234', 'Account number': '004512347890' });
      await fill(page, { Reason: 'I closed the old account' });
    },
    signers: [],
    title: 'Salary to the account ••7890 at Sahyadri Bank, Pune',
    approver: 'hr',
  },
  {
    kind: 'hiring-requisition',
    requester: 'consulting.manager',
    complaints: ['Name the role', 'Say why they are needed'],
    async fill(page) {
      await fill(page, { Role: 'Consultant, retail', Positions: '2', Budget: '2400000' });
      await choose(page, 'Band', 'B4');
      await fillDate(page, 'Start by', ahead(60));
      await fill(page, { Reason: 'Two projects start in spring' });
    },
    signers: [],
    title: '2 × Consultant, retail, band B4',
    approver: 'consulting.head',
  },
];

/** The form of a kind: complains while it is empty, has no barriers, previews, and is sent. */
async function askBy(form: Form): Promise<string> {
  const path = `/requests/new/${form.kind}`;
  const page = await suite.open(form.requester, path);
  await page.getByRole('button', { name: 'Send for approval' }).click();
  for (const complaint of form.complaints) await page.getByText(complaint).first().waitFor();
  // What a validator says of itself is nothing to tell people.
  expect(await page.getByText(/Invalid (input|option|string)|expected/).allTextContents()).toEqual(
    [],
  );
  await picture(page, `${form.kind}-empty`);
  await form.fill(page);
  const preview = page.getByRole('region', { name: 'What happens next' });
  await preview.getByRole('listitem').first().waitFor();
  for (const name of form.signers) await preview.getByText(name).waitFor();
  expect(await page.locator('[aria-invalid="true"]').count()).toBe(0);
  await expectNoBarriers(page, form.kind);
  const id = await sendForApproval(page);
  await page.getByText(form.title).first().waitFor();
  return id;
}

/** Expects the request in its approver's inbox and mailbox. */
async function expectItReaches(form: Form, id: string) {
  const approver = await suite.open(form.approver, '/inbox');
  await approver.getByText(form.title).first().waitFor();
  for (const end = Date.now() + 15_000; ;) {
    const mails = await suite.app.inbox.mails({ to: `${form.approver}@netra.example` }, 1_000);
    const mail = mails.find(({ links }) => links.some((link) => link.includes(id)));
    if (mail) {
      expect(mail.subject).toContain(form.title);
      await approver.setContent(mail.html);
      await picture(approver, `${form.kind}-mail`);
      break;
    }
    if (Date.now() > end) throw new Error(`no mail about ${form.title}`);
  }
}

test.each(FORMS)('$kind is filled in, sent, and reaches its approver', async (form) => {
  await expectItReaches(form, await askBy(form));
});

test('payment-release pays a bill that was approved, by its number', async () => {
  const rep = await suite.people.as('sales.rep');
  const { body } = await rep.post('/vendor-bills', {
    ...{ vendor: 'Acme', billNumber: 'P-1', billedOn: today(), dueOn: today() },
    ...{ amount: { amount: '9900.00', currency: 'INR' }, description: 'Printer' },
  });
  const { approvalId } = body as { approvalId: string };
  for (const [step, persona] of [
    ['department-head', 'sales.head'],
    ['finance', 'finance'],
  ] as const) {
    await approvalWhen(rep, approvalId, asked(step));
    const approver = await suite.people.as(persona);
    await approver.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  }
  const approved = await approvalWhen(rep, approvalId, closed);
  const number = approved.facts.find(({ label }) => label === 'Our number')!.value;

  const form: Form = {
    kind: 'payment-release',
    requester: 'sales.rep',
    complaints: ['Use our number of a bill, such as BILL-2026-0001'],
    async fill(page) {
      await fill(page, { Bill: 'BILL-1999-0001', Note: 'Before the month ends' });
      await fillDate(page, 'Pay on', ahead(2));
      await choose(page, 'Method', 'Bank transfer');
      await page.getByText('There is no approved bill BILL-1999-0001').waitFor();
      await fill(page, { Bill: number });
    },
    signers: [],
    title: `₹9,900.00 to Acme for ${number}`,
    // Finance signed the bill.
    approver: 'admin',
  };
  await expectItReaches(form, await askBy(form));
});

test('the menu of kinds fits a phone', async () => {
  const page = await suite.open('sales.rep');
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const last = page.getByRole('menu').getByRole('menuitem').last();
  await last.scrollIntoViewIfNeeded();
  const box = (await last.boundingBox())!;
  expect(box.y + box.height).toBeLessThanOrEqual(640);
  expect(box.x).toBeGreaterThanOrEqual(0);
});

test('an admin edits and tries a policy that goes by category', async () => {
  const page = await suite.open('admin', '/admin/policies/travel-request');
  const abroad = page.getByRole('group', { name: 'Step 2' });
  await abroad.getByText('international').first().waitFor();
  await abroad.getByLabel('Categories').first().waitFor();
  expect(await page.getByText('have no categories').count()).toBe(0);
  await page.getByRole('textbox', { name: 'Category' }).waitFor();
  await expectNoBarriers(page, 'policy-by-category');
});
