import type { Shape } from '../catalogue';
import type { en } from './en';

/** What is said about mentions, in Turkish. */
export const tr: Shape<typeof en> = {
  completion: {
    label: 'Bahsedilecek kişiler',
    found: '{n, plural, other {# kişi uyuyor. Ok tuşları, sonra Enter.}}',
  },

  page: {
    intro: 'Son 90 günde senden bahsedilen ya da sana yanıt verilen yerler, en yenisi en üstte.',
    list: 'Senden bahseden mesajlar',
    place: '{name}, {chat}',
    more: 'Daha fazla göster',
    noneTitle: 'Üzerinde adın yazan kartopu yok',
    none: 'Son zamanlarda kimse senden bahsetmedi. Biri bahsederse burada bulursun.',
    loading: 'Senden bahsedilen yerler aranıyor…',
  },
};
