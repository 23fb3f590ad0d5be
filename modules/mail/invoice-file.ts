import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import type { Attachment } from '../../platform/mailer/mailer';
import { printForCustomer } from '../receivables/use-cases/print-invoice';
import { mailPropsSchemas } from './template-props';

/**
 * The invoice that a mail brings, printed when it is sent; the same bytes however often that is. Any other mail brings
 * none, and props that are no good say so when they are rendered.
 */
export async function invoiceFile(
  deps: { db: Queryable; clock: Clock },
  mail: { template: string; props: unknown },
): Promise<Attachment[]> {
  if (mail.template !== 'customer-invoice') return [];
  const props = mailPropsSchemas['customer-invoice'].safeParse(mail.props).data;
  if (!props) return [];
  const { name, content } = await printForCustomer(deps, props.invoiceId);
  return [{ name, type: 'application/pdf', content }];
}
