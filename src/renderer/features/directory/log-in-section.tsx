import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LogIn } from '#shared/contract/accounts.ts';
import { rulesQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Facts, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { exactTime } from '../../ui/time.ts';
import { InviteButton } from './invite-button.tsx';
import { LogInSign } from './log-in-state.tsx';
import { PasswordActions } from './password-actions.tsx';
import classes from './log-in.module.css';

/** Can this user get in? The answer, why, on which rules, and what an admin can do about it. */
export function LogInSection({ userId, active, logIn }: { userId: string; active: boolean; logIn: LogIn }) {
  const { t } = useTranslation();
  return (
    <Section title={t('logIn.title')}>
      <p className={classes['state']}>
        <LogInSign state={logIn.state} active={active} />
      </p>
      <p className={classes['prose']}>
        <Sentence text={logIn.explanation} />
      </p>
      {logIn.fix === null ? null : (
        <dl className={classes['fix']}>
          <dt>{t('problem.fix')}</dt>
          <dd>
            <Sentence text={logIn.fix} />{' '}
            {logIn.state === 'unanswered' ? <Link to="/settings">{t('logIn.openSettings')}</Link> : null}
          </dd>
        </dl>
      )}
      <Rules ids={logIn.ruleIds} />
      <Facts
        items={[
          { name: t('logIn.password.title'), value: <Password logIn={logIn} /> },
          { name: t('logIn.invitation.title'), value: <Invitation invitation={logIn.invitation} /> },
        ]}
      />
      <div className={classes['buttons']}>
        <InviteButton userId={userId} invitation={logIn.invitation} />
        <PasswordActions userId={userId} hasPassword={logIn.passwordSet !== null} />
      </div>
    </Section>
  );
}

function Rules({ ids }: { ids: readonly string[] }) {
  const { data } = useQuery(rulesQuery());
  const rules = ids.flatMap((id) => data?.items.find((rule) => rule.id === id) ?? []);
  return (
    <ul className={classes['rules']}>
      {rules.map(({ id, title, fidelity }) => (
        <li key={id}>
          <Link to="/rules/$id" params={{ id }}>
            {title}
          </Link>
          <FidelityLabel fidelity={fidelity} />
        </li>
      ))}
    </ul>
  );
}

function Password({ logIn }: { logIn: LogIn }) {
  const { t } = useTranslation();
  if (logIn.passwordSet === null) return <span className={classes['quiet']}>{t('logIn.password.none')}</span>;
  return (
    <>
      {t(`logIn.password.by.${logIn.passwordSetBy ?? 'admin'}`)} <Ago at={logIn.passwordSet} />
      {logIn.passwordExpires === null ? null : (
        <span className={classes['quiet']}> · {t('logIn.password.expires', { at: exactTime(logIn.passwordExpires) })}</span>
      )}
    </>
  );
}

function Invitation({ invitation }: { invitation: LogIn['invitation'] }) {
  const { t } = useTranslation();
  if (invitation === null) return <span className={classes['quiet']}>{t('logIn.invitation.none')}</span>;
  return (
    <>
      {t('logIn.invitation.sent')} <Ago at={invitation.sent} />
      <span className={classes['quiet']}> · {t(`logIn.invitation.state.${invitation.state}`)} · </span>
      <Link to="/outbox/$id" params={{ id: String(invitation.mailId) }}>
        {t('logIn.invitation.open')}
      </Link>
    </>
  );
}
