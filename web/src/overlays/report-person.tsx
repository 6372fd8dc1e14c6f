import { ReportDialog } from '../components/community/report-dialog';
import { account } from '../state';
import { communityApi } from '../state/community/api';
import { communityText } from '../text/community';

interface Props {
  username: string;
  close(): void;
}

/** Tells the moderators of a person, as of anything that has an address. */
export function ReportPerson({ username, close }: Props) {
  const user = account.user.value;
  const url = `${location.origin}/users/${username}`;
  const from = user && { name: `@${user.username}`, ...(user.email_verified && { email: user.email }) };
  return (
    <ReportDialog
      title={communityText.report.personTitle({ username })}
      words={communityText.report.personWords}
      needsText
      send={async (reason, text) => void (await communityApi.openReport({ url, reason, text, ...from }))}
      close={close}
    />
  );
}
