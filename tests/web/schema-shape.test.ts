import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { definitions } from '../../approvals/definitions';
import { dateSchema, moneySchema } from '../../domain/wire/common';
import { issuesToFormErrors, plainMessage } from '../../web/components/field-errors';
import { emptyValues, pruneFields, readShape } from '../../web/features/requests/schema-shape';

const purchaseSchema = z.strictObject({
  vendor: z.string().min(1, 'Name who sells it').describe('Who sells it'),
  neededOn: dateSchema,
  price: moneySchema,
  urgency: z.enum(['low', 'high']),
  recurring: z.boolean(),
  units: z.number().int().optional(),
  budget: moneySchema.optional(),
  lines: z.array(z.strictObject({ what: z.string(), count: z.number() })).min(1),
});

test('a form is drawn from a schema: one field per member, with what it takes', () => {
  expect(readShape(purchaseSchema)).toMatchObject({
    vendor: { type: 'text', label: 'Vendor', hint: 'Who sells it', required: true },
    neededOn: { type: 'date', label: 'Needed on' },
    price: { type: 'money', required: true },
    urgency: { type: 'choice', options: ['low', 'high'] },
    recurring: { type: 'boolean' },
    units: { type: 'number', required: false },
    lines: { type: 'list', item: { type: 'group', fields: { what: { type: 'text' } } } },
  });
});

test('what is filled into the drawn form is a request that its schema takes', () => {
  const fields = readShape(purchaseSchema);
  const values = {
    ...emptyValues(fields),
    ...{ vendor: 'Acme', neededOn: '2026-12-01', urgency: 'low' },
    price: { amount: '10.50', currency: 'INR' },
    lines: [{ what: 'Chairs', count: 4 }],
  };
  const request = pruneFields(values, fields);
  expect(request).not.toHaveProperty('units');
  expect(request).not.toHaveProperty('budget');
  expect(purchaseSchema.parse(request)).toMatchObject({ vendor: 'Acme', recurring: false });
});

const hasForm = ({ id }: { id: string }) =>
  existsSync(join(__dirname, '..', '..', 'approvals', id, 'form.tsx'));
const isOneObject = ({ request }: { request: z.ZodType }) => request instanceof z.ZodObject;

test('an empty form says what to do, field by field', () => {
  const fields = readShape(purchaseSchema);
  const request = pruneFields(emptyValues(fields), fields);
  const result = purchaseSchema.safeParse(request, { error: plainMessage });
  expect(issuesToFormErrors(result.error!)).toEqual({
    vendor: 'Name who sells it',
    neededOn: expect.stringContaining('2026') as string,
    'price.amount': 'Use an amount such as "1234.50"',
    urgency: 'Choose one',
    'lines.0.count': 'Fill this in',
  });
});

test('a kind whose request has several shapes has a form of its own', () => {
  const kinds = Object.values(definitions).filter((kind) => !isOneObject(kind));
  expect(kinds.length).toBeGreaterThan(0);
  expect(kinds.filter((kind) => !hasForm(kind))).toEqual([]);
});

test.each(Object.values(definitions).filter(isOneObject))(
  '$id could be asked for without a form of its own',
  (kind) => {
    const fields = readShape(kind.request);
    const request = pruneFields({ ...emptyValues(fields), ...kind.example }, fields);
    expect(kind.request.safeParse(request).success).toBe(true);
  },
);
