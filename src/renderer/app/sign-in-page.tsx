import { useTranslation } from 'react-i18next';
import classes from './full-page.module.css';

/** Shown when the service refuses this page: only the link that the start command printed opens the console. */
export function SignInPage() {
  const { t } = useTranslation();
  return (
    <main className={classes['page']}>
      <h1 className={classes['title']}>{t('signIn.title')}</h1>
      <p className={classes['text']}>{t('signIn.text')}</p>
      <p className={classes['text']}>{t('signIn.how')}</p>
      <pre className={classes['code']}>http://127.0.0.1:4701/#key=…</pre>
    </main>
  );
}
