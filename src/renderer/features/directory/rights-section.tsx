import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRight } from '#shared/contract/rights.ts';
import type { Right } from '#shared/contract/tokens.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Section } from '../../ui/pane.tsx';
import { groupRightsQuery, userRightsQuery } from './queries.ts';
import classes from './rights.module.css';

/** What the members of a group may do; ticked by the admin, never by an identity provider. */
export function GroupRights({ groupId }: { groupId: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(groupRightsQuery(groupId));
  const [asked, setAsked] = useState<Right | null>(null);
  // Shows at once, until the answer says how it is.
  const [clicked, setClicked] = useState<{ right: Right; granted: boolean } | null>(null);
  const set = useMutation({
    mutationFn: ({ right, granted }: { right: Right; granted: boolean }) =>
      granted ? client.rights.grant({ groupId, right }) : client.rights.revoke({ groupId, right }),
    onSuccess: (fresh) => {
      setAsked(null);
      queryClient.setQueryData(groupRightsQuery(groupId).queryKey, fresh);
    },
    onSettled: () => {
      setClicked(null);
      return queryClient.invalidateQueries({ queryKey: ['directory'] });
    },
  });
  const isChecked = ({ right, granted }: GroupRight) => (clicked?.right === right ? clicked.granted : granted);
  const change = (one: GroupRight, granted: boolean) => {
    if (!granted && one.locksOut.length > 0) setAsked(one.right);
    else {
      setClicked({ right: one.right, granted });
      set.mutate({ right: one.right, granted });
    }
  };
  return (
    <Section title={t('directory.groupRights')}>
      {error === null ? null : <FailureNote error={error} />}
      <ul className={classes['rights']}>
        {data?.rights.map((one) => (
          <li key={one.right}>
            <Checkbox
              size="xs"
              checked={isChecked(one)}
              classNames={{
                input: classes['box'] ?? '',
                body: classes['choice'] ?? '',
                label: classes['label'] ?? '',
                description: classes['meaning'] ?? '',
              }}
              label={one.label}
              description={one.meaning}
              onChange={(event) => change(one, event.currentTarget.checked)}
            />
            {asked === one.right && one.granted ? (
              <LockOut
                right={one}
                pending={set.isPending}
                onTake={() => set.mutate({ right: one.right, granted: false })}
                onKeep={() => setAsked(null)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <p className={classes['hint']}>{t('rights.hint')}</p>
      {set.isError ? <FailureNote error={set.error} /> : null}
    </Section>
  );
}

/** Tells whom it stops before a right is taken from the owner of a token. */
function LockOut(props: { right: GroupRight; pending: boolean; onTake: () => void; onKeep: () => void }) {
  const { t, i18n } = useTranslation();
  const { locksOut } = props.right;
  const list = (names: readonly string[]) => new Intl.ListFormat(i18n.language).format(new Set(names));
  return (
    <div className={classes['ask']} role="group" aria-label={props.right.label}>
      <p>
        {t('rights.lockOut', {
          count: locksOut.length,
          tokens: list(locksOut.map(({ tokenName }) => `“${tokenName}”`)),
          owners: list(locksOut.map(({ ownerName }) => ownerName)),
        })}
      </p>
      <div className={classes['buttons']}>
        <Button variant="default" data-danger loading={props.pending} onClick={props.onTake} data-autofocus>
          {t('rights.take')}
        </Button>
        <Button variant="subtle" color="gray" onClick={props.onKeep}>
          {t('keep')}
        </Button>
      </div>
    </div>
  );
}

/** What a user may do, and which group each right comes from. */
export function UserRights({ userId, inGroup }: { userId: string; inGroup: boolean }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(userRightsQuery(userId));
  return (
    <Section title={t('rights.ofUser')}>
      {error === null ? null : <FailureNote error={error} />}
      {data?.rights.length === 0 ? <p className={classes['quiet']}>{inGroup ? t('rights.none') : t('rights.noGroup')}</p> : null}
      <ul className={classes['sources']}>
        {data?.rights.map(({ right, label, groups }) => (
          <li key={right}>
            <span>{label}</span>
            <span className={classes['quiet']}>
              {t('rights.from')}{' '}
              {groups.map(({ id, name }, index) => (
                <span key={id}>
                  {index === 0 ? '' : ', '}
                  <Link to="/directory/groups/$id" params={{ id }}>
                    {name}
                  </Link>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
