import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * A cell of text of any length. It breaks within a word where it must, and keeps a width in which most words fit: without
 * one, the other columns would leave it two letters on a phone.
 */
export function TextCell({ children }: { children: ReactNode }) {
  return (
    <Table.Td miw={160} style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Table.Td>
  );
}
