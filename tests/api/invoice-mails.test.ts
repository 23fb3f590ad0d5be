import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import type { InvoiceMailPreview, InvoiceMailsWire } from '../../domain/wire/invoice-mails';
import type { InvoiceWire } from '../../domain/wire/receivables';
import { startMailRelay, type MailRelay } from '../../modules/mail/mail-relay';
import { startTestApi, type TestApi } from '../support/api';
import { refused } from '../support/incentives';
import { pdfText } from '../support/pdf-text';
import { receivablesOf } from '../support/receivables';
import { startTestInbox, type TestInbox } from '../support/stack';

jest.setTimeout(60_000);

let api: TestApi;
let inbox: TestInbox;
let relay: MailRelay;
beforeAll(async () => {
  inbox = await startTestInbox();
  api = await startTestApi({ env: { SMTP_URL: inbox.smtpUrl } });
  const { db, logger, bus, clock, config } = api.deps;
  relay = startMailRelay({ db, logger, bus, clock, config });
});
afterAll(async () => {
  await relay.stop();
  await api.stop();
  await inbox.stop();
});

const money = receivablesOf(() => api);

/** An invoice of a customer of its own, with a contact that has an address. */
async function invoiceWithContact() {
  const customerId = await money.customer();
  const address = `leela.${randomUUID()}@customer.example`;
  const [contact] = await api.db.query<{ id: string }>(
    `INSERT INTO contact (customer_id, name, email) VALUES ($1, 'Leela Rao', $2) RETURNING id`,
    [customerId, address],
  );
  const draft = await money.draft({
    ...{ customerId, on: '2026-01-12', due: '2026-02-11' },
    lines: [{ amount: '100000.00', tax: 'GST-18' }],
  });
  return { draft, address, contactId: contact!.id };
}
const mailsOf = ({ id }: InvoiceWire) =>
  money.done<InvoiceMailsWire>('GET', `/customer-invoices/${id}/mails`);
const ask = ({ id }: InvoiceWire, body: object, path = 'mails') =>
  money.call('POST', `/customer-invoices/${id}/${path}`, body);
async function sent(invoice: InvoiceWire): Promise<InvoiceMailsWire> {
  for (const end = Date.now() + 20_000; ;) {
    const mails = await mailsOf(invoice);
    if (mails.items.every(({ status }) => status === 'sent')) return mails;
    if (Date.now() > end) throw new Error(`not sent: ${JSON.stringify(mails.items)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('finance looks at the mail, sends it with the PDF, and sees what was sent when', async () => {
  const { draft, address, contactId } = await invoiceWithContact();
  const invoice = await money.issue(draft);
  expect(await mailsOf(invoice)).toEqual({
    ...{ items: [], contacts: [{ id: contactId, name: 'Leela Rao', address }] },
  });
  const message = 'With the workshop of November.\nThank you.';
  const preview = await ask(invoice, { contactId, message }, 'mail-previews');
  expect(preview.status).toBe(200);
  const seen = preview.body as InvoiceMailPreview;
  expect(seen).toMatchObject({
    ...{ to: `Leela Rao <${address}>`, subject: `Invoice ${invoice.number!}` },
    attachment: `${invoice.number!}.pdf`,
  });
  expect(await inbox.mails({ to: address })).toEqual([]);

  const answer = await ask(invoice, { contactId, message, after: 0 });
  expect(answer.status).toBe(201);
  const [mail] = await inbox.mails({ to: address }, 20_000);
  expect(mail).toMatchObject({ subject: seen.subject });
  expect(mail!.text.trim()).toBe(seen.text.trim());
  expect(mail!.text).toContain('₹1,18,000.00');
  expect(mail!.text).toContain('11 Feb 2026');
  expect(mail!.links).toEqual([]);
  const source = await fetch(`${inbox.url}/api/mails/${mail!.id}/source`);
  const { attachments } = await simpleParser(Buffer.from(await source.arrayBuffer()));
  expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    [`${invoice.number!}.pdf`, 'application/pdf'],
  ]);
  expect(pdfText(attachments[0]!.content)).toContain(`Tax invoice ${invoice.number!}`);

  const { items } = await sent(invoice);
  expect(items).toMatchObject([
    {
      to: { name: 'Leela Rao', address },
      message,
      status: 'sent',
      sentAt: expect.any(String) as string,
    },
  ]);
  const audited = await api.db.query(
    `SELECT 1 FROM audit_event WHERE action = 'customer-invoice.mailed' AND subject_id = $1`,
    [invoice.id],
  );
  expect(audited).toHaveLength(1);
});

test('a double click sends it once; sending it again is a mail of its own', async () => {
  const { draft, address, contactId } = await invoiceWithContact();
  const invoice = await money.issue(draft);
  const clicks = await Promise.all([1, 2, 3].map(() => ask(invoice, { contactId, after: 0 })));
  expect(clicks.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(clicks.find(({ status }) => status === 409)!.body).toMatchObject({
    detail: 'It was mailed a moment ago: look at what was sent before you send it again',
  });
  expect((await sent(invoice)).items).toHaveLength(1);
  expect(await inbox.mails({ to: address }, 10_000)).toHaveLength(1);

  expect((await ask(invoice, { contactId, after: 1 })).status).toBe(201);
  expect((await sent(invoice)).items).toHaveLength(2);
  const both = await inbox.mails({ to: address });
  expect(new Set(both.map(({ messageId }) => messageId)).size).toBe(2);
});

test('a draft is not mailed, nor anything to a stranger or to somebody without an address', async () => {
  const { draft, contactId } = await invoiceWithContact();
  const { contactId: stranger } = await invoiceWithContact();
  for (const [path, more] of [
    ['mails', { after: 0 }],
    ['mail-previews', {}],
  ] as const)
    expect(refused(await ask(draft, { contactId, ...more }, path))).toEqual([
      ...[409, 'A draft is issued before it is mailed'],
    ]);
  const invoice = await money.issue(draft);
  const none = `contactId: ${invoice.customer.name} has no such contact with a mail address`;
  expect(refused(await ask(invoice, { contactId: stranger, after: 0 }))).toEqual([422, none]);
  await api.db.query('UPDATE contact SET email = NULL WHERE id = $1', [contactId]);
  expect(refused(await ask(invoice, { contactId, after: 0 }))).toEqual([422, none]);
  expect((await mailsOf(invoice)).items).toEqual([]);
  const head = await api.as('sales.head');
  expect((await head.get(`/customer-invoices/${invoice.id}/mails`)).status).toBe(403);
});
