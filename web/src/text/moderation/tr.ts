import type { Shape } from '../catalogue';
import type { en } from './en';

/** Moderatörlerin ve sahiplerin sayfalarında okudukları, Türkçe. */
export const tr: Shape<typeof en> = {
  page: {
    title: 'Moderasyon',
    back: 'Sohbete git',
    parts: 'Moderasyonun bölümleri',
    queue: 'Bildirimler',
    decided: 'Karara bağlananlar',
    people: 'Kişiler',
    log: 'Kayıt',
    settings: 'Ayarlar',
    notYours: 'Bu sayfa siteyle ilgilenenler içindir.',
    loading: 'Getiriliyor…',
    more: 'Devamını göster',
  },

  queue: {
    list: 'Açık bildirimler',
    count: '{n, plural, one {Burada # açık bildirim var} other {Burada # açık bildirim var}}',
    none: 'Açık bildirim yok. Burayla ilgilendiğin için teşekkürler.',
    noneTitle: 'Tertemiz bir kar',
    keys: 'J ve K ileri, geri götürür. Düğmedeki tuş o düğmeye basar.',
    undo: 'Geri al',
    taken: '{n, plural, other {# karar yolda}}',
    decided: '{n, plural, other {# karar verildi}}',
    decidedElsewhere: 'Bu bildirime bu arada başkası karar verdi.',
  },

  report: {
    by: 'Bildiren: {name}',
    open: 'Hesabı olmayan biri bildirdi',
    about: '@{username} hakkında',
    public: 'Genel sohbet',
    elsewhere: 'Özel bir sohbet ya da grup',
    place: 'Yerine git',
    url: 'Adres',
    text: 'Bildirenin yazdığı',
    message: 'O anki hâliyle mesaj',
    reported: 'Bildirilen',
    history: '@{username} hakkındaki diğer bildirimler',
    historyHide: 'Diğer bildirimleri gizle',
    historyNone: 'Başka yok.',
    historyOpen: 'açık',
    none: 'Sözsüz bir mesaj',
  },

  decision: {
    label: 'Karar',
    statement: 'Onlara söylenecek',
    statementHint: 'Kararın nedeni, ilgili kişi için. Gerektiği gibi değiştir.',
    language: 'Metnin dili',
    minutes: 'Susturma süresi',
    none: 'Sorun yok',
    delete: 'Sil',
    mute: 'Sustur',
    ban: 'Yasakla',
    by: '@{username} karar verdi: {decision}',
  },

  decisions: { none: 'sorun yok', delete: 'silindi', mute: 'susturuldu', ban: 'yasaklandı' },

  spans: {
    hour: 'bir saat',
    day: 'bir gün',
    week: 'bir hafta',
    month: '30 gün',
    forever: 'kaldırılana kadar',
  },

  people: {
    find: 'Birini bul',
    username: 'Kullanıcı adı',
    open: 'Profili aç',
    invite: 'İnsanları davet et',
    inviteWords: 'Bu adrese sahip olan hesap açabilir; başkaları açamazken de.',
    uses: 'Kaç kişi için',
    days: 'Kaç gün için',
    make: 'Davet oluştur',
    address: 'Davet',
    addressHint: 'Davet ettiğin kişilere gönder.',
    between: '{least, number} ile {most, number} arasında bir sayı yaz.',
  },

  sanction: {
    title: 'Moderasyon',
    mute: 'Sustur…',
    unmute: 'Susturmayı kaldır',
    ban: 'Yasakla…',
    unban: 'Yasağı kaldır',
    muteTitle: '@{username} susturulsun',
    banTitle: '@{username} yasaklansın',
    lasts: 'Süresi',
    statement: 'Nedeni',
    statementHint: 'Bu ona söylenir.',
    noStatement: 'Nedenini yaz.',
    muteSubmit: 'Sustur',
    banSubmit: 'Yasakla',
    muted: '@{username} susturuldu.',
    unmuted: '@{username} artık susturulmuş değil.',
    banned: '@{username} yasaklandı.',
    unbanned: '@{username} artık yasaklı değil.',
    role: 'Rol',
    roleHint: 'Rollere ve ayarlara sahipler, bildirimlere moderatörler karar verir.',
    roleSet: '@{username} artık başka bir rolde.',
  },

  log: {
    list: 'Yapılanlar',
    none: 'Henüz bir şey yapılmadı.',
    until: 'bitişi: {time}',
    forever: 'kaldırılana kadar',
  },

  actions: {
    role: '{actor}, {target} adlı kişinin rolünü değiştirdi',
    delete: '{actor}, {target} adlı kişinin bir mesajını sildi',
    mute: '{actor}, {target} adlı kişiyi susturdu',
    unmute: '{actor}, {target} adlı kişinin susturmasını kaldırdı',
    ban: '{actor}, {target} adlı kişiyi yasakladı',
    unban: '{actor}, {target} adlı kişinin yasağını kaldırdı',
    decide: '{actor} bir bildirim hakkında karar verdi',
    settings: '{actor} ayarları değiştirdi',
    emoji: '{actor}, {target} emojisini kaldırdı',
  },

  settings: {
    readOnly: 'Bunları sahipler değiştirir. Sen okuyabilirsin.',
    signUp: 'Kim hesap açabilir',
    domains: 'Alan adları',
    domainsHint:
      'Her satıra bir tane, örneğin example.org. Davetle de olsa yalnızca tam olarak bunların adresleriyle kaydolunur.',
    challenge: 'Kayıttan önce tarayıcıya hesap yaptır',
    challengeHint: 'Bir tarayıcının birkaç saniyesini, çok hesap açanın çok zamanını alır. Üçüncü bir tarafa sorulmaz.',
    words: 'Geri çevrilen sözcükler',
    wordsHint: 'Her satıra bir tane. Bütün sözcükler, büyük küçük harf fark etmez.',
    slow: 'Genel sohbetin yavaş kipi',
    slowHint: 'Bir kişinin iki mesajı arasındaki saniye; 0 kapalı, en çok 3.600.',
    fresh: 'Yeni hesaplar',
    freshHint: 'Bu kadar dakika genel sohbette bağlantı, dosya ya da bahsetme gönderemezler; en çok 10.080.',
    contact: 'İletişim',
    contactHint: 'İnsanlar kime yazabilir? Herkes okuyabilir.',
    submit: 'Kaydet',
    saved: 'Kaydedildi. On saniye içinde geçerli olur.',
    emoji: 'Özel emojiler',
    emojiHint: 'Moderatörler her birini kaldırabilir.',
    emojiOpen: 'Emojilere git',
  },

  ways: {
    open: 'Herkes',
    invited: 'Davet edilenler',
    domains: 'Belirli alan adlarının adresleri',
    closed: 'Hiç kimse',
  },

  /** By error code, besides those of the whole client. */
  errors: {
    decided: 'Buna bu arada başkası karar verdi.',
    no_such_report: 'Bu bildirim artık yok.',
  },
};
