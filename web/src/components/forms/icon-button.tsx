import type { LucideIcon } from 'lucide-preact';
import type { ButtonHTMLAttributes } from 'preact';

interface Props extends ButtonHTMLAttributes {
  /** Read out, and shown on hover. */
  label: string;
  icon: LucideIcon;
  /** Of the icon. */
  size?: string;
  /** Unless given, it looks as buttons with an icon do. */
  class?: string;
  /** How the icon is drawn. */
  iconClass?: string;
}

/** A button whose face is an icon alone. */
export function IconButton({
  label,
  icon: Icon,
  size = '1.25rem',
  class: looks = 'icon-btn',
  iconClass,
  ...button
}: Props) {
  return (
    <button type="button" aria-label={label} title={label} {...button} class={looks}>
      <Icon size={size} aria-hidden class={iconClass} />
    </button>
  );
}
