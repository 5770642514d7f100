import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Check, Checklist, Waiver } from '#shared/contract/golive.ts';
import { client } from '../../api/client.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Section } from '../../ui/pane.tsx';
import { checklistQuery } from './queries.ts';
import classes from './golive.module.css';

const SHORTEST = 10;

/** A check may stay open when somebody writes down why. */
export function WaiverSection({ check }: { check: Check }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState(check.lapsed?.reason ?? '');
  const onSuccess = (checklist: Checklist) => queryClient.setQueryData(checklistQuery().queryKey, checklist);
  const waive = useMutation({ mutationFn: () => client.golive.waive({ id: check.id, reason }), onSuccess });
  const take = useMutation({ mutationFn: () => client.golive.unwaive({ id: check.id }), onSuccess });
  if (check.state === 'waived' && check.waiver !== null) {
    return (
      <Section title={t('golive.waiver.given')}>
        <Given waiver={check.waiver} />
        <Button variant="default" loading={take.isPending} onClick={() => take.mutate()}>
          {t('golive.waiver.take')}
        </Button>
        {take.isError ? <FailureNote error={take.error} /> : null}
      </Section>
    );
  }
  if (check.state !== 'open' && check.state !== 'rehearsed') return null;
  const short = reason.trim().length < SHORTEST;
  return (
    <>
      {check.lapsed === null ? null : (
        <Section title={t('golive.waiver.lapsed')}>
          <Given waiver={check.lapsed} />
        </Section>
      )}
      <Section title={t('golive.waiver.title')}>
        <p className={classes['prose']}>{t('golive.waiver.text')}</p>
        <Textarea
          className={classes['reason'] ?? ''}
          aria-label={t('golive.waiver.reason')}
          description={t('golive.waiver.short')}
          inputWrapperOrder={['input', 'description']}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          classNames={{ input: classes['reasonInput'] ?? '' }}
        />
        <Button variant="default" disabled={short} loading={waive.isPending} onClick={() => waive.mutate()}>
          {t('golive.waiver.save')}
        </Button>
        {waive.isError ? <FailureNote error={waive.error} /> : null}
      </Section>
    </>
  );
}

function Given({ waiver }: { waiver: Waiver }) {
  return (
    <blockquote className={classes['given']}>
      {waiver.reason}
      <span className={classes['quiet']}>
        <Ago at={waiver.at} />
      </span>
    </blockquote>
  );
}
