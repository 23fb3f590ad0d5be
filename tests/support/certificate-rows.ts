import type { Certificate } from '../../modules/approvals/certificate/read-certificate';

const person = (name: string) => ({ id: '5f0c2f52-7f3e-4c2b-9a53-2a4a8f0a9d10', name });

const inr = (amount: string) => ({ amount, currency: 'INR' });

const FILE = {
  id: 'f1',
  name: 'बिल-rechnung.pdf',
  type: 'application/pdf',
  size: 48_213,
  sha256: '5c'.repeat(32),
  by: person('प्रिया शर्मा'),
  at: '2026-11-19T04:31:00.000Z',
};

/** A certificate with names and words of several scripts, longer than a page. */
export function certificateRows(printedAt: Date): Certificate {
  const decisions: Certificate['approval']['decisions'] = [
    {
      id: 'd1',
      step: 'reporting-manager',
      by: person('Łucja Müller-Ødegård'),
      onBehalfOf: person('प्रिया शर्मा'),
      verdict: 'approve',
      channel: 'email',
      comment: 'ठीक है – approved for ₹1,25,000.00; see you → Monday 你好',
      at: '2026-11-20T05:05:00.000Z',
    },
    {
      id: 'd2',
      step: 'finance',
      by: person('Meera Nair'),
      verdict: 'approve',
      channel: 'app',
      comment: null,
      override: true,
      lines: [
        { key: '1', amount: inr('90000.00') },
        { key: '2', amount: inr('25000.00') },
      ],
      at: '2026-11-20T09:41:12.000Z',
    },
  ];
  const trail = Array.from({ length: 24 }, (_, index): Certificate['trail'][number] => ({
    at: new Date(Date.UTC(2026, 10, 19, 4, 30 + index * 7)).toISOString(),
    type: 'approval.commented',
    actor: index % 3 === 0 ? null : person('Ravi Menon'),
    text: index % 3 === 0 ? 'Reporting manager: asked Łucja Müller-Ødegård' : 'Commented',
    comment: index % 5 === 4 ? 'Is the hotel in this? '.repeat(8).trim() : null,
    seal: index === 23 ? null : { position: 41_200 + index, hash: 'ab12'.repeat(16) },
  }));
  return {
    approval: {
      id: '0b9f2a9e-2f1a-4e7c-8a63-6d1c2f1f7a55',
      kind: 'expense-claim',
      kindLabel: 'Expense claim',
      title: 'Customer visit in München, ₹1,25,000.00',
      status: 'approved',
      requester: person('प्रिया शर्मा'),
      undo: null,
      waitingOn: [],
      dueAt: null,
      submittedAt: '2026-11-19T04:30:00.000Z',
      closedAt: '2026-11-20T09:41:13.000Z',
      data: {},
      facts: [
        { label: 'Title', value: 'Customer visit in München' },
        { label: 'Total', value: '₹1,25,000.00' },
        { label: 'Reason', value: 'ग्राहक से मिलना: क्षेत्रीय कार्यालय. '.repeat(6).trim() },
      ],
      subjectId: '0b9f2a9e-2f1a-4e7c-8a63-6d1c2f1f7a56',
      version: 2,
      round: 2,
      policyVersion: 3,
      steps: [
        {
          key: 'reporting-manager',
          name: 'Reporting manager',
          stage: 0,
          status: 'approved',
          approvers: [],
          dueAt: null,
        },
        {
          key: 'finance',
          name: 'Finance',
          stage: 1,
          status: 'approved',
          approvers: [],
          dueAt: null,
        },
      ],
      decisions,
      changes: [],
      sentBackUntil: null,
      informationAskedAt: null,
      lines: [
        { key: '1', label: 'Flight', amount: inr('100000.00'), left: inr('90000.00') },
        { key: '2', label: 'Hotel', amount: inr('25000.00'), left: inr('25000.00') },
      ],
      files: [FILE],
      timeline: [],
      workflowId: 'approval/expense-claim/0b9f2a9e-2f1a-4e7c-8a63-6d1c2f1f7a55',
      may: {
        decide: false,
        withdraw: false,
        reassign: false,
        addApprover: false,
        override: false,
        comment: true,
        requestInformation: false,
        revise: false,
        sendBack: false,
      },
    },
    department: 'Consulting',
    zone: 'Asia/Kolkata',
    contentHash: '9f'.repeat(32),
    earlier: [
      {
        round: 1,
        version: 1,
        policyVersion: 2,
        contentHash: '7e'.repeat(32),
        replacedAt: new Date('2026-11-19T09:00:00Z'),
        facts: [{ label: 'Title', value: 'Customer visit in Munich' }],
        lines: [],
        steps: [
          { key: 'reporting-manager', name: 'Reporting manager', status: 'skipped', approvers: [] },
        ],
        decisions: [
          {
            id: 'd0',
            step: 'reporting-manager',
            by: person('Łucja Müller-Ødegård'),
            verdict: 'approve',
            channel: 'app',
            comment: 'Before the hotel was added',
            files: [FILE],
            at: '2026-11-19T08:00:00.000Z',
          },
        ],
      },
    ],
    trail,
    head: { position: 41_400, hash: 'cd34'.repeat(16), sealedAt: new Date('2026-11-20T09:50:00Z') },
    printedAt,
  };
}
