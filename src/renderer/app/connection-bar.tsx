import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/event-stream.ts';
import { useStore } from '../api/store.ts';
import { Delayed } from '../ui/delayed.tsx';
import classes from './layout.module.css';

const PATIENCE_MS = 900;

/** Says that the service is away once it has been for a moment; a blink of the connection is nobody's concern. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const state = useStore(connection);
  return (
    <div role="status" className={classes['foot']}>
      {state === 'lost' ? (
        <Delayed ms={PATIENCE_MS}>
          <div className={classes['lost']}>
            <IconPlugConnectedX size={15} stroke={1.75} aria-hidden />
            {t('connection.lost')}
          </div>
        </Delayed>
      ) : null}
    </div>
  );
}
