import { useId } from 'preact/hooks';

interface Props<T extends string> {
  label: string;
  /** What can be chosen, with what it is called. */
  options: readonly (readonly [T, string])[];
  value: T;
  choose(value: T): void;
}

/** One of a few things, all of them in sight. */
export function Choice<T extends string>({ label, options, value, choose }: Props<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend class="mb-2 font-bold">{label}</legend>
      <div class="flex flex-wrap gap-2">
        {options.map(([option, words]) => (
          <label
            key={option}
            class="btn cursor-pointer border border-line bg-paper font-semibold has-checked:border-accent has-checked:bg-own has-checked:chosen has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => choose(option)}
              class="sr-only"
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
