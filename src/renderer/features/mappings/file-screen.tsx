import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedMapping } from '#shared/contract/mapping-operations.ts';
import { client } from '../../api/client.ts';
import { mappingFileQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Split } from '../../ui/split.tsx';
import { FileProblem } from './file-problem.tsx';
import { GiveMapping } from './give-mapping.tsx';
import { MappingList } from './mapping-list.tsx';
import { MappingsHeader } from './mappings-header.tsx';
import { rowsOf } from './rows.ts';
import { Summary } from './summary.tsx';
import { DropTarget, useImport } from './use-import.tsx';
import classes from './mappings.module.css';

/** A mapping that was exported from the identity provider, judged line by line before anything is sent. */
export function FileScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const imported = useQuery(mappingFileQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const [another, setAnother] = useState(false);
  const giving = useImport(() => {
    setAnother(false);
    void navigate({ to: '/mappings/file', search: {} });
  });
  const file = imported.data?.file ?? null;
  const asks = imported.data !== undefined && (file === null || another);
  const list = (
    <DropTarget giving={giving}>
      <MappingsHeader />
      <ReadState of={imported} />
      {asks ? <GiveMapping giving={giving} onKeep={file === null ? null : () => setAnother(false)} /> : null}
      {file === null || asks ? null : (
        <>
          {giving.problem === null ? null : (
            <div className={classes['note']}>
              <FileProblem error={giving.problem} />
            </div>
          )}
          <Summary
            from="file"
            report={file.report}
            about={<About file={file} />}
            more={<FileActions onAnother={() => setAnother(true)} />}
          />
          <MappingList place="file" rows={rowsOf(file.report.rows)} />
        </>
      )}
      <span className="visually-hidden" role="status">
        {file === null ? '' : t('mappings.announce', { sentence: file.report.sentence })}
      </span>
    </DropTarget>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function About({ file }: { file: ImportedMapping }) {
  const { t } = useTranslation();
  return (
    <>
      {file.kind === 'ticked' ? t('mappings.ticked') : file.name} · {file.report.set.title} · {t('mappings.given')}{' '}
      <Ago at={file.imported} />
    </>
  );
}

function FileActions({ onAnother }: { onAnother: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.mappings.removeFile({}),
    onSuccess: async () => {
      // Before anything is read again: corrections of a file that is gone cannot be.
      queryClient.setQueryData(mappingFileQuery().queryKey, { file: null });
      queryClient.removeQueries({ queryKey: ['mappings', 'from', 'file'] });
      await navigate({ to: '/mappings/file', search: {} });
    },
  });
  return (
    <>
      <Button variant="subtle" color="gray" onClick={onAnother}>
        {t('mappings.another')}
      </Button>
      <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('mappings.remove')}
      </Button>
      {remove.isError ? <FailureNote error={remove.error} /> : null}
    </>
  );
}
