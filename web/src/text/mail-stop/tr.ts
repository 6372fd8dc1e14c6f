import type { Shape } from '../catalogue';
import type { en } from './en';

/** What is said where mails of what was missed are ended, in Turkish. */
export const tr: Shape<typeof en> = {
  title: 'Artık e-posta gelmesin mi?',
  intro: 'Bir süre burada olmadığında kaçırdığın özel mesajları ve senden bahsedenleri e-postayla bildiriyoruz.',
  end: 'Bu e-postaları durdur',
  ending: 'Durduruluyor…',
  ended: 'Tamam. Kaçırdıklarını artık e-postayla bildirmeyeceğiz.',
  again: 'Yeniden istersen ayarlarından açabilirsin.',
  settings: 'Ayarlarına git',
  unknown: 'Bu bağlantı eksik ya da bizim değil. Aynı düğmeyi ayarlarında bulursun.',
  back: 'Sohbete git',
};
