/** NETRA itself as the author of messages: no row among people, and nobody signs in as it. */
export const NETRA = { id: '00000000-0000-4000-8000-000000000001', name: 'NETRA' } as const;
