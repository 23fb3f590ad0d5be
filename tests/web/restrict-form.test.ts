import {
  bodyOf,
  EMPTY,
  problemsOf,
  type RestrictValues,
} from '../../web/features/restrictions/restrict-form';

const filled: RestrictValues = {
  personId: '8f0f2f0e-0f65-4a4f-9d0f-6f3a2c7f9a10',
  from: ['chat', 'assistant'],
  reason: '  Too loud ',
  ends: 'then',
  day: '2099-07-01',
  time: '09:30',
};

test.each([
  ['Asia/Kolkata', '2099-07-01T04:00:00.000Z'],
  ['UTC', '2099-07-01T09:30:00.000Z'],
  ['America/St_Johns', '2099-07-01T12:00:00.000Z'],
])("the end is the admin's own clock in %s", (zone, until) => {
  expect(bodyOf(filled, zone)).toEqual({
    personId: filled.personId,
    chat: true,
    assistant: true,
    reason: 'Too loud',
    until,
  });
});

test('one until it is lifted has no end, whatever day was chosen before', () => {
  const endless: RestrictValues = { ...filled, ends: 'never', from: ['assistant'] };
  expect(problemsOf({ ...endless, day: '', time: '' }, 'UTC')).toEqual({});
  expect(bodyOf(endless, 'UTC')).toEqual({
    personId: filled.personId,
    chat: false,
    assistant: true,
    reason: 'Too loud',
  });
});

test('what is missing or has passed is said beside its field', () => {
  expect(problemsOf(filled, 'Asia/Kolkata')).toEqual({});
  expect(Object.keys(problemsOf({ ...EMPTY, from: [] }, 'UTC')).sort()).toEqual([
    'day',
    'from',
    'personId',
    'reason',
  ]);
  expect(problemsOf({ ...filled, day: '2020-01-01' }, 'UTC')).toEqual({ day: 'This has passed' });
  expect(problemsOf({ ...filled, time: '24:00' }, 'UTC')).toEqual({ time: 'Choose a time' });
  expect(problemsOf({ ...filled, day: '2099-02-30' }, 'UTC')).toEqual({ day: 'Choose a day' });
});
