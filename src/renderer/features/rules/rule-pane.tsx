import { Radio } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '#shared/contract/rules.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { rulesQuery, touchedByRuleQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { VerdictIcon } from '../../ui/verdict.tsx';
import classes from './rules.module.css';

/** One rule: what it says, where that is written, how it is set, and what it has touched. */
export function RulePane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/rules/$id' });
  const search = useSearch({ from: '/rules' });
  const { data, error } = useQuery(rulesQuery());
  const rule = data?.items.find((candidate) => candidate.id === id);
  return (
    <Pane kind={<code>{id}</code>} onClose={() => void navigate({ to: '/rules', search })}>
      {error === null ? null : <FailureNote error={error} />}
      {data !== undefined && rule === undefined ? (
        <FailureNote error={new Failure('not_found', t('rules.unknown', { id }))} />
      ) : null}
      {rule === undefined ? null : <Detail key={rule.id} rule={rule} />}
    </Pane>
  );
}

function Detail({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  return (
    <>
      <PaneTitle below={<FidelityLabel fidelity={rule.fidelity} />}>
        <Sentence text={rule.title} />
      </PaneTitle>
      <p className={classes['statement']}>
        <Sentence text={rule.statement} />
      </p>
      <Section title={rule.switchable ? t('rules.alternatives') : t('rules.fixed')}>
        {rule.switchable ? <Alternatives key={rule.id} rule={rule} /> : <Fixed rule={rule} />}
      </Section>
      <Section title={t('rules.source')}>
        <p className={classes['prose']}>
          <Sentence text={rule.source} />
        </p>
      </Section>
      <Touched rule={rule} />
    </>
  );
}

function Alternatives({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const set = useMutation({
    mutationFn: (value: string) => client.rules.set({ id: rule.id, value }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      setChosen(null);
    },
  });
  // Kept apart from the mutation, whose state comes a moment later: the radio must not jump back in between.
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = (value: string) => {
    setChosen(value);
    set.mutate(value);
  };
  return (
    <>
      <Radio.Group value={chosen ?? rule.value} onChange={choose} aria-label={t('rules.alternatives')}>
        <div className={classes['alternatives']}>
          {rule.alternatives.map(({ value, label, meaning }) => (
            <Radio
              key={value}
              value={value}
              size="xs"
              classNames={{
                body: classes['alternative'] ?? '',
                label: classes['alternativeLabel'] ?? '',
                description: classes['alternativeMeaning'] ?? '',
              }}
              label={
                <>
                  {label}
                  {value === rule.defaultValue ? <span className={classes['default']}> · {t('rules.default')}</span> : null}
                </>
              }
              description={<Sentence text={meaning} />}
            />
          ))}
        </div>
      </Radio.Group>
      <p className={classes['effect']}>{t('rules.effect')}</p>
      {rule.alternatives
        .filter(({ value }) => value !== rule.value)
        .map(({ value, label }) => (
          <p key={value}>
            <Link to="/log/runs/new" search={{ rule: rule.id, value }}>
              {t('rules.tryOne', { label })}
            </Link>
          </p>
        ))}
      {set.isError ? <FailureNote error={set.error} /> : null}
    </>
  );
}

function Fixed({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const current = rule.alternatives.find(({ value }) => value === rule.value) ?? rule.alternatives[0];
  return (
    <>
      {current === undefined ? null : (
        <p className={classes['prose']}>
          {current.label}. <Sentence text={current.meaning} />
        </p>
      )}
      <p className={classes['effect']}>{t(`rules.fixedBecause.${rule.fidelity === 'rfc' ? 'rfc' : 'documented'}`)}</p>
    </>
  );
}

function Touched({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const { data } = useQuery(touchedByRuleQuery(rule.id));
  return (
    <Section title={t('rules.touched', { count: rule.touched })}>
      {data === undefined || data.items.length === 0 ? (
        <p className={classes['quiet']}>{t('rules.touchedNone')}</p>
      ) : (
        <>
          <ul className={classes['touched']}>
            {data.items.map((exchange) => (
              <li key={exchange.id}>
                <span className={classes['sign']}>
                  <VerdictIcon verdict={exchange.verdict} />
                </span>
                <Link to="/log/$id" params={{ id: String(exchange.id) }} search={{ ruleId: rule.id }}>
                  <Sentence text={exchange.sentence} />
                </Link>
                <span className={classes['quiet']}>
                  <Ago at={exchange.at} short />
                </span>
              </li>
            ))}
          </ul>
          {data.total > data.items.length ? (
            <p>
              <Link to="/log" search={{ ruleId: rule.id }}>
                {t('rules.touchedAll', { count: data.total })}
              </Link>
            </p>
          ) : null}
        </>
      )}
    </Section>
  );
}
