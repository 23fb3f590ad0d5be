import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { ListView } from '../../../domain/wire/list-views';

/**
 * Opens a list with the view one has made its default: only where the address asks for nothing, and once, so that who
 * takes the filters away is left alone.
 */
export function useDefaultView(views: ListView[] | undefined): void {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const isSettled = useRef(search !== '');
  useEffect(() => {
    if (!views || isSettled.current) return;
    isSettled.current = true;
    const usual = views.find(({ isDefault }) => isDefault);
    if (usual?.query) void navigate(`${pathname}?${usual.query}`, { replace: true });
  }, [views, pathname, navigate]);
}
