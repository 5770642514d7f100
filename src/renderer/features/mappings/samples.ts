import type { SamplePerson } from '#shared/contract/mappings.ts';

export type SampleName = 'joiner' | 'twoNames' | 'noMail' | 'leaver';

const ANNA: SamplePerson = {
  userName: 'anna.arendt@contoso.example',
  email: 'anna.arendt@contoso.example',
  givenName: 'Anna',
  familyName: 'Arendt',
  displayName: 'Anna Arendt',
  active: true,
  others: {
    jobTitle: 'Consultant',
    department: 'Delivery',
    mailNickname: 'anna.arendt',
    objectId: '7c1b9d2e-4c55-4a53-9b5b-7f1c9d110a01',
  },
};

/** People at whom mappings break. */
export const SAMPLES: Readonly<Record<SampleName, SamplePerson>> = {
  joiner: ANNA,
  twoNames: { ...ANNA, userName: 'aarendt@corp.contoso.example' },
  noMail: { ...ANNA, email: '' },
  leaver: { ...ANNA, active: false },
};
