import { browserLaunchOptions } from './browser.ts';

/** The environment of a host that prints with the Chromium of the tests. */
export async function printingEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { executablePath, env } = await browserLaunchOptions();
  const library = env?.['LD_LIBRARY_PATH'];
  const fonts = env?.['FONTCONFIG_PATH'];
  return {
    REHEARSAL_BROWSER: executablePath,
    ...(library === undefined ? {} : { LD_LIBRARY_PATH: library }),
    ...(fonts === undefined ? {} : { FONTCONFIG_PATH: fonts }),
  };
}
