import type { TestApi } from './api';
import type { Persona } from './company';

/** A deal whose code stands in its name and its customer's: wherever the code turns up, it was shown. */
export interface PlantedDeal {
  code: string;
  customerId: string;
  contactId: string;
  dealId: string;
  /** Written down, not computed: its owner, those above, finance and admins. */
  seenBy: Persona[];
  changedBy: Persona[];
}

/** Plants a deal of sales.rep's with a customer and somebody there. */
export async function plantDeal(api: TestApi, code: string): Promise<PlantedDeal> {
  const rep = await api.as('sales.rep');
  const made = async (path: string, body: object) => {
    const answer = await rep.post(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { id: string }).id;
  };
  const customerId = await made('/customers', { name: `Customer ${code}` });
  const contactId = await made(`/customers/${customerId}/contacts`, { name: `Asha ${code}` });
  const amount = { amount: '1000.00', currency: 'INR' };
  const deal = { name: `Deal ${code}`, customerId, contactId, amount, expectedOn: '2027-01-15' };
  const dealId = await made('/deals', deal);
  const changedBy: Persona[] = ['admin', 'sales.head', 'sales.manager', 'sales.rep'];
  return { code, customerId, contactId, dealId, changedBy, seenBy: [...changedBy, 'finance'] };
}
