import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LogIn } from '#shared/contract/accounts.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './log-in.module.css';

/** Sends a password invitation by hand (rule 7), and tells where the mail is. The link of an earlier one dies with it. */
export function InviteButton({ userId, invitation }: { userId: string; invitation: LogIn['invitation'] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: () => client.mails.invite({ userId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['directory'] }),
  });
  return (
    <>
      <Button variant="default" loading={invite.isPending} onClick={() => invite.mutate()}>
        {invitation?.state === 'pending' ? t('logIn.invitation.sendNew') : t('logIn.invitation.send')}
      </Button>
      {invite.data === undefined || invite.isPending ? null : (
        <p role="status" className={classes['afterButtons']}>
          {t('logIn.invitation.isSent', { recipient: invite.data.recipient })}
        </p>
      )}
      {invite.isError ? (
        <div className={classes['whole']}>
          <FailureNote error={invite.error} />
        </div>
      ) : null}
    </>
  );
}
