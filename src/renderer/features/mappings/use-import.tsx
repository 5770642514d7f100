import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAPPING_FILE_LIMIT } from '#shared/contract/mapping-operations.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { readAsBase64 } from '../../platform/files.ts';
import classes from './mappings.module.css';

export interface Giving {
  readonly giveFile: (file: File) => void;
  readonly giveText: (text: string) => void;
  readonly pending: boolean;
  /** why the last one was not taken; null: it was, or none was given */
  readonly problem: unknown;
}

type Given = { readonly file: File } | { readonly text: string };

/** Hands a file or a pasted text to the service. */
export function useImport(onTaken: () => void): Giving {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const give = useMutation({
    mutationFn: async (given: Given) => {
      if ('text' in given) return client.mappings.importFile({ name: t('mappings.give.pasted'), content: { text: given.text } });
      const { file } = given;
      if (file.size > MAPPING_FILE_LIMIT) {
        throw new Failure(
          'invalid_input',
          t('mappings.give.tooLarge', { name: file.name, size: Math.round(file.size / 1024 / 1024) }),
        );
      }
      return client.mappings.importFile({
        name: file.name,
        content: { base64: await bytesOf(file, t('mappings.give.unreadable')) },
      });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['mappings'] });
      onTaken();
    },
  });
  return {
    giveFile: (file) => give.mutate({ file }),
    giveText: (text) => give.mutate({ text }),
    pending: give.isPending,
    problem: give.error,
  };
}

async function bytesOf(file: File, unreadable: string): Promise<string> {
  try {
    return await readAsBase64(file);
  } catch (error) {
    throw new Failure('invalid_input', unreadable, { cause: error });
  }
}

/** A part of the page onto which a file can be dropped. */
export function DropTarget({ giving, children }: { giving: Giving; children: ReactNode }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // A file that misses this part of the page would be opened by the browser in the place of the console.
    const keep = (event: globalThis.DragEvent) => event.preventDefault();
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    setOver(false);
    giving.giveFile(file);
  };
  const onDragLeave = (event: DragEvent) => {
    const into = event.relatedTarget;
    if (!(into instanceof Node && event.currentTarget.contains(into))) setOver(false);
  };
  return (
    <div className={classes['drop']} onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
      {children}
      {over ? <div className={classes['over']}>{t('mappings.give.drop')}</div> : null}
    </div>
  );
}
