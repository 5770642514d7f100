import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClickPath } from '../../ui/click-path.tsx';
import { FileProblem } from './file-problem.tsx';
import type { Giving } from './use-import.tsx';
import classes from './mappings.module.css';

/** Where each identity provider keeps its mapping, in its own words. */
const PLACES = [
  {
    idp: 'entra',
    path: [
      'Provisioning',
      'Edit attribute mappings',
      'Provision Microsoft Entra ID Users',
      'Show advanced options',
      'Review your schema here',
      'Download',
    ],
  },
  { idp: 'onelogin', path: ['Configuration', 'SCIM JSON Template'] },
  { idp: 'okta', path: ['Provisioning', 'To App', 'Attribute Mappings'] },
] as const;

/** Asks for a mapping: a file to choose or drop, a text to paste, or Okta's attributes to tick. */
export function GiveMapping({ giving, onKeep }: { giving: Giving; onKeep: (() => void) | null }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  return (
    <div className={classes['give']}>
      <h2 className={classes['giveTitle']}>{t('mappings.give.title')}</h2>
      <p className={classes['prose']}>{t('mappings.give.text')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.txt,application/json"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = '';
          if (file !== undefined) giving.giveFile(file);
        }}
      />
      <div className={classes['actions']}>
        <Button loading={giving.pending} onClick={() => input.current?.click()}>
          {t('mappings.give.choose')}
        </Button>
        <Button variant="default" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          {t('mappings.give.paste')}
        </Button>
        <Button variant="default" renderRoot={(props) => <Link to="/mappings/file/tick" {...props} />}>
          {t('mappings.give.tick')}
        </Button>
        {onKeep === null ? null : (
          <Button variant="subtle" color="gray" onClick={onKeep}>
            {t('keep')}
          </Button>
        )}
      </div>
      <p className={classes['noFile']}>
        {t('mappings.give.noFile')} <Link to="/rehearse/new">{t('begin.rehearse')}</Link>
      </p>
      {pasting ? (
        <form
          className={classes['paste']}
          onSubmit={(event) => {
            event.preventDefault();
            giving.giveText(text);
          }}
        >
          <Textarea
            label={t('mappings.give.pasteLabel')}
            autosize
            minRows={8}
            maxRows={16}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            classNames={{ input: classes['pasteInput'] ?? '' }}
            data-autofocus
          />
          <Button type="submit" disabled={text.trim() === ''} loading={giving.pending}>
            {t('mappings.give.judge')}
          </Button>
        </form>
      ) : null}
      {giving.problem === null ? null : <FileProblem error={giving.problem} />}
      <dl className={classes['where']}>
        {PLACES.map(({ idp, path }) => (
          <div key={idp}>
            <dt>{t(`idp.${idp}`)}</dt>
            <dd>
              {t(`mappings.give.where.${idp}`)}
              <ClickPath steps={path} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
