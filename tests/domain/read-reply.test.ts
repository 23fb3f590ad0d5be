import { isAutomatic, isVouchedFor, readReply } from '../../domain/mail/read-reply';
import { promised } from '../support/promised';

describe('the text of a reply', () => {
  test.each([
    'approve',
    'Approve.',
    'APPROVED!',
    'yes approve',
    'Yes, approved',
    '\n\n  approve  \n\nRegards,\nMeera',
    'approve\n\nOn Tue, 24 Nov 2026 at 10:12, NETRA <no-reply@netra.example> wrote:\n> reject because x',
    'approve\r\n-- \r\nreject because this is my signature',
    'Approved\n\n-----Original Message-----\nFrom: NETRA\nReject',
    'approve\nOn Tue, 24 Nov 2026 at 10:12, somebody with quite a long name\n<a@b.example> wrote:\n> x',
  ])('approves: %j', (text) => {
    expect(readReply(text)).toEqual({ says: 'approve' });
  });

  test.each([
    ['reject because the quarter closes', 'the quarter closes'],
    ['Rejected because: too dear', 'too dear'],
    ['reject because it is\nfar too dear\n\nRegards', 'it is far too dear'],
    ['reject because no\n> approve', 'no'],
  ])('rejects with its reason: %j', (text, reason) => {
    expect(readReply(text)).toEqual({ says: 'reject', reason });
  });

  test.each(['reject', 'Rejected.', 'reject because', 'reject because:  '])(
    'wants a reason: %j',
    (text) => {
      expect(readReply(text)).toEqual({ says: 'reject-without-reason' });
    },
  );

  test.each([
    '',
    '\n \n',
    '> approve',
    'On Monday Ravi <r@x.example> wrote:\n> approve',
    '-- \napprove',
  ])('has nothing of its own: %j', (text) => {
    expect(readReply(text)).toEqual({ says: 'nothing' });
  });

  test.each([
    'do not approve',
    'approve?',
    'approved?!',
    'I approve',
    'Yes',
    'ok',
    'approve the first half only',
    'approve\nreject because I changed my mind',
    'reject because of the date\napprove',
    'rejectbecause x',
    'Hello,\napprove',
    'approve ✓ thanks',
  ])('is not clear: %j', (text) => {
    expect(readReply(text)).toEqual({ says: 'unclear' });
  });

  test('a text made to cost time costs none', () => {
    const started = Date.now();
    for (const text of [
      'on '.repeat(50_000),
      ' '.repeat(100_000),
      `reject because ${'x '.repeat(90_000)}`,
    ]) {
      readReply(text);
    }
    expect(Date.now() - started).toBeLessThan(promised(500));
  });
});

test.each([
  [{ 'auto-submitted': 'auto-replied' }, ''],
  [{ 'auto-submitted': 'auto-generated (rule)' }, ''],
  [{ precedence: 'bulk' }, ''],
  [{ precedence: 'auto_reply' }, ''],
  [{ 'x-autoreply': 'yes' }, ''],
  [{ 'content-type': 'multipart/report; report-type=delivery-status' }, ''],
  [{}, 'Automatic reply: Approval needed'],
  [{}, 'Out of office: back on Monday'],
])('a machine is known by %j %s', (headers, subject) => {
  expect(isAutomatic(headers, subject)).toBe(true);
});

test.each([
  [{ 'auto-submitted': 'no' }, 'Re: Approval needed'],
  [{ precedence: 'first-class' }, 'Re: Out of office furniture'],
])('a person is not taken for one: %j %s', (headers, subject) => {
  expect(isAutomatic(headers, subject)).toBe(false);
});

describe('who vouches for a sender', () => {
  const wanted = { trusted: 'mx.netra.example', sender: 'Meera@netra.example' };
  test.each([
    ['mx.netra.example; dmarc=pass header.from=netra.example'],
    ['mx.netra.example 1; spf=pass smtp.mailfrom=meera@netra.example; dkim=none'],
    ['MX.netra.example; dkim=pass header.d=netra.example header.s=a'],
  ])('passes: %s', (line) => {
    expect(isVouchedFor([line], wanted)).toBe(true);
  });

  test.each([
    [[]],
    [['mx.netra.example; none']],
    [['mx.netra.example; spf=fail smtp.mailfrom=meera@netra.example']],
    [['mx.netra.example; dkim=pass header.d=evil.example']],
    [['mx.netra.example; dmarc=pass header.from=evil.example']],
    [['mx.netra.example; x=y dmarc=pass header.from=netra.example']],
    [['evil.example; dmarc=pass header.from=netra.example']],
    [
      [
        'mx.netra.example; dmarc=fail header.from=netra.example',
        'mx.netra.example; dmarc=pass header.from=netra.example',
      ],
    ],
    [['other.example; spf=none', 'mx.netra.example; dmarc=pass header.from=netra.example']],
  ])('does not: %j', (lines) => {
    expect(isVouchedFor(lines, wanted)).toBe(false);
  });
});
