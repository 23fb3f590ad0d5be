import { zoneNamed } from '../../domain/dates/zones';

test.each([
  ['pacific/auckland', 'Pacific/Auckland'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['ASIA/KOLKATA', 'Asia/Kolkata'],
  ['us/eastern', 'America/New_York'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['utc', 'UTC'],
  ['Mars/Olympus', undefined],
  ['', undefined],
])('the zone “%s” is kept as %s', (typed, kept) => {
  expect(zoneNamed(typed)).toBe(kept);
  // What is kept is kept as it is.
  if (kept !== undefined) expect(zoneNamed(kept)).toBe(kept);
});
