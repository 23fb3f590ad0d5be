import type { ComponentType } from 'react';
import type { MailProps, MailTemplateName } from '../template-props';
import { InvitationMail, PasswordResetMail, PreboardingMail } from './account-link';
import { ApprovalEscalatedMail, ApprovalReminderMail, ApprovalRequestMail } from './approval-ask';
import {
  ApprovalClosedForYouMail,
  ApprovalOutcomeMail,
  CommentMail,
  InformationRequestedMail,
  ReplyAnswerMail,
} from './approval-news';
import { ApprovalDigestMail } from './approval-digest';
import { CustomerInvoiceMail } from './customer-invoice';
import { AssistantReportMail } from './assistant-report';
import { ChatUnreadMail, totalOf } from './chat-unread';
import { InformationAnsweredMail, SentBackMail } from './conversation';
import { GoLiveWatchMail } from './go-live-watch';
import { OnboardingTasksMail } from './onboarding-tasks';
import type { MailContext } from './layout';
import type { MailWords } from './words';

interface MailTemplate<Name extends MailTemplateName> {
  /** What admins read. */
  label: string;
  subject(props: MailProps<Name>, words: MailWords): string;
  component: ComponentType<{ props: MailProps<Name>; context: MailContext }>;
  /** Props for the preview and the tests. */
  example: MailProps<Name>;
}

const exampleRequest = {
  requestId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11',
  kindLabel: 'Leave',
  requesterName: 'Ravi Menon',
  title: '2 days of casual leave, 1–2 Dec 2026',
};

const IN_TWO_WORKING_DAYS = { count: 2, unit: 'day', isWorking: true, isOverdue: false } as const;

const exampleAsk = {
  ...exampleRequest,
  facts: [
    { label: 'Dates', value: '1–2 Dec 2026' },
    { label: 'Working days', value: '2' },
    { label: 'Reason', value: 'A wedding in the family, in Kochi' },
  ],
  stepName: 'Reporting manager',
  dueAt: '2026-11-26T12:30:00.000Z',
  dueIn: IN_TWO_WORKING_DAYS,
  links: {
    approve: '0f6d2f5e-3c0e-4c58-b7c5-0a5d7a1b6c01',
    reject: '0f6d2f5e-3c0e-4c58-b7c5-0a5d7a1b6c02',
  },
};

