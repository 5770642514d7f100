import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LogImport } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './imports.module.css';

/** One file that was read in: what it is, and what was odd about it. */
export function ImportedFile({ file, isShown }: { file: LogImport; isShown: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => client.log.removeImport({ id: file.id }),
    onSuccess: async () => {
      if (isShown) await navigate({ to: '/log/imports' });
      await queryClient.invalidateQueries({ queryKey: ['log'] });
    },
  });
  return (
    <li className={classes['file']} data-shown={isShown || undefined}>
      <Link to="/log/imports/$importId" params={{ importId: String(file.id) }} aria-current={isShown ? 'true' : undefined}>
        {file.name}
      </Link>
      <span className={classes['quiet']}>{t(`log.import.kind.${file.kind}`)}</span>
      <span className={classes['quiet']}>{t('log.import.entries', { count: file.entries })}</span>
      <span className={classes['quiet']}>
        <Ago at={file.at} />
      </span>
      {file.kind === 'entra' ? null : (
        <Link to="/log/runs/new" search={{ importId: file.id }} className={classes['replay']}>
          {t('replay.fromLog')}
        </Link>
      )}
      <ActionIcon
        className={classes['remove'] ?? ''}
        variant="subtle"
        color="gray"
        size={24}
        loading={remove.isPending}
        aria-label={t('log.import.remove', { name: file.name })}
        title={t('log.import.remove', { name: file.name })}
        onClick={() => remove.mutate()}
      >
        <IconTrash size={14} stroke={1.75} />
      </ActionIcon>
      {file.warning === null ? null : <p className={classes['warning']}>{file.warning}</p>}
      {remove.isError ? <FailureNote error={remove.error} /> : null}
    </li>
  );
}
