import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TABLE_FILES } from '#shared/contract/table-file.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { ImportPreview } from './import-preview.tsx';
import { readChosenFile } from './resource-file.ts';
import classes from './resources.module.css';

/** Brings a resource list in: choose, drop or paste; look at what it would do; do it. */
export function ImportPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const kept = useSearch({ from: '/directory/resources' });
  const close = () => void navigate({ to: '/directory/resources', search: kept });
  const preview = useMutation({
    mutationFn: async ({ file, name }: { file: Blob; name: string }) => {
      const chosen = await readChosenFile(file, name, {
        tooLarge: (tooLarge, size) => t('resources.file.tooLarge', { name: tooLarge, size }),
        unreadable: (unreadable) => t('resources.file.unreadable', { name: unreadable }),
      });
      return { chosen, found: await client.resources.preview({ content: chosen.content }) };
    },
  });
  const doImport = useMutation({
    mutationFn: (input: { content: string; mode: 'replace' | 'merge' }) => client.resources.import(input),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['directory'] });
      void queryClient.invalidateQueries({ queryKey: ['resources'] });
      close();
    },
  });
  const { data } = preview;
  return (
    <Pane kind={t('resources.title')} onClose={close}>
      <PaneTitle below={data === undefined ? undefined : <span>{data.chosen.name}</span>}>{t('resources.file.title')}</PaneTitle>
      {data === undefined ? (
        <>
          <p className={classes['prose']}>{t('resources.file.text')}</p>
          <ChooseFile pending={preview.isPending} onFile={(file, name) => preview.mutate({ file, name })} />
          {preview.isError ? <FailureNote error={preview.error} /> : null}
        </>
      ) : (
        <>
          <ImportPreview
            preview={data.found}
            pending={doImport.isPending}
            onImport={(mode) => doImport.mutate({ content: data.chosen.content, mode })}
            onOther={() => {
              preview.reset();
              doImport.reset();
            }}
          />
          {doImport.isError ? <FailureNote error={doImport.error} /> : null}
        </>
      )}
    </Pane>
  );
}

function ChooseFile({ pending, onFile }: { pending: boolean; onFile: (file: Blob, name: string) => void }) {
  const { t } = useTranslation();
  const [pasted, setPasted] = useState('');
  return (
    <>
      <FileDrop
        choose={t('resources.file.choose')}
        drop={t('resources.file.drop')}
        dropNow={t('resources.file.dropNow')}
        accept={TABLE_FILES}
        pending={pending}
        onFile={(file) => onFile(file, file.name)}
      />
      <Section title={t('resources.file.paste')}>
        <Textarea
          aria-label={t('resources.file.paste')}
          description={t('resources.file.pasteHint')}
          inputWrapperOrder={['input', 'description']}
          placeholder={'ID;Name\nR-1;Anna Berg'}
          rows={5}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          classNames={{ input: classes['paste'] ?? '' }}
        />
        <Button
          variant="default"
          className={classes['read'] ?? ''}
          disabled={pasted.trim() === ''}
          loading={pending}
          onClick={() => onFile(new Blob([pasted]), t('resources.file.pasted'))}
        >
          {t('resources.file.read')}
        </Button>
      </Section>
    </>
  );
}
