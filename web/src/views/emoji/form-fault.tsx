import { useContext } from 'preact/hooks';
import { FormContext } from '../../components/forms/form-context';

/** What the server refused that is about no field. */
export function FormFault() {
  const { form } = useContext(FormContext);
  return (
    <p role="alert" class="font-semibold text-danger empty:hidden">
      {form}
    </p>
  );
}
