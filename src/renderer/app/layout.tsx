import { Outlet } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStored } from '../platform/stored.ts';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { DrillBar } from './drill-bar.tsx';
import { Navigation } from './navigation.tsx';
import { ReachBar } from './reach-bar.tsx';
import classes from './layout.module.css';

/** Navigation at the left, the page at the right, and one quiet line below it when the service is away. */
export function Layout() {
  const { t } = useTranslation();
  const page = useRef<HTMLElement>(null);
  const [folded, setFolded] = useStored<boolean>('navigation-folded', false, (stored) => stored === 'true');
  return (
    <div className={classes['frame']} data-folded={folded || undefined}>
      <button type="button" className={`visually-hidden ${classes['skip'] ?? ''}`} onClick={() => page.current?.focus()}>
        {t('nav.skip')}
      </button>
      <Navigation folded={folded} onFold={setFolded} />
      <main className={classes['page']} ref={page} tabIndex={-1}>
        <ConnectionBar />
        <ReachBar />
        <DrillBar />
        <Outlet />
      </main>
      <CommandPalette />
    </div>
  );
}
