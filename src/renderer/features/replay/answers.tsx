import { useTranslation } from 'react-i18next';
import { CodeView, DiffView } from '../../ui/code-view.tsx';
import { prettyJson } from '../../ui/json-text.ts';
import classes from './replay.module.css';

/** The body of then and the body of now: laid over each other where they differ, shown once where they do not. */
export function Answers({ before, now }: { before: string; now: string }) {
  const { t } = useTranslation();
  if (before === '' && now === '') return <p className={classes['quiet']}>{t('replay.noBodies')}</p>;
  if (before === now) {
    return (
      <>
        <p className={classes['line']}>{t('replay.sameBody')}</p>
        <CodeView text={prettyJson(now)} label={t('replay.bothAnswers')} />
      </>
    );
  }
  if (before === '') return <CodeView text={prettyJson(now)} label={t('replay.answerNow')} />;
  return <DiffView before={prettyJson(before)} after={prettyJson(now)} label={t('replay.bothAnswers')} />;
}
