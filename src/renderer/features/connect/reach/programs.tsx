import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachState, TunnelProgram, TunnelState } from '#shared/contract/reach.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { Duration } from './duration.tsx';
import { TunnelOutput } from './tunnel-output.tsx';
import { useReachActs } from './use-reach-acts.ts';
import { useReachSettings } from './use-reach-settings.ts';
import classes from './reach.module.css';

/** The programs that open a tunnel: which of them are here, and how to get those that are not. */
export function Programs({ state }: { state: ReachState }) {
  const { tunnel, programs, settings, exposure } = state;
  const isOpen = exposure !== null || tunnel?.state === 'starting';
  const first = isOpen ? undefined : programs.find(({ path }) => path !== null);
  return (
    <>
      <Duration minutes={settings.minutes} />
      <ul className={classes['rows']}>
        {programs.map((program) => (
          <Program
            key={program.id}
            program={program}
            tunnel={tunnel?.program === program.id ? tunnel : null}
            minutes={settings.minutes}
            isFirst={program === first}
          />
        ))}
      </ul>
    </>
  );
}

function Program({
  program,
  tunnel,
  minutes,
  isFirst,
}: {
  program: TunnelProgram;
  tunnel: TunnelState | null;
  minutes: number;
  /** the one that suggests itself */
  isFirst: boolean;
}) {
  const { t } = useTranslation();
  const { start } = useReachActs();
  const [isSetting, setSetting] = useState(false);
  const { id, name, path, needs } = program;
  const isOn = tunnel !== null && tunnel.state !== 'ended';
  return (
    <li className={classes['row']}>
      <div className={classes['about']}>
        <h3>{name}</h3>
        <Where program={program} />
        {needs === null ? null : (
          <p>
            {t('reach.program.needs')} <Sentence text={needs} />
          </p>
        )}
        {isSetting ? <PathForm program={program} onDone={() => setSetting(false)} /> : null}
      </div>
      <div className={classes['rowActs']}>
        <Button variant="subtle" color="gray" aria-expanded={isSetting} onClick={() => setSetting(!isSetting)}>
          {t('reach.program.setPath')}
          <span className="visually-hidden"> {name}</span>
        </Button>
        {isOn ? null : (
          <Button
            variant={isFirst ? 'filled' : 'default'}
            disabled={path === null}
            loading={start.isPending}
            onClick={() => start.mutate({ program: id, minutes })}
          >
            {t('reach.program.start')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </div>
      {start.isError ? <FailureNote error={start.error} /> : null}
      {tunnel === null ? null : <TunnelOutput tunnel={tunnel} />}
    </li>
  );
}

/** Where it lies; or, where it does not, what to run to get it. */
function Where({ program: { path, problem, install, page, name } }: { program: TunnelProgram }) {
  const { t } = useTranslation();
  if (path !== null) {
    return (
      <p className={classes['where']}>
        {t('reach.program.found')} <code>{path}</code>
      </p>
    );
  }
  const own = install.find(({ system }) => system === ownSystem());
  return (
    <>
      {problem === null ? null : <p className={classes['wrong']}>{problem}</p>}
      <p className={classes['get']}>
        <span>{problem === null ? t('reach.program.missing') : t('reach.program.get')}</span>
        {own === undefined ? null : <CopyField value={own.command} label={t('reach.program.copyInstall', { name })} quiet />}
        <a href={page} target="_blank" rel="noreferrer">
          {t('reach.program.page')}
          <span className="visually-hidden"> {name}</span>
        </a>
      </p>
    </>
  );
}

/** The field was asked for a moment ago. */
function focus(input: HTMLInputElement | null): void {
  input?.focus();
}

function PathForm({ program, onDone }: { program: TunnelProgram; onDone: () => void }) {
  const { t } = useTranslation();
  const { save, isPending, error } = useReachSettings();
  const [path, setPath] = useState(program.setPath);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save({ path: { program: program.id, path } }, onDone);
  };
  return (
    <form className={classes['line']} onSubmit={submit}>
      <TextInput
        className={classes['grow'] ?? ''}
        aria-label={t('reach.program.pathOf', { name: program.name })}
        placeholder={t('reach.program.pathPlaceholder')}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        ref={focus}
      />
      <Button type="submit" variant="default" loading={isPending}>
        {t('reach.program.savePath')}
      </Button>
      {error === null ? null : <FailureNote error={error} />}
    </form>
  );
}

function ownSystem(): 'macOS' | 'Windows' | 'Linux' {
  if (navigator.platform.startsWith('Mac')) return 'macOS';
  return navigator.platform.startsWith('Win') ? 'Windows' : 'Linux';
}
