import { useTranslation } from 'react-i18next';
import type { ResourceDetail } from '#shared/contract/directory.ts';
import { Undo } from '../../ui/undo.tsx';
import classes from './directory.module.css';

/** The way back for a user or group that was deleted, by the console or by an identity provider: its deletion is undone. */
export function BringBack({ detail: { resourceType, history } }: { detail: ResourceDetail }) {
  const { t } = useTranslation();
  const [deletion] = history;
  if (deletion === undefined) return null;
  const label =
    resourceType === 'User' ? t('undo.bringUserBack') : resourceType === 'Group' ? t('undo.bringGroupBack') : t('undo.bringBack');
  return (
    <div className={classes['bringBack']}>
      <Undo changeId={deletion.id} undone={null} labels={{ undo: label, redo: label }} />
      {resourceType === 'User' || resourceType === 'Group' ? (
        <p className={classes['quiet']}>{resourceType === 'User' ? t('undo.bringUserBackNote') : t('undo.bringGroupBackNote')}</p>
      ) : null}
    </div>
  );
}
