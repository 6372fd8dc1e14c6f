import type { Shape } from '../catalogue';
import type { en } from './en';

/** Grup bulma, kurma ve katılma hakkında söylenenler, Türkçe. */
export const tr: Shape<typeof en> = {
  newGroup: {
    title: 'Yeni grup',
    intro: 'Ona bir ad ver. İnsanları bağlantıyla davet edebilir ya da kullanıcı adıyla ekleyebilirsin.',
    submit: 'Grubu kur',
    open: 'Açık grup',
    openHint: 'Açık gruplar listesinde herkes onu bulur ve katılabilir.',
  },

  groups: {
    title: 'Açık gruplar',
    intro: 'E-posta adresi doğrulanmış herkes bunlara katılabilir.',
    search: 'Ada göre ara',
    list: 'Bulunan açık gruplar',
    join: 'Katıl',
    joinIt: 'Katıl: {group}',
    enter: 'Aç',
    enterIt: 'Aç: {group}',
    more: 'Daha fazla göster',
    searching: 'Gruplar aranıyor…',
    found: '{n, plural, other {# grup}}',
    noneTitle: 'Burada iz yok',
    none: 'Henüz açık grup yok. İlkini sen kur.',
    noMatch: '“{query}” adında açık bir grup yok.',
  },

  leave: {
    title: '“{group}” grubundan ayrılıyor musun?',
    words: 'Artık mesajlarını almazsın. Grup açık değilse dönmek için davet gerekir.',
    admin: 'En eski üye yönetici olur.',
    last: 'Son üye sensin: grup bütün mesajlarıyla silinir.',
    submit: 'Gruptan ayrıl',
  },

  invitation: {
    title: 'Davetlisin',
    words: 'Biri seni grubunda görmek istiyor. Katıl, oku, sen de bir söz fırlat.',
    openTitle: 'Açık bir grup',
    openWords: 'Henüz bu grubun üyesi değilsin. Grup açık: katıl, oku, sen de bir söz fırlat.',
    join: 'Gruba katıl',
    unverified: 'Önce e-postanı doğrula; yerin hazır bekliyor.',
  },
};
