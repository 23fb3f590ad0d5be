/**
 * What `Intl` calls these zones still, and what they are called by the IANA database today: CLDR keeps the first name a
 * zone ever had, see https://cldr.unicode.org/translation/timezones
 */
const NAMES_OF_TODAY: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const known = new Map<string, string | undefined>();

/**
 * The one name under which a zone is kept, however it was typed: "asia/kolkata" and "Asia/Calcutta" are "Asia/Kolkata".
 * @returns undefined where there is no such zone
 */
export function zoneNamed(typed: string): string | undefined {
  if (known.has(typed)) return known.get(typed);
  const name = resolve(typed);
  // A file of nonsense must not fill the memory.
  if (known.size < 1000) known.set(typed, name);
  return name;
}

function resolve(typed: string): string | undefined {
  if (typed === '') return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions();
    return NAMES_OF_TODAY[timeZone] ?? timeZone;
  } catch {
    return undefined;
  }
}
