/** Suggestions only: the hint may be anything. */
export const PROVIDERS = ['Microsoft Entra ID', 'Okta', 'OneLogin', 'JumpCloud', 'Google Workspace', 'PingOne'] as const;
