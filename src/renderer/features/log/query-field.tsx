import { ActionIcon, Autocomplete } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportedKind, importedProblem, isImportedKey } from '#shared/log-query/imported.ts';
import { parseQuery } from '#shared/log-query/parse.ts';
import { suggest } from '#shared/log-query/suggest.ts';
import type { QueryProblem } from '#shared/log-query/terms.ts';
import type { client } from '../../api/client.ts';
import { vocabularyQuery } from '../../api/queries.ts';
import { useHotkey } from '../../ui/hotkey.ts';
import classes from './query-field.module.css';

const PAUSE_MS = 180;

/**
 * The search of the log: keys and words, with suggestions while the admin types. It searches after a short pause, and not while a part
 * cannot be read: then it says which, and what would do.
 */
export function QueryField({
  value,
  onSearch,
  imported,
}: {
  value: string;
  onSearch: (query: string) => void;
  /** what is searched is a log that was read in, in which not every word works */
  imported?: ImportedKind;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const [caret, setCaret] = useState(value.length);
  const { data: vocabulary } = useQuery(vocabularyQuery());
  // The address changed by other means (Back, a link, a saved search): follow it.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const problem = useMemo(() => problemOf(text, imported), [text, imported]);

  useEffect(() => {
    if (text === told || problem !== null) return;
    const timer = setTimeout(() => {
      setTold(text);
      onSearch(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, told, problem, onSearch]);

  useHotkey('/', () => {
    input.current?.focus();
    input.current?.select();
  });

  const isOffered = imported === undefined ? undefined : (key: string) => isImportedKey(key, imported);
  const words = useMemo(() => wordsFor(vocabulary, imported), [vocabulary, imported]);
  const { from, to, options } = suggest(text, Math.min(caret, text.length), words, isOffered);
  const completed = new Map(options.map((option) => [text.slice(0, from) + option.insert + text.slice(to).trimStart(), option]));
  const settled = problem !== null && caret >= problem.to && text.length > problem.to;

  return (
    <>
      <Autocomplete
        ref={input}
        className={classes['field'] ?? ''}
        value={text}
        data={[...completed.keys()]}
        // In the page's own landmark, where its other parts are.
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 }, shadow: 'md' }}
        // Few enough not to scroll: Chromium would stop with Tab at what scrolls, which is gone once the field is left.
        withScrollArea={false}
        filter={({ options: all }) => all}
        renderOption={({ option }) => {
          const shown = completed.get(option.value);
          return (
            <span className={classes['option']}>
              <code>{shown?.label ?? option.value}</code>
              {shown?.hint === null || shown === undefined ? null : <span>{shown.hint}</span>}
            </span>
          );
        }}
        onChange={(next) => {
          setText(next);
          setCaret(input.current?.selectionStart ?? next.length);
        }}
        onOptionSubmit={(next) => setCaret(next.length)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? text.length)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          if (text === '') input.current?.blur();
          else setText('');
        }}
        placeholder={t('log.search')}
        aria-label={t('log.search')}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : 'log-query-problem'}
        spellCheck={false}
        leftSection={<IconSearch size={15} stroke={1.75} />}
        leftSectionWidth={30}
        rightSectionPointerEvents="all"
        rightSection={
          text === '' ? (
            <kbd className={classes['key']} aria-hidden>
              /
            </kbd>
          ) : (
            <ActionIcon variant="subtle" color="gray" size={20} aria-label={t('search.clear')} onClick={() => setText('')}>
              <IconX size={14} />
            </ActionIcon>
          )
        }
      />
      {problem === null ? null : <Problem problem={problem} text={text} quiet={!settled} />}
    </>
  );
}

type Vocabulary = Awaited<ReturnType<typeof client.log.vocabulary>>;

/** What can be offered behind a key. Tags and tokens of this sandbox are none of a file that was read in. */
function wordsFor(vocabulary: Vocabulary | undefined, imported: ImportedKind | undefined): Parameters<typeof suggest>[2] {
  if (vocabulary === undefined) return {};
  const { rules: rule, tags: tag, tokens: token } = vocabulary;
  return imported === undefined ? { rule, tag, token } : { rule };
}

function problemOf(text: string, imported: ImportedKind | undefined): QueryProblem | null {
  const { terms, problem } = parseQuery(text, 0);
  if (terms === null || imported === undefined) return problem;
  return importedProblem(terms, imported);
}

/** What is wrong, with the part that it is about; while it is still being typed, without a raised voice. */
function Problem({ problem, text, quiet }: { problem: QueryProblem; text: string; quiet: boolean }) {
  return (
    <p id="log-query-problem" className={classes['problem']} data-quiet={quiet || undefined} role="status">
      <code>{text.slice(problem.from, problem.to)}</code> {problem.message}
    </p>
  );
}
