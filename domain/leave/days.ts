import { UNITS_PER_DAY } from './working-days';

const SHAPE = /^([+-]?)(\d{1,3})(?:\.(\d{1,2}))?$/;

/** Days as people write them ("1.5", "-2", "+0.25") in hundredths of a day; undefined when they are something else. */
export function parseUnits(text: string): number | undefined {
  const match = SHAPE.exec(text.trim());
  if (!match) return undefined;
  const units = Number(match[2]) * UNITS_PER_DAY + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? 0 - units : units;
}
