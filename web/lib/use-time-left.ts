import { useEffect, useState } from 'react';

/** How long it is until an instant, in milliseconds, counted down each second; 0 from then on. */
export function useTimeLeft(instant: string): number {
  const [left, setLeft] = useState(() => timeUntil(instant));
  useEffect(() => {
    const tick = () => {
      const now = timeUntil(instant);
      setLeft(now);
      if (now === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, [instant]);
  return left;
}

function timeUntil(instant: string): number {
  return Math.max(0, Date.parse(instant) - Date.now());
}

/** "1:32" */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
