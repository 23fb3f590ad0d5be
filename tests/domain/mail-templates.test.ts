import { previewMail } from '../../modules/mail/compose-mail';
import { waitSeconds } from '../../modules/mail/mail-relay';
import { renderMail } from '../../modules/mail/render-mail';
import { mailTemplates } from '../../modules/mail/templates/registry';
import { mailPropsSchemas } from '../../modules/mail/template-props';

const context = {
  appUrl: 'https://netra.test',
  recipientName: 'Meera Nair',
  zone: 'Asia/Kolkata',
  actions: {
    approve: 'https://netra.test/email-actions/a.a.a',
    reject: 'https://netra.test/email-actions/r.r.r',
  },
  accountLink: 'https://netra.test/password#token',
};
const NAMES = Object.keys(mailTemplates) as (keyof typeof mailTemplates)[];
const ASKING = ['approval-request', 'approval-reminder', 'approval-escalated'];

/** Whole addresses, so that two that run into each other are noticed. */
const addressesIn = (text: string) => text.match(/https:\/\/[^\s"<>]+/g) ?? [];

/** What a mail says something of, and the page that each leads to. */
function shownOf(example: (typeof mailTemplates)[keyof typeof mailTemplates]['example']) {
  if ('stretches' in example) {
    return (example.found ?? []).map(({ id, name }) => ({ title: name!, path: `/chat/${id}` }));
  }
  if ('startsOn' in example) return [{ title: '14 Dec 2026', path: '/password#token' }];
  if ('linkId' in example) return [{ title: 'NETRA', path: '/password#token' }];
  if ('projectName' in example) {
    const { projectName, projectId } = example;
    return [{ title: projectName, path: `/projects/${projectId}/readiness` }];
  }
  if ('reportId' in example) {
    const { title, reportId } = example;
    return [{ title, path: `/assistant/reports/${reportId}` }];
  }
  if ('tasks' in example) return example.tasks.map(({ title }) => ({ title, path: '/tasks' }));
  // Its reader has no account: it leads nowhere.
  if ('invoiceId' in example) return [{ title: example.number, path: null }];
  const requests = 'items' in example ? example.items : [example];
  return requests.map(({ title, requestId }) => ({ title, path: `/approvals/${requestId}` }));
}

describe.each(NAMES)('the mail %s', (template) => {
  const { example, label } = mailTemplates[template];
  const shown = shownOf(example);
  const rendered = renderMail({ template, props: example }, context);

  test('has a label, and an example that its schema takes', () => {
    expect(label).not.toBe('');
    expect(mailPropsSchemas[template].safeParse(example).success).toBe(true);
  });

  test('has a subject of one line and both parts', () => {
    const subjects: Partial<Record<string, string>> = {
      'chat-unread': '3 unread messages',
      'onboarding-tasks': 'One task for the start of Ravi Menon',
      preboarding: 'Before your first day',
    };
    expect(rendered.subject).toContain(subjects[template] ?? shown[0]!.title);
    expect(rendered.subject).not.toMatch(/[\r\n]/);
    expect(rendered.html).toMatch(/^<!DOCTYPE html/);
    expect(rendered.html).toContain('prefers-color-scheme: dark');
    for (const { title } of shown) expect(rendered.text).toContain(title);
    expect(rendered.text).not.toMatch(/<[a-z]/i);
  });

  test('leads into the app from both parts, and to a verdict only where one is asked', () => {
    const actions = ASKING.includes(template)
      ? [context.actions.approve, context.actions.reject]
      : [];
    const pages = shown.flatMap(({ path }) => (path === null ? [] : `https://netra.test${path}`));
    const wanted = [...actions, ...pages];
    expect(addressesIn(rendered.text)).toEqual(wanted);
    const hrefs = [...rendered.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toEqual(wanted);
  });

  test('says so when its links are gone', () => {
    const without = renderMail({ template, props: example }, { ...context, actions: null });
    expect(without.html).not.toContain('email-actions');
    expect(without.text.includes('no longer valid')).toBe(ASKING.includes(template));
  });

  test('is inert when an admin looks at it', () => {
    const reader = { recipientName: 'Meera Nair', zone: 'Asia/Kolkata' };
    const config = { PUBLIC_URL: 'https://netra.test' };
    const { html, text } = previewMail({ config }, { template, props: example, ...reader });
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, href]) => href === '#')).toBe(true);
    expect(text).not.toContain('email-actions');
  });

  test('shows markup as text', () => {
    const evil = '<img src=x onerror=alert(1)>"&';
    const props = JSON.parse(
      JSON.stringify(example, (key, value: unknown) =>
        typeof value === 'string' &&
        !/Id$|At$|On$|^at$|^(id|occasion|purpose|kind|approve|reject|outcome|verdict|channel|problem|unit)$/.test(
          key,
        )
          ? evil
          : value,
      ),
    ) as unknown;
    const { html } = renderMail({ template, props }, { ...context, recipientName: evil });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&amp;');
  });
});

test.each(NAMES)(
  'the mail %s speaks Hindi, with its links and nothing of the English words left',
  (template) => {
    const { example } = mailTemplates[template];
    const brand = { language: 'hi' as const, signature: 'Acme\nपुणे', logo: 'cid:logo@netra' };
    const options = { ...context, takesReplies: true, mode: 'button' as const };
    const { subject, html, text } = renderMail({ template, props: example }, options, brand);
    expect(subject).toMatch(/[\u0900-\u097f]/);
    expect(html).toContain('lang="hi"');
    expect(text).toContain('Acme\nपुणे');
    const fixed = /Hello|your decision|Requested by|Your step|Open in NETRA|links to approve/;
    expect(text).not.toMatch(fixed);
    const english = renderMail({ template, props: example }, options);
    expect(addressesIn(text)).toEqual(addressesIn(english.text));
  },
);

test('the asking mail reads well as text', () => {
  const props = mailTemplates['approval-request'].example;
  const { text } = renderMail({ template: 'approval-request', props }, context);
  expect(text).toContain('Due           in 2 working days (Thu 26 Nov 2026, 18:00 IST)');
  expect(text).toMatch(/^Approve https:\/\/netra\.test\/email-actions\/a\.a\.a$/m);
  expect(text).toMatch(/^Reject https:\/\/netra\.test\/email-actions\/r\.r\.r$/m);
  expect(text).toContain('act as Meera Nair');
});

test('a mail that was queued before time left was said shows when it is due', () => {
  const props = { ...mailTemplates['approval-request'].example, dueIn: undefined };
  const { text } = renderMail({ template: 'approval-request', props }, context);
  expect(text).toContain('Due           Thu 26 Nov 2026, 18:00 IST');
});

test('a template that does not exist, or props that do not fit, cannot be rendered', () => {
  expect(() => renderMail({ template: 'toString', props: {} }, context)).toThrow('no such mail');
  expect(() => renderMail({ template: 'comment', props: {} }, context)).toThrow();
});

test('waits double, never beyond half a minute in the first hour and five minutes after', () => {
  const waits = (ageSeconds: number) =>
    [1, 2, 3, 6, 12, 500].map((attempts) => waitSeconds({ attempts, ageSeconds }, 0.5));
  expect(waits(10)).toEqual([1, 2, 4, 30, 30, 30]);
  expect(waits(7200)).toEqual([1, 2, 4, 32, 300, 300]);
  expect(waitSeconds({ attempts: 1, ageSeconds: 0 }, 0)).toBeCloseTo(0.8);
  expect(waitSeconds({ attempts: 1, ageSeconds: 0 }, 1)).toBeCloseTo(1.2);
});
