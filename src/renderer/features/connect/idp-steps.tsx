import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ClickPath } from '../../ui/click-path.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { ONELOGIN_TEMPLATE, type Step, entraSteps, oktaSteps, oneloginSteps } from './steps.ts';
import classes from './connect.module.css';

/** Where to paste the values, in each identity provider's own menu words, with the values of this sandbox in place. */
export function IdpSteps({ tenantUrl, isPublic, secret }: { tenantUrl: string; isPublic: boolean; secret: string | null }) {
  const { t } = useTranslation();
  const guides = [
    { id: 'entra', name: 'Microsoft Entra ID', steps: entraSteps },
    { id: 'okta', name: 'Okta', steps: oktaSteps },
    { id: 'onelogin', name: 'OneLogin', steps: oneloginSteps },
  ] as const;
  return (
    <section className={classes['guide']}>
      <h2 className={classes['guideTitle']}>{t('connect.guide.title')}</h2>
      <Tabs defaultValue="entra" keepMounted={false}>
        <Tabs.List>
          {guides.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {guides.map(({ id, steps }) => (
          <Tabs.Panel key={id} value={id}>
            {isPublic ? null : <p className={classes['needsTunnel']}>{t('connect.guide.needsTunnel')}</p>}
            <ol className={classes['steps']}>
              {steps.map((step) => (
                <GuideStep key={step.text} step={step} tenantUrl={tenantUrl} secret={secret} />
              ))}
            </ol>
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}

function GuideStep({ step, tenantUrl, secret }: { step: Step; tenantUrl: string; secret: string | null }) {
  const { t } = useTranslation();
  const values = {
    tenantUrl,
    secret: secret ?? t('connect.guide.secretPlace'),
    template: ONELOGIN_TEMPLATE,
  };
  return (
    <li>
      <Sentence text={t(step.text)} />
      {step.path === undefined ? null : <ClickPath steps={step.path} />}
      {(step.fields ?? []).map(({ field, value, literal }) => (
        <span key={field} className={classes['stepField']}>
          <span className={classes['stepName']}>{field}</span>
          {value === 'secret' && secret === null ? (
            <span className={classes['hintInline']}>{values.secret}</span>
          ) : (
            <CopyField value={literal ?? values[value ?? 'tenantUrl']} label={t('copy.field', { field })} quiet />
          )}
        </span>
      ))}
    </li>
  );
}
