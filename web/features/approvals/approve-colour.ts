/** Of buttons that approve. As a variable rather than `teal.9`, which turns paler under the pointer: too pale for white text. */
export const APPROVE_COLOUR = 'var(--mantine-color-teal-9)';