/** Every mail NETRA sends. A new one is a line in the props, a component and an entry here. */
export const mailTemplates: { [Name in MailTemplateName]: MailTemplate<Name> } = {
  'approval-request': {
    label: 'Approval request',
    subject: (ask, words) => words.asksSubject(ask.title, ask.requesterName),
    component: ApprovalRequestMail,
    example: exampleAsk,
  },
  'approval-reminder': {
    label: 'Approval reminder',
    subject: (ask, words) => words.waitsSubject(ask.title, ask.requesterName),
    component: ApprovalReminderMail,
    example: exampleAsk,
  },
  'approval-escalated': {
    label: 'Approval escalated',
    subject: (ask, words) => words.escalatedSubject(ask.title, ask.requesterName),
    component: ApprovalEscalatedMail,
    example: { ...exampleAsk, escalatedFromName: 'Meera Nair' },
  },
  'approval-outcome': {
    label: 'Outcome for the requester',
    subject: (news, words) => words.outcomes[news.outcome].subject(news.title),
    component: ApprovalOutcomeMail,
    example: {
      ...exampleRequest,
      outcome: 'rejected',
      decision: {
        byName: 'Meera Nair',
        verdict: 'reject',
        channel: 'email',
        comment: 'The quarter closes that week.\nCould you take the week after?',
        at: '2026-11-24T09:05:00.000Z',
      },
    },
  },
  'approval-closed-for-you': {
    label: 'Nothing left to do',
    subject: (news, words) => words.closedSubject(news.title),
    component: ApprovalClosedForYouMail,
    example: { ...exampleRequest, reason: 'It was withdrawn.' },
  },
  'approval-digest': {
    label: 'Morning digest',
    subject: ({ items, more }, words) =>
      words.digestSubject(items.length + more, items[0]?.title ?? ''),
    component: ApprovalDigestMail,
    example: {
      items: [
        {
          ...exampleRequest,
          stepName: 'Reporting manager',
          dueAt: '2026-11-26T12:30:00.000Z',
          dueIn: IN_TWO_WORKING_DAYS,
        },
        {
          ...exampleRequest,
          requestId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a12',
          kindLabel: 'Expense claim',
          requesterName: 'Asha Pillai',
          title: '₹18,400.00 for Client visit in Pune',
          stepName: 'Reporting manager',
          dueAt: '2026-11-24T08:30:00.000Z',
          dueIn: { ...IN_TWO_WORKING_DAYS, count: 5, unit: 'hour' },
        },
      ],
      more: 0,
    },
  },
  'information-requested': {
    label: 'More information wanted',
    subject: (news, words) => words.wantsInformationSubject(news.title),
    component: InformationRequestedMail,
    example: {
      ...exampleRequest,
      byName: 'Meera Nair',
      text: 'Who covers the Bharat Steel account while you are away?',
    },
  },
  'information-answered': {
    label: 'Answer to a question',
    subject: (news, words) => words.answeredSubject(news.title, news.requesterName),
    component: InformationAnsweredMail,
    example: { ...exampleRequest, byName: 'Ravi Menon', text: 'Asha covers it; she knows.' },
  },
  'sent-back': {
    label: 'Sent back',
    subject: (news, words) => words.sentBackSubject(news.title),
    component: SentBackMail,
    example: {
      ...exampleRequest,
      byName: 'Meera Nair',
      text: 'Please leave out the Friday: the quarter closes.',
    },
  },
  comment: {
    label: 'Comment',
    subject: (news, words) => words.commentedSubject(news.byName, news.title),
    component: CommentMail,
    example: { ...exampleRequest, byName: 'Meera Nair', text: 'Noted, I will plan around it.' },
  },
  'chat-unread': {
    label: 'Unread messages',
    subject: ({ found = [] }, words) => words.unreadSubject(totalOf(found), found.length),
    component: ChatUnreadMail,
    example: {
      userId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a13',
      stretches: [{ id: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a14', after: 11, upTo: 14 }],
      found: [
        {
          id: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a14',
          kind: 'channel',
          name: 'sales',
          others: [],
          count: 3,
          mentions: 1,
          lines: [{ author: 'Meera Nair', text: 'Ravi, can you take the call with Bharat Steel?' }],
        },
      ],
    },
  },
  'assistant-report': {
    label: 'Saved report of the assistant',
    subject: ({ title }, words) => words.reportSubject(title),
    component: AssistantReportMail,
    example: {
      reportId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a17',
      runId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a18',
      title: 'What my team spends',
      found: {
        tables: [
          {
            ...{ title: 'Expenses by person', note: 'my team, 1–30 Nov 2026', rowCount: 2 },
            columns: [
              { label: 'Person', isFigure: false },
              { label: 'Amount', isFigure: true },
            ],
            rows: [
              ['Asha Pillai', '₹18,400.00'],
              ['Ravi Menon', '₹6,250.00'],
            ],
            totals: ['', '₹24,650.00'],
          },
        ],
        empty: [],
        refusals: [],
      },
    },
  },
  'onboarding-tasks': {
    label: 'Tasks for somebody who joins or leaves',
    subject: (news, words) => words.tasksSubject(news, news.tasks.length),
    component: OnboardingTasksMail,
    example: {
      occasion: 'opened',
      purpose: 'onboarding',
      personName: 'Ravi Menon',
      isOwn: false,
      tasks: [
        {
          title: 'Prepare the laptop and the accounts',
          help: 'Mail, calendar, and what the team works with.',
          dueOn: '2026-11-26',
          blocking: true,
        },
      ],
    },
  },
  'go-live-watch': {
    label: 'How a project does after its go-live',
    subject: (news, words) => words.watch(news),
    component: GoLiveWatchMail,
    example: {
      ...{ occasion: 'ask', projectId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a15' },
      ...{ projectName: 'Order desk', customer: 'Vindhya Textiles', managerName: 'Meera Nair' },
      checkIn: { workingDay: 3, fallsOn: '2026-12-17' },
      note: '',
    },
  },
  invitation: {
    label: 'Invitation to a new account',
    subject: ({ byName }, words) => words.invitedSubject(byName),
    component: InvitationMail,
    example: { linkId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a15', byName: 'Meera Nair' },
  },
  'password-reset': {
    label: 'Link to a new password',
    subject: (_asked, words) => words.resetSubject,
    component: PasswordResetMail,
    example: {
      linkId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a15',
      askedAt: '2026-11-24T09:05:00.000Z',
      device: 'Firefox on Windows',
      network: '203.0.113.0/24',
    },
  },
  preboarding: {
    label: 'Form before the first day',
    subject: ({ reason }, words) => words.formSubject(reason !== null),
    component: PreboardingMail,
    example: {
      linkId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a15',
      byName: 'Meera Nair',
      startsOn: '2026-12-14',
      reason: null,
    },
  },
  'customer-invoice': {
    label: 'Invoice to a customer',
    subject: ({ kind, number }, words) => words.invoiceSubject(kind, number),
    component: CustomerInvoiceMail,
    example: {
      ...{ invoiceId: '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a16', kind: 'invoice' },
      ...{ number: 'INV-2026-0042', customer: 'Bharat Steel', contactName: 'Leela Rao' },
      ...{ total: '₹1,18,000.00', dueOn: '2026-12-24' },
      message: 'As agreed with Ravi, with the workshop of November.',
    },
  },
  'reply-answer': {
    label: 'Answer that decided nothing',
    subject: (reply, words) => words.replySubject(reply.title),
    component: ReplyAnswerMail,
    example: { ...exampleRequest, problem: 'unclear' },
  },
};
