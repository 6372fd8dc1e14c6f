import { ReportDialog } from '../components/community/report-dialog';
import { communityApi } from '../state/community/api';
import { communityText } from '../text/community';

interface Props {
  room: string;
  seq: number;
  close(): void;
}

/** Tells the moderators of a message. */
export function ReportMessage({ room, seq, close }: Props) {
  return (
    <ReportDialog
      title={communityText.report.title}
      words={communityText.report.words}
      send={(reason, text) => communityApi.report(room, { seq, reason, ...(text && { text }) })}
      close={close}
    />
  );
}
