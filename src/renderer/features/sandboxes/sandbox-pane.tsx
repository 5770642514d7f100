import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SandboxSummary } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { sandboxesQuery } from '../../api/queries.ts';
import { chosenSandbox } from '../../api/sandbox.ts';
import { useStore } from '../../api/store.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { InlineConfirm } from '../../ui/inline-confirm.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useSwitchSandbox } from '../../ui/use-switch-sandbox.ts';
import { About } from './about.tsx';
import { DeleteSandbox } from './delete-sandbox.tsx';
import { Snapshots } from './snapshots.tsx';
import classes from './sandboxes.module.css';

/** One sandbox: where it listens, what it holds, its snapshots, and its end. */
export function SandboxPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { slug } = useParams({ from: '/sandboxes/$slug' });
  const { data, error } = useQuery(sandboxesQuery());
  const sandbox = data?.items.find((item) => item.slug === slug);
  return (
    <Pane kind={t('sandboxes.kind')} onClose={() => void navigate({ to: '/sandboxes' })}>
      {error === null ? null : <FailureNote error={error} />}
      {data !== undefined && sandbox === undefined ? <FailureNote error={new Failure('not_found', t('sandboxes.gone'))} /> : null}
      {sandbox === undefined ? null : <Detail key={slug} sandbox={sandbox} />}
    </Pane>
  );
}

function Detail({ sandbox }: { sandbox: SandboxSummary }) {
  const { t } = useTranslation();
  const { slug, name, tenantUrl, counts, problem } = sandbox;
  const switchTo = useSwitchSandbox();
  const chosen = useStore(chosenSandbox);
  const isShown = chosen === null ? sandbox.isDefault : chosen === slug;
  const reset = useMutation({ mutationFn: () => client.sandboxes.reset({ slug }) });
  return (
    <>
      <PaneTitle
        below={
          isShown ? (
            <span className={classes['quiet']}>{t('sandboxes.shownHere')}</span>
          ) : (
            <Button variant="default" onClick={() => switchTo(sandbox)}>
              {t('sandboxes.switchTo', { name })}
            </Button>
          )
        }
      >
        {name}
      </PaneTitle>
      {problem === null ? null : (
        <Section title={t('sandboxes.damaged')}>
          <Problem severity="refused" what={problem} why={t('sandboxes.damagedWhy')} fix={t('sandboxes.damagedFix')} own />
        </Section>
      )}
      <Section title={t('sandboxes.url')}>
        <CopyField value={tenantUrl} label={t('sandboxes.url')} />
        {sandbox.isDefault ? <p className={classes['text']}>{t('sandboxes.defaultUrl', { path: `/${slug}/scim/v2` })}</p> : null}
      </Section>
      <Section title={t('sandboxes.about')}>
        <About sandbox={sandbox} />
        {counts === null ? null : (
          <Facts
            items={[
              { name: t('sandboxes.column.profile'), value: sandbox.profile },
              { name: t('sandboxes.column.users'), value: t('number', { value: counts.users }) },
              { name: t('sandboxes.column.requests'), value: t('number', { value: counts.requests }) },
            ]}
          />
        )}
      </Section>
      <Snapshots slug={slug} />
      <Section title={t('sandboxes.resetTitle')}>
        <InlineConfirm
          key={reset.submittedAt}
          action={t('sandboxes.reset')}
          consequence={t('sandboxes.resetConsequence')}
          pending={reset.isPending}
          error={reset.error}
          onConfirm={() => reset.mutate()}
        />
        {reset.isSuccess ? (
          <p className={classes['text']} role="status">
            {t('sandboxes.resetDone')}
          </p>
        ) : null}
      </Section>
      {sandbox.isDefault ? null : <DeleteSandbox sandbox={sandbox} />}
    </>
  );
}
