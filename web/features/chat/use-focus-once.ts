import { useCallback, useRef } from 'react';

/** A ref that takes the focus when its element is first drawn, if it is wanted there. */
export function useFocusOnce(isWanted: boolean): (element: HTMLElement | null) => void {
  const done = useRef(!isWanted);
  return useCallback((element: HTMLElement | null) => {
    if (!element || done.current) return;
    done.current = true;
    element.focus({ preventScroll: true });
  }, []);
}
