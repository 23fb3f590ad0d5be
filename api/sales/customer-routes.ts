import { z } from 'zod';
import { pageOf, personRefSchema, wholeListOf } from '../../domain/wire/common';
import {
  contactSchema,
  customerListQuerySchema,
  customerRowSchema,
  customerSchema,
  editContactSchema,
  editCustomerSchema,
  newContactSchema,
  newCustomerSchema,
} from '../../domain/wire/customers';
import { findCustomer, listCustomers } from '../../modules/sales/customer-queries';
import { peopleOfSales } from '../../modules/sales/people-queries';
import {
  addContact,
  addCustomer,
  editContact,
  editCustomer,
} from '../../modules/sales/use-cases/save-customer';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Sales';
const params = z.object({ id: z.uuid() });
const contactParams = params.extend({ contactId: z.uuid() });

/** Customers and the people there; for sales, as far as each may see, and finance to look. */
export function customerRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  return [
    defineRoute({
      ...{ method: 'get', path: '/customers', tag },
      summary: 'The customers one may see, by name',
      query: customerListQuerySchema,
      answer: pageOf(customerRowSchema),
      shows: { resource: 'customer', ids: ({ items }) => items.map(({ id }) => id) },
      handle: ({ principal, query }) => listCustomers(db, principal, query),
    }),
    defineRoute({
      ...{ method: 'post', path: '/customers', tag },
      summary: 'Add a customer; for those who work in sales',
      body: newCustomerSchema,
      answer: customerSchema,
      ...{ status: 201, creates: true },
      handle: ({ principal, body }) => addCustomer(deps, { principal, customer: body }),
    }),
    defineRoute({
      ...{ method: 'get', path: '/customers/:id', tag },
      summary: 'One customer with its contacts',
      params,
      answer: customerSchema,
      shows: { resource: 'customer', ids: ({ id }) => [id] },
      handle: ({ principal, params: { id } }) => findCustomer(db, principal, id),
    }),
    defineRoute({
      ...{ method: 'patch', path: '/customers/:id', tag },
      summary: 'Change a customer, or archive it; for its owner and those above',
      params,
      body: editCustomerSchema,
      answer: customerSchema,
      handle: ({ principal, params: { id }, body }) =>
        editCustomer(deps, { principal, id, changes: body }),
    }),
    defineRoute({
      ...{ method: 'post', path: '/customers/:id/contacts', tag },
      summary: 'Add a person at a customer’s',
      params,
      body: newContactSchema,
      answer: contactSchema,
      ...{ status: 201, creates: true },
      handle: ({ principal, params: { id }, body }) =>
        addContact(deps, { principal, customerId: id, contact: body }),
    }),
    defineRoute({
      ...{ method: 'patch', path: '/customers/:id/contacts/:contactId', tag },
      summary: 'Change a person at a customer’s, or archive them',
      params: contactParams,
      body: editContactSchema,
      answer: contactSchema,
      handle: ({ principal, params: { id, contactId }, body }) =>
        editContact(deps, { principal, customerId: id, id: contactId, changes: body }),
    }),
    defineRoute({
      ...{ method: 'get', path: '/sales-people', tag },
      summary:
        'Whom a deal can be given to, or the project it becomes; for those who work in sales',
      query: z.object({ part: z.enum(['seller', 'project-manager']).default('seller') }),
      answer: wholeListOf(personRefSchema),
      handle: async ({ principal, query: { part } }) => ({
        ...{ items: await peopleOfSales(db, principal, part), nextCursor: null },
      }),
    }),
  ];
}
