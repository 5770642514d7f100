import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeToCome } from '#shared/contract/history.ts';
import { AttributePath } from './attribute-path.tsx';
import { type AttributeChange, attributeChanges } from './attribute-changes.ts';
import { CodeView, DiffView } from './code-view.tsx';
import classes from './changes.module.css';

const FOLDED = 12;

/** What an exchange did to one resource, or what undoing one would do: attribute by attribute, or as the two documents. */
export function ChangeView({ change }: { change: ChangeToCome }) {
  const { t } = useTranslation();
  const [view, setView] = useState('attributes');
  const changes = attributeChanges(change.before, change.after);
  // A password is no part of the resource, and a takeover may find everything as it was sent.
  const kind = change.kind === 'updated' && changes.length === 0 ? 'unchanged' : change.kind;
  return (
    <div className={classes['change']}>
      <div className={classes['bar']}>
        <span className={classes['kind']}>{t(`change.${kind}`, { version: change.version })}</span>
        <SegmentedControl
          aria-label={t('change.view')}
          value={view}
          onChange={setView}
          data={[
            { value: 'attributes', label: t('change.attributes') },
            { value: 'json', label: t('change.json') },
          ]}
        />
      </div>
      {view === 'attributes' ? <AttributeTable changes={changes} /> : <Documents change={change} />}
    </div>
  );
}

function Documents({ change }: { change: ChangeToCome }) {
  const { t } = useTranslation();
  const label = t('change.documents', { name: change.resourceName });
  if (change.before !== null && change.after !== null) {
    return <DiffView before={text(change.before)} after={text(change.after)} label={label} />;
  }
  return <CodeView text={text(change.after ?? change.before)} label={label} />;
}

/** Attribute by attribute, the old value and the new one. */
export function AttributeTable({ changes }: { changes: readonly AttributeChange[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (changes.length === 0) return <p className={classes['none']}>{t('change.none')}</p>;
  const shown = all ? changes : changes.slice(0, FOLDED);
  return (
    <>
      <dl className={classes['table']}>
        {shown.map((change) => (
          <div key={change.key} className={classes['line']}>
            <dt>
              <AttributePath path={change.path} />
            </dt>
            <dd>
              {change.before === null ? null : <del className={classes['before']}>{change.before || t('change.present')}</del>}
              {change.before === null || change.after === null ? null : <span className={classes['arrow']}> → </span>}
              {change.after === null ? null : <ins className={classes['after']}>{change.after || t('change.present')}</ins>}
            </dd>
          </div>
        ))}
      </dl>
      {shown.length === changes.length ? null : (
        <button type="button" className={classes['more']} onClick={() => setAll(true)}>
          {t('change.more', { count: changes.length - shown.length })}
        </button>
      )}
    </>
  );
}

function text(document: unknown): string {
  return JSON.stringify(document, null, 2);
}
