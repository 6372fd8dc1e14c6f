import type { Shape } from '../catalogue';
import type { en } from './en';

/** Bildirimler, engellemeler, yaptırımlar ve kurallar hakkında herkese söylenenler, Türkçe. */
export const tr: Shape<typeof en> = {
  reasons: {
    spam: 'İstenmeyen içerik ya da reklam',
    abuse: 'Hakaret, tehdit ya da taciz',
    illegal: 'Yasalara aykırı',
    other: 'Başka bir şey',
  },

  report: {
    action: 'Bildir',
    title: 'Bu mesajı bildir',
    personTitle: '@{username} hesabını bildir',
    words:
      'Moderatörler bu mesajı şu anki hâliyle, önceki ve sonraki en çok iki mesajla birlikte görür. Senin bildirdiğin kimseye söylenmez.',
    personWords: 'Moderatörler yazdığını görür. Bildirdiğin kişiye senin bildirdiğin söylenmez.',
    reason: 'Sorun ne?',
    text: 'Bilmeleri gereken ne var?',
    optional: 'Boş bırakılabilir',
    submit: 'Bildirimi gönder',
    sent: 'Teşekkürler. Moderatörler bakacak; kararları sana bildirilir.',
  },

  block: {
    action: 'Engelle',
    undo: 'Engeli kaldır',
    undoIt: '{username} için engeli kaldır',
    title: '{name} engellensin mi?',
    words:
      'Artık ikiniz de birbirinizin burada olup olmadığını görmezsiniz. Aranızdaki özel mesajlar ve aramalar sona erer; gruplarda yazdıkları katlanır. Ona söylenmez.',
    done: '{name} engellendi.',
    undone: '{name} artık engelli değil.',
    list: 'Engellediğin kişiler',
    hint: 'Birbirinizi görmezsiniz; gruplarda yazdıkları katlanır.',
    none: 'Kimse yok.',
    loading: 'Kimleri engellediğin getiriliyor…',
  },

  folded: {
    words: 'Engellediğin {name} yazdı.',
    show: 'Göster',
  },

  muted: {
    title: 'Susturuldun',
    until: 'Şu zamana kadar susturuldun: {time}.',
    why: 'Nedeni: {words}',
    more: 'Okumayı sürdürebilir, yazdıklarını silebilirsin.',
    notices: 'Verilen kararlar',
    rules: 'İletişim ve kurallar',
  },

  banned: {
    title: 'Bu hesap yasaklandı',
    until: 'Yasağın bitişi: {time}',
    forever: 'Kaldırılana kadar sürer.',
    why: 'Nedeni: {words}',
    contact: 'Kime yazabilirsin: {contact}',
    rules: 'İletişim ve kurallar',
  },

  slow: {
    words: 'Yavaş kip: mesajın {time} sonra gidecek.',
  },

  told: {
    decided: 'Bildirdiğin şey hakkında karar verildi.',
    deleted: 'Bir mesajını moderatör sildi.',
    muted: 'Bir moderatör seni susturdu.',
    banned: 'Bir moderatör seni yasakladı.',
    lifted: 'Artık susturulmuş ya da yasaklı değilsin.',
  },

  notices: {
    title: 'Verilen kararlar',
    intro: 'Bildirdiklerin ve senin hakkında.',
    back: 'Ayarlarına dön',
    list: 'Kararlar',
    none: 'Seni ilgilendiren bir karar yok.',
    noneTitle: 'Tepede her şey sakin',
    loading: 'Kararlar getiriliyor…',
    more: 'Devamını göster',
    place: 'Mesaja git',
  },

  rules: {
    title: 'İletişim ve kurallar',
    of: 'İletişim ve kurallar: {site}',
    contact: 'İletişim',
    noContact: 'Bu siteyi işleten henüz bir iletişim adresi vermedi.',
    rules: 'Kurallar',
    noRules: 'Bu siteyi işleten henüz kural yazmadı.',
    loading: 'Kurallar getiriliyor…',
    back: 'Sohbete git',
    report: 'Bir şey bildir',
    reportWords: 'Bunun için hesap gerekmez. Bu siteyle ilgilenen biri okur.',
    url: 'Nerede?',
    urlHint: 'Sayfanın ya da mesajın adresi',
    text: 'Neyi yanlış?',
    name: 'Adın',
    email: 'E-posta adresin',
    emailHint: 'Yalnızca yanıt istiyorsan',
    submit: 'Bildirimi gönder',
    sent: 'Teşekkürler, bildirimin ulaştı. Numarası: {id}.',
    another: 'Başka bir şey bildir',
    noUrl: 'Nerede olduğunu yaz.',
    noText: 'Neyin yanlış olduğunu yaz.',
  },

  invite: {
    title: 'Davetlisin',
    words: 'Biri seni içeri alıyor. Bu davetle hesap aç ya da hesabın varsa giriş yap.',
    signup: 'Hesap aç',
    login: 'Giriş yap',
    inside: 'Zaten içeridesin.',
    toChat: 'Sohbete git',
  },

  own: {
    title: 'Bu topluluk',
    role: 'Buradaki rolün: {role}',
    notices: 'Verilen kararlar',
    rules: 'İletişim ve kurallar',
    moderation: 'Moderasyon',
  },

  roles: { owner: 'sahip', moderator: 'moderatör', member: 'üye' },

  /** By error code, besides those of the whole client. */
  errors: {
    too_many_blocks: 'Engellenebilecek kadar kişiyi engelledin.',
  },
};
