import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { Dialog } from '../../components/dialogs/dialog';
import { CheckField } from '../../components/forms/check-field';
import { Field } from '../../components/forms/field';
import { Form } from '../../components/forms/form';
import { checkFilled } from '../../components/forms/validation';
import { Section } from '../../components/shell/page';
import { deleteAccount } from '../../state';
import { notice } from '../../state/notices/notice';
import { formText } from '../../text/forms';
import { settingsText } from '../../text/user-settings';

/** The end of the user's account. */
export function AccountDeletion({ owner }: { owner: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title={settingsText.deletion.title} tone="danger">
      <p class="text-soft">{settingsText.deletion.words}</p>
      <button type="button" class="btn btn-danger self-start" onClick={() => setAsking(true)}>
        {settingsText.deletion.open}
      </button>
      {asking && <Confirmation owner={owner} close={() => setAsking(false)} />}
    </Section>
  );
}

const about = () => ({ bad_credentials: { field: 'password', words: formText.faults.wrongPassword } });

function Confirmation({ owner, close }: { owner: boolean; close(): void }) {
  const [, navigate] = useLocation();
  const remove = async ({ password = '' }) => {
    await deleteAccount(password);
    notice.value = settingsText.deletion.done;
    navigate('/', { replace: true });
  };
  const check = ({ password = '', sure }: Record<string, string>) => ({
    ...checkFilled({ password }),
    ...(sure ? {} : { sure: settingsText.deletion.notSure }),
  });
  return (
    <Dialog title={settingsText.deletion.dialog} close={close}>
      <p class="text-soft">{settingsText.deletion.words}</p>
      {owner && <p class="font-semibold">{settingsText.deletion.owner}</p>}
      <Form
        label={settingsText.deletion.dialog}
        submit={settingsText.deletion.submit}
        tone="danger"
        about={about()}
        check={check}
        send={remove}
      >
        <Field name="password" label={formText.fields.password} type="password" autocomplete="current-password" />
        <CheckField name="sure" label={settingsText.deletion.sure} />
      </Form>
    </Dialog>
  );
}
