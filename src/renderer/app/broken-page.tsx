import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './full-page.module.css';

/** A defect of the console itself: said plainly, with what was thrown, and a way out. */
export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <div className={classes['page']} role="alert">
      <h1 className={classes['title']}>{t('broken.title')}</h1>
      <p className={classes['text']}>{t('broken.text')}</p>
      <pre className={classes['code']}>{error instanceof Error ? error.message : String(error)}</pre>
      <Button className={classes['action'] ?? ''} onClick={() => window.location.reload()}>
        {t('broken.reload')}
      </Button>
    </div>
  );
}

/** An address of the console that names nothing. */
export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <div className={classes['page']}>
      <h1 className={classes['title']}>{t('unknownPage.title')}</h1>
      <p className={classes['text']}>{t('unknownPage.text')}</p>
      <p className={classes['text']}>
        <Link to="/connect">{t('nav.connect')}</Link>
      </p>
    </div>
  );
}
