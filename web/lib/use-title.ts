import { useDocumentTitle } from '@mantine/hooks';

/** The browser tab's title: the page first, so that many tabs stay apart. */
export function useTitle(title: string): void {
  useDocumentTitle(`${title} · NETRA`);
}
