import { Dialog } from '../../components/dialogs/dialog';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import type { OwnBots } from '../../state/robots/own-bots';
import { robotText } from '../../text/robots';
import type { Bot } from '../../wire';

const MOST_DAYS = 365;

interface Props {
  bot: Bot;
  bots: OwnBots;
  close(): void;
}

/** Asks for how long another token is to be good. */
export function RenewToken({ bot: { username }, bots, close }: Props) {
  const words = robotText.own;
  const check = ({ days = '' }): Record<string, string> =>
    /^\d+$/.test(days.trim()) && Number(days) >= 1 && Number(days) <= MOST_DAYS ? {} : { days: words.noDays };
  const renew = async ({ days = '' }) => {
    await bots.renew(username, Number(days));
    close();
  };
  return (
    <Dialog title={words.renewTitle({ username })} close={close}>
      <p class="text-soft">{words.renewWords}</p>
      <Form label={words.renewTitle({ username })} submit={words.renewSubmit} check={check} send={renew}>
        <Field
          name="days"
          label={words.days}
          hint={words.daysHint}
          inputmode="numeric"
          defaultValue={String(MOST_DAYS)}
          autocomplete="off"
        />
      </Form>
    </Dialog>
  );
}
