import { commandsFor, readCommand } from '../../domain/chat/commands';

// A Sunday, the last day of its week.
const read = (text: string) => readCommand(text, '2026-11-29');

test.each([
  ['/leave', {}],
  ['/leave 2026-12-07', { from: '2026-12-07', to: '2026-12-07' }],
  ['/LEAVE 2026-12-07 2026-12-08', { from: '2026-12-07', to: '2026-12-08' }],
  [
    '/leave 2026-12-07 2026-12-08 family visit',
    { from: '2026-12-07', to: '2026-12-08', reason: 'family visit' },
  ],
  [
    '/leave  Sick 2026-12-07   dentist ',
    { type: 'sick', from: '2026-12-07', to: '2026-12-07', reason: 'dentist' },
  ],
])('"%s" opens the leave form with what was said', (text, values) => {
  expect(read(text)).toEqual({ kind: 'form', request: 'leave', values });
});

test('types of leave that HR added are understood like the others', () => {
  const types = ['casual', 'study-leave'];
  expect(readCommand('/leave study-leave 2026-12-07', '2026-11-29', types)).toEqual({
    ...{ kind: 'form', request: 'leave' },
    values: { type: 'study-leave', from: '2026-12-07', to: '2026-12-07' },
  });
});

test.each([
  ['/claim', {}],
  ['/claim 450', { amount: '450' }],
  ['/claim 450.50 INR', { amount: '450.50' }],
  ['/claim 450 INR taxi', { amount: '450', title: 'taxi', description: 'taxi' }],
  ['/claim 450 to the fair', { amount: '450', title: 'to the fair', description: 'to the fair' }],
])('"%s" opens the claim form with what was said', (text, values) => {
  expect(read(text)).toEqual({ kind: 'form', request: 'expense-claim', values });
});

test.each([
  ['/leave 25th Feb', '"25th" is not a date. Write dates like 2026-12-07, the year first.'],
  ['/leave 2026-02-30', '"2026-02-30" is not a date'],
  ['/leave 07-12-2026', '"07-12-2026" is not a date'],
  ['/leave 2026-12-07 08.12.', '"08.12." is not a date'],
  ['/leave 2026-12-08 2026-12-07', 'The last day, 2026-12-07, is before the first, 2026-12-08.'],
  ['/claim taxi', '"taxi" is not an amount'],
  ['/claim 0', '"0" is not an amount'],
  ['/claim -5', '"-5" is not an amount'],
  ['/claim 450.505', '"450.505" is not an amount'],
  ['/claim 1e3', '"1e3" is not an amount'],
  ['/claim 450 USD taxi', 'Claims are made in INR, not in USD.'],
  ['/who-is-out tomorrow', '"tomorrow" is not a date'],
  ['/who-is-out today please', '"please" is not understood after "today".'],
  ['/leaf', 'There is no command "/leaf". Write //leaf to send it as text.'],
  ['/', 'There is no command "/"'],
])('"%s" is nothing that is understood, and says what', (text, message) => {
  expect(read(text)).toEqual({
    kind: 'problem',
    message: expect.stringContaining(message) as string,
  });
});

test.each([
  ['/who-is-out', '2026-11-29', '2026-11-29'],
  ['/who-is-out today', '2026-11-29', '2026-11-29'],
  ['/who-is-out week', '2026-11-23', '2026-11-29'],
  ['/who-is-out 2026-12-07', '2026-12-07', '2026-12-07'],
])('"%s" asks who is away from %s to %s', (text, from, to) => {
  expect(read(text)).toEqual({ kind: 'who-is-out', from, to });
});

test('what is no command is sent as it is, and a doubled slash as one', () => {
  expect(read('half /leave or not')).toEqual({ kind: 'text', text: 'half /leave or not' });
  expect(read(' /leave')).toEqual({ kind: 'text', text: ' /leave' });
  expect(read('//leave is a command')).toEqual({ kind: 'text', text: '/leave is a command' });
  expect(read('/help')).toEqual({ kind: 'help' });
});

test('commands are offered while their names are written', () => {
  const names = (text: string) => commandsFor(text).map(({ name }) => name);
  expect(names('/')).toEqual(['/leave', '/claim', '/who-is-out', '/help']);
  expect(names('/L')).toEqual(['/leave']);
  for (const text of ['', 'a/', '//', '/leave ', '/x']) expect(names(text)).toEqual([]);
});
