import type { DraftDetails } from '../../../domain/wire/preboarding';

/** What each detail is called, in the order in which it is read. */
export const DETAIL_WORDS: Record<keyof DraftDetails, string> = {
  phone: 'Phone',
  street: 'Street and house',
  city: 'Town',
  postalCode: 'Postal code',
  country: 'Country',
  contactName: 'In an emergency, call',
  contactRelation: 'Who they are to you',
  contactPhone: 'Their phone',
  size: 'Size of clothes',
};

/** Details as facts; what is missing is left out. */
export function factsOf(details: DraftDetails): { label: string; value: string }[] {
  const names = Object.keys(DETAIL_WORDS) as (keyof DraftDetails)[];
  return names.flatMap((name) => {
    const value = details[name];
    return value ? [{ label: DETAIL_WORDS[name], value }] : [];
  });
}
