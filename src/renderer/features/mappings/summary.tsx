import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingReport } from '#shared/contract/mappings.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { type From, correctionQuery, extensionsQuery } from './queries.ts';
import { SignOnQuestion } from './sign-on.tsx';
import { useKeptSearch } from './use-kept-search.ts';
import classes from './mappings.module.css';

const SIGNS = { refused: IconBan, warnings: IconAlertTriangle, ready: null } as const;

/** The verdict on the whole in a sentence, what it is about, and what can be done next. */
export function Summary({
  from,
  report,
  about,
  more,
}: {
  from: From;
  report: MappingReport;
  about: ReactNode;
  /** what can be done with this source, behind what can be done with any */
  more?: ReactNode;
}) {
  const Sign = SIGNS[report.outcome];
  return (
    <div className={classes['summary']}>
      <h2 className={classes['sentence']} data-outcome={report.outcome}>
        {Sign === null ? null : <Sign size={18} stroke={1.75} aria-hidden />}
        <span>
          <Sentence text={report.sentence} />
        </span>
      </h2>
      <p className={classes['quiet']}>{about}</p>
      {report.set.remarks.map((remark) => (
        <p key={remark} className={classes['quiet']}>
          <Sentence text={remark} />
        </p>
      ))}
      {report.findings.length === 0 ? null : (
        <div className={classes['whole']}>
          {report.findings.map((finding) => (
            <FindingView key={`${finding.code} ${finding.what}`} finding={finding} folded />
          ))}
        </div>
      )}
      <SignOnQuestion />
      <Actions from={from} more={more} />
    </div>
  );
}

function Actions({ from, more }: { from: From; more: ReactNode }) {
  const { t } = useTranslation();
  const search = useKeptSearch();
  const correction = useQuery(correctionQuery(from));
  const extensions = useQuery(extensionsQuery(from));
  const count = correction.data?.changes.length ?? 0;
  const place = from === 'file' ? '/mappings/file' : '/mappings/sent';
  return (
    <div className={classes['actions']}>
      {correction.data?.changes.length === 0 ? null : (
        <Button renderRoot={(props) => <Link to={`${place}/fixes`} search={search} {...props} />}>
          {t('mappings.fixes.review', { count })}
        </Button>
      )}
      {from === 'file' ? (
        <>
          {/* Once nothing is left to correct it is the next step. */}
          <Button variant={count === 0 ? 'filled' : 'default'} renderRoot={(props) => <Link to="/rehearse/new" {...props} />}>
            {t('mappings.rehearse')}
          </Button>
          <Button variant="default" renderRoot={(props) => <Link to="/mappings/file/preview" search={search} {...props} />}>
            {t('mappings.preview.open')}
          </Button>
        </>
      ) : null}
      {extensions.data === undefined || extensions.data.items.length === 0 ? null : (
        <CopyButton text={extensions.data.text} label={t('mappings.extensions.copy')} withText />
      )}
      {more}
    </div>
  );
}
