import { Button } from '@react-email/button';
import { formatDate } from '../../../domain/dates/format';
import { formatInstant } from '../../../domain/dates/format-instant';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { Facts, MailLayout, Paragraph, Quote, Remark, type MailContext } from './layout';

/** Asks somebody who is new to choose their password. */
export function InvitationMail({
  props,
  context,
}: {
  props: MailProps<'invitation'>;
  context: MailContext;
}) {
  const words = useWords();
  return (
    <MailLayout
      preview={words.invitedLead(context.recipientName)}
      heading={words.invited(props.byName)}
    >
      <Paragraph>{words.invitedLead(context.recipientName)}</Paragraph>
      <AccountButton address={context.accountLink}>{words.choosePassword}</AccountButton>
      <Remark>{words.invitedRemark}</Remark>
    </MailLayout>
  );
}

/** Leads somebody who forgot their password to a new one, and says when that was asked for and from where. */
export function PasswordResetMail({
  props,
  context,
}: {
  props: MailProps<'password-reset'>;
  context: MailContext;
}) {
  const words = useWords();
  const facts = [
    { label: words.when, value: formatInstant(new Date(props.askedAt), context.zone) },
    { label: words.askedFrom, value: [props.device, props.network].filter(Boolean).join(', ') },
  ];
  return (
    <MailLayout preview={words.resetLead(context.recipientName)} heading={words.reset}>
      <Paragraph>{words.resetLead(context.recipientName)}</Paragraph>
      <Facts facts={facts} />
      <AccountButton address={context.accountLink}>{words.choosePassword}</AccountButton>
      <Remark>{words.resetRemark}</Remark>
    </MailLayout>
  );
}

/** Asks somebody whose first day is still to come for the form, or says why it comes back to them. */
export function PreboardingMail({
  props,
  context,
}: {
  props: MailProps<'preboarding'>;
  context: MailContext;
}) {
  const words = useWords();
  const { byName, reason, startsOn } = props;
  const lead =
    reason === null
      ? words.formLead(context.recipientName, formatDate(startsOn))
      : words.formBackLead(context.recipientName);
  return (
    <MailLayout
      preview={lead}
      heading={reason === null ? words.form(byName) : words.formBack(byName)}
    >
      <Paragraph>{lead}</Paragraph>
      {reason !== null && <Quote>{reason}</Quote>}
      <AccountButton address={context.accountLink}>{words.formOpen}</AccountButton>
      <Remark>{words.formRemark}</Remark>
    </MailLayout>
  );
}

const LOOK = {
  backgroundColor: '#3b5bdb',
  borderRadius: '7px',
  color: '#ffffff',
  fontSize: '15px',
  fontWeight: 600,
  margin: '0 0 16px',
  padding: '12px 23px',
  textDecoration: 'none',
};

/** The page it leads to does nothing by being opened. */
function AccountButton({ address, children }: { address?: string | null; children: string }) {
  return (
    <Button href={address ?? '#'} className="button" style={LOOK}>
      {children}
    </Button>
  );
}
