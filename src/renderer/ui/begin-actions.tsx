import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** What fills an empty screen: the simulator, which wants neither tenant nor tunnel, or the identity provider itself. */
export function BeginActions() {
  const { t } = useTranslation();
  return (
    <>
      <Button component={Link} to="/rehearse/new">
        {t('begin.rehearse')}
      </Button>
      <Button variant="default" component={Link} to="/connect">
        {t('begin.connect')}
      </Button>
    </>
  );
}
