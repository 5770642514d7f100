import { useTranslation } from 'react-i18next';
import type { Difference } from '#shared/contract/replay.ts';
import { AttributePath } from '../../ui/attribute-path.tsx';
import classes from './replay.module.css';

/** Place by place: what it was, what it is now. */
export function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  const { t } = useTranslation();
  return (
    <table className={classes['differences']}>
      <thead>
        <tr>
          <th scope="col">{t('replay.difference.path')}</th>
          <th scope="col">{t('replay.difference.then')}</th>
          <th scope="col">{t('replay.difference.now')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, before, now }) => (
          <tr key={path}>
            <th scope="row">
              <AttributePath path={path} />
            </th>
            <td>{before === null ? <span className={classes['quiet']}>{t('replay.difference.nothing')}</span> : before}</td>
            <td>{now === null ? <span className={classes['quiet']}>{t('replay.difference.nothing')}</span> : now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
