import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BlastRow } from '#shared/contract/user-list.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { blastRowQuery } from './queries.ts';
import classes from './golive.module.css';

/** One person of the comparison: what happens, what changes, what follows. */
export function BlastPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/go-live/blast-radius/$id' });
  const row = useQuery(blastRowQuery(id));
  const close = () => void navigate({ to: '/go-live/blast-radius', search: true });
  return (
    <Pane kind={t('golive.blast.kind')} onClose={close}>
      {row.isPending ? <RowsSkeleton rows={6} /> : null}
      {row.isError ? <FailureNote error={row.error} onRetry={() => void row.refetch()} /> : null}
      {row.data === undefined ? null : <Detail row={row.data} />}
    </Pane>
  );
}

function Detail({ row }: { row: BlastRow }) {
  const { t } = useTranslation();
  return (
    <>
      <PaneTitle
        below={
          <span className={classes['category']} data-category={row.category}>
            {t(`golive.blast.category.${row.category}`)}
          </span>
        }
      >
        {row.userName}
      </PaneTitle>
      <p className={classes['found']}>
        <Sentence text={row.what} />
      </p>
      {row.changes.length === 0 ? null : (
        <Section title={t('golive.blast.changes')}>
          <table className={classes['changes']}>
            <thead>
              <tr>
                <th scope="col">{t('golive.blast.attribute')}</th>
                <th scope="col">{t('golive.blast.before')}</th>
                <th scope="col">{t('golive.blast.after')}</th>
              </tr>
            </thead>
            <tbody>
              {row.changes.map(({ attribute, before, after }) => (
                <tr key={attribute}>
                  <th scope="row">
                    <code>{attribute}</code>
                  </th>
                  <td>{before ?? '–'}</td>
                  <td>{after ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Section title={t('golive.blast.consequences')}>
        {row.consequences.length === 0 ? <p className={classes['prose']}>{t('golive.blast.none')}</p> : null}
        <ul className={classes['consequences']}>
          {row.consequences.map(({ text, fidelity, ruleId }) => (
            <li key={text}>
              <Sentence text={text} />{' '}
              {ruleId === null ? (
                <FidelityLabel fidelity={fidelity} />
              ) : (
                <Link to="/rules/$id" params={{ id: ruleId }} search={{}}>
                  <FidelityLabel fidelity={fidelity} />
                </Link>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('golive.blast.kind')}>
        <Facts
          items={[
            { name: t('userFile.field.email'), value: row.email ?? '–' },
            { name: t('golive.blast.column.name'), value: row.name ?? '–' },
            { name: t('golive.blast.groups'), value: row.groups.length === 0 ? '–' : row.groups.join(', ') },
            ...(row.sandboxId === null
              ? []
              : [
                  {
                    name: t('golive.blast.user'),
                    value: (
                      <Link to="/directory/users/$id" params={{ id: row.sandboxId }}>
                        {row.userName}
                      </Link>
                    ),
                  },
                ]),
          ]}
        />
      </Section>
    </>
  );
}
