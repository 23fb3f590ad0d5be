/** Hours that policies count as one day. */
const HOURS_A_DAY = 8;

/** "2 hours", "1 hour", "3.25 hours". Minutes come in quarters of an hour. */
export function sayHours(minutes: number): string {
  const hours = minutes / 60;
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}

/** Minutes as days of eight hours, in hundredths as policies compare them: 1200 → "2.50". */
export function daysOfMinutes(minutes: number): string {
  return (minutes / 60 / HOURS_A_DAY).toFixed(2);
}
