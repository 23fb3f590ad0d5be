import type { CustomerWire } from '../../domain/wire/customers';
import type { DealWire } from '../../domain/wire/deals';
import type { TestAnswer, TestApi } from './api';
import type { Persona } from './company';

/** An amount in rupees. */
export const inr = (amount: string) => ({ amount, currency: 'INR' });

let named = 0;

/** What suites do with customers and deals. */
export function salesOf(api: () => TestApi) {
  const made = <Body>(answer: TestAnswer): Body => {
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return answer.body;
  };
  const customer = async (by: Persona, over: object = {}) => {
    const client = await api().as(by);
    return made<CustomerWire>(
      await client.post('/customers', { name: `Customer ${++named}`, ...over }),
    );
  };
  const read = async (by: Persona, id: string): Promise<DealWire> =>
    (await (await api().as(by)).get(`/deals/${id}`)).body;
  return {
    customer,
    read,
    /** A deal of somebody, with a customer of their own unless one is named. */
    deal: async (by: Persona, over: object = {}) => {
      const { customerId = (await customer(by)).id, ...rest } = over as { customerId?: string };
      const deal = {
        ...{ name: `Deal ${++named}`, customerId, amount: inr('1000.00') },
        ...{ expectedOn: '2027-01-15', ...rest },
      };
      return made<DealWire>(await (await api().as(by)).post('/deals', deal));
    },
    /** Moves a deal as it stands now. */
    move: async (by: Persona, id: string, move: object): Promise<TestAnswer> => {
      const { revision } = await read('admin', id);
      return (await api().as(by)).post(`/deals/${id}/moves`, { revision, ...move });
    },
    share: async (by: Persona, id: string, shares: [Persona, number][]): Promise<TestAnswer> => {
      const { revision } = await read('admin', id);
      const splits = shares.map(([who, bps]) => ({ employeeId: api().company.people[who], bps }));
      return (await api().as(by)).call('PUT', `/deals/${id}/splits`, {
        body: { revision, splits },
      });
    },
  };
}

/** The problems of a 422, path by path. */
export const problemsOf = (answer: TestAnswer): Record<string, string> =>
  Object.fromEntries(
    (answer.body as { errors: { path: string; message: string }[] }).errors.map((one) => [
      one.path,
      one.message,
    ]),
  );
