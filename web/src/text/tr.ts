import type { Shape } from './catalogue';
import type { en } from './en';

/** Every word that a user reads, in Turkish. Names take no suffix: its vowels would depend on how they end. */
export const tr: Shape<typeof en> = {
  brand: 'Monkey Snowfight',
  skip: 'İçeriğe geç',

  access: {
    restoring: 'Maymunlar uyandırılıyor…',
    unreachable: 'Maymunlar ses vermiyor. İnternete bağlı mısın?',
    again: 'Yeniden dene',
  },

  verify: {
    notice: 'Grup kurmak ve gruplara katılmak için e-postanı doğrula.',
    action: 'E-postanı doğrula',
    dismiss: 'Şimdi değil',
  },

  preferences: {
    title: 'Ayarlar',
    language: 'Dil',
  },

  alerts: {
    file: 'gönderdi: {name}',
  },

  newer: {
    words: 'Taze kar: yeni bir sürüm var.',
    reload: 'Yenile',
    later: 'Sonra',
  },

  menu: {
    label: 'Hesabın',
    settings: 'Ayarlar',
    logout: 'Çıkış yap',
  },

  chats: {
    label: 'Sohbetler',
    public: 'Genel sohbet',
    newGroup: 'Yeni grup',
    openGroups: 'Açık gruplar',
    unread: '{n, plural, other {# okunmamış mesaj}}',
    own: 'Sen: {words}',
    said: '{name}: {words}',
    nothing: 'Henüz bir şey söylenmedi',
    missed: 'Sohbetlerin gelmedi. Denemeyi sürdürüyoruz.',
    menu: 'Sohbet menüsü',
    notify: 'Bildirimler',
    muted: 'Sessizde',
  },

  search: {
    title: 'Ara',
    everywhere: 'Her yerde ara',
    find: 'Bu sohbette ara',
  },

  mentions: {
    title: 'Bahsedilenler',
    you: 'Senden bahsediyor',
    all: 'Buradaki herkes',
    unread: '{n, plural, other {senden # kez bahsedildi}}',
  },

  online: {
    site: '{n, number} çevrimiçi',
    room: '{n, number} çevrimiçi',
  },

  status: { online: 'çevrimiçi', inactive: 'uzakta', offline: 'çevrimdışı' },

  person: {
    full: '{name} (@{username})',
    label: 'Profil: {name}',
    message: 'Mesaj yaz',
    own: 'Profilin',
    gone: 'Bu hesap artık yok.',
    bot: 'BOT',
  },

  typing: {
    alone: 'yazıyor…',
    one: '{name} yazıyor…',
    some: '{names} yazıyor…',
    many: 'Birkaç kişi yazıyor…',
  },

  group: {
    menu: 'Grup menüsü',
    members: 'Üyeler',
    memberCount: '{n, plural, other {# üye}}',
    more: '+{n, number}',
    further: 'Diğer üyeler yükleniyor…',
    furtherMissed: 'Diğer üyeler gelmedi.',
    settings: 'Grup ayarları',
    leave: 'Gruptan ayrıl',
    admin: 'yönetici',
    you: 'sen',
  },

  system: {
    joined: '{name} katıldı',
    left: '{name} ayrıldı',
    added: '{name} eklendi',
    removed: '{name} çıkarıldı',
    renamed: '{name} grubun adını değiştirdi',
    deleted: '{name} grubu sildi',
  },

  systemOwn: {
    joined: 'Katıldın',
    left: 'Ayrıldın',
    added: 'Eklendin',
    removed: 'Çıkarıldın',
    renamed: 'Grubun adını değiştirdin',
    deleted: 'Grubu sildin',
  },

  departure: {
    left: '“{group}” grubundan ayrıldın.',
    removed: '“{group}” grubundan çıkarıldın.',
    deleted: '“{group}” grubunu yöneticisi sildi.',
    ownDeleted: '“{group}” silindi.',
  },

  seen: {
    one: 'Görüldü',
    by: 'Görenler: {names}',
  },

  dialog: { close: 'Kapat', cancel: 'Vazgeç', dismiss: 'Kapat' },

  chat: {
    log: 'Mesajlar',
    emptyTitle: 'Taze kar, hiç iz yok',
    empty: 'Henüz kimse bir söz fırlatmadı. İlk kartopu senin.',
    emptyPrivateTitle: 'Sadece ikiniz',
    emptyPrivate: '{name} senden henüz bir şey duymadı. İlk kartopu senin.',
    emptyAloneTitle: 'Koca bir kar alanı, sadece senin',
    emptyAlone: 'Kartopu savaşı için iki kişi gerekir. Birini ekle ya da davet bağlantısını paylaş.',
    invite: 'İnsanları davet et',
    start: 'Kartopu savaşı burada başladı.',
    older: 'Eski mesajlar yükleniyor…',
    olderFailed: 'Eski mesajlar gelmedi.',
    latest: 'En yenilere git',
    loadOlder: 'Eski mesajları göster',
    newer: 'Yeni mesajlar yükleniyor…',
    newerFailed: 'Yeni mesajlar gelmedi.',
    loadNewer: 'Yeni mesajları göster',
    firstUnread: 'İlk okunmamışa git',
    placeFailed: 'O mesaj gelmedi. Birazdan yeniden dene.',
    markedUnread: 'Buradan sonrası okunmamış sayılıyor.',
    loading: 'Mesajlar yükleniyor…',
    goneTitle: 'Karda kayboldu',
    gone: 'Böyle bir sohbet yok ya da içinde değilsin.',
    toPublic: 'Genel sohbete git',
    you: 'Sen',
    deleted: 'Bu mesaj silindi.',
    unread: 'Yeni mesajlar',
    arrived: '{n, plural, one {# yeni mesaj} other {# yeni mesaj}}',
    spoiler: 'Gizli yeri göster',
    hidden: '(gizli)',
    more: 'Devamını göster',
    less: 'Daha az göster',
    strugglingTitle: 'Kar altında',
    struggling: 'Mesajlar şu an ulaşamıyor. Kazmayı sürdürüyoruz.',
  },

  composer: {
    label: 'Mesaj',
    placeholder: 'Mesajını yaz…',
    send: 'Gönder',
    record: 'Sesli mesaj kaydet',
    left: '{n, plural, other {# karakter kaldı}}',
    over: '{n, plural, other {# karakter fazla}}',
    illFormed: 'Bu metinde gönderilemeyen karakterler var.',
  },

  actions: {
    label: 'Mesaj işlemleri',
    reply: 'Yanıtla',
    thread: 'Yanıtları aç',
    unread: 'Buradan itibaren okunmadı say',
    react: 'Tepki ekle',
    reactWith: '{emoji} ile tepki ver',
    unreactWith: '{emoji} tepkisini geri al',
    moreEmoji: 'Diğer emojiler',
    edit: 'Düzenle',
    copy: 'Metni kopyala',
    copyLink: 'Bağlantıyı kopyala',
    copied: 'Kopyalandı.',
    notCopied: 'Kopyalanamadı. Metni seçip elle kopyala.',
    pin: 'Sabitle',
    unpin: 'Sabitlemeyi kaldır',
    reactions: 'Kimler tepki verdi',
    remove: 'Sil',
    removeTitle: 'Bu mesaj silinsin mi?',
    removeWords: 'Herkes için ve geri dönmemek üzere silinir.',
  },

  reactions: {
    title: 'Tepkiler',
    you: 'Sen',
    others: '{n, plural, one {# kişi daha} other {# kişi daha}}',
    count: '{n, number}',
    none: 'Artık kimsenin {emoji} tepkisi yok.',
    more: 'Devamını göster',
    missed: 'Diğerleri gelmedi.',
  },

  changed: {
    edited: 'düzenlendi',
    editedAt: 'Düzenlendi: {time}',
    pinned: 'Sabitlendi',
    byYou: 'Bu mesajı sildin.',
    byAuthor: 'Yazarı sildi.',
    byAdmin: 'Yönetici sildi.',
    by: '@{username} sildi.',
  },

  editing: {
    banner: 'Bir mesajı düzenliyorsun',
    gone: 'Bu mesaj bu arada silindi. Gönderirsen yeni bir mesaj olur.',
    cancel: 'Düzenlemeyi bırak',
    save: 'Kaydet',
  },

  refusedChange: {
    edit: 'Düzenlemen kaydedilmedi.',
    delete: 'Mesaj silinmedi.',
    react: 'Tepkin kaydedilmedi.',
    pin: 'Sabitleme değişmedi.',
  },

  refusal: {
    label: 'Kaydedilmeyenler',
    back: 'Metni geri al',
    isBack: 'Metnin yine aşağıda.',
    compare: 'Karşılaştır',
    title: 'İki kez düzenlendi',
    words: 'Sen düzenlerken bu mesaj başka bir yerde de düzenlendi. Hangi metin kalsın?',
    theirs: 'Şu anki hâli',
    mine: 'Senin düzenlemen',
    keepTheirs: 'Öyle kalsın',
    takeMine: 'Benimki kalsın',
  },

  pins: {
    bar: 'Sabitlenmiş mesajlar',
    jump: 'Sabitlenmiş mesaja git: {words}',
    count: '{n, plural, one {# sabitlenmiş mesaj} other {# sabitlenmiş mesaj}}',
    none: 'Artık sabitlenmiş bir şey yok.',
    unpin: '{name} adlı kişinin mesajının sabitlemesini kaldır',
    gone: 'Bu mesaj artık yok.',
  },

  replies: {
    banner: '{name} kişisine yanıt: {words}',
    cancel: 'Yanıtlamaktan vazgeç',
    to: 'Yanıtladığı:',
    said: '{name}, {other} kişisine yanıt olarak: {words}',
    count: '{n, plural, one {# yanıt} other {# yanıt}}',
    title: 'Yanıtlar',
    none: 'Henüz yanıt yok.',
    composer: 'Bu konuya yanıt yaz',
    placeholder: 'Yanıtla…',
    back: 'Sohbete dön',
    close: 'Yanıtları kapat',
    gone: 'Böyle bir konu yok.',
    isBack: 'Yanıtladığın mesaj artık yok. Metnin yine aşağıda.',
  },

  switcher: {
    open: 'Sohbet bul',
    title: 'Nereye?',
    search: 'Sohbet ya da kullanıcı adı',
    meet: '@{username} kişisine yaz',
  },

  emoji: {
    label: 'Emoji seç',
  },

  files: {
    attach: 'Dosya ekle',
    drop: 'Göndermek için dosyaları buraya bırak',
    folder: 'Klasör gönderilemez. İçindeki dosyaları seç.',
    uploads: 'Yoldaki dosyalar',
    uploading: 'Yükleniyor: {name}',
    waiting: 'Sırasını bekliyor',
    held: 'Kısa sürede çok dosya oldu. Bunun devam edeceği saat: {time}.',
    bytes: '{n, plural, other {# bayt}}',
    share: '{share} / {size}',
    finishing: 'Az kaldı…',
    cancel: 'Vazgeç: {name}',
    retry: 'Yeniden dene',
    retryIt: 'Yeniden dene: {name}',
    dismiss: 'Kaldır: {name}',
    tooLarge: 'Bu dosya {size}. En çok {limit} gönderilebilir.',
    picture: 'Resim: {name}',
    noPreview: 'Önizleme yüklenmedi.',
    noWhole: 'Resim yüklenmedi.',
    download: 'İndir',
    voice: 'Sesli mesaj',
  },

  states: {
    sending: 'Gönderiliyor…',
    sent: 'Gönderildi',
    failed: 'Gönderilemedi',
    retry: 'Yeniden dene',
    discard: 'Sil',
  },

  connection: {
    label: 'Bağlantı',
    offline: 'Çevrimdışısın. Yazdıkların, geri döndüğünde gider.',
    reconnecting: 'Yeniden bağlanılıyor…',
    catchingUp: 'Kaçırdıkların getiriliyor…',
  },

  days: { now: 'şimdi', today: 'Bugün', yesterday: 'Dün' },

  errors: {
    network: 'Bağlantı yok. Ağını denetleyip yeniden dene.',
    timeout: 'Sunucu çok geç yanıt veriyor. Birazdan yeniden dene.',
    unexpected: 'Bizim tarafta bir şey ters gitti. Birazdan yeniden dene.',
    too_many: 'Bu biraz hızlı oldu. Birazdan yeniden dene.',
    unauthorized: 'Oturumun sona erdi. Yeniden giriş yap.',
    csrf: 'Bu sayfa sitenin kendi adresinde değil. Sohbeti kendi adresinden aç.',
    username_taken: 'Bu kullanıcı adı alınmış.',
    bad_credentials: 'Kullanıcı adı ya da parola yanlış.',
    wrong_code: 'Bu kod yanlış.',
    code_expired: 'Bu kod artık geçerli değil. Yenisini iste.',
    too_soon: 'Az önce bir kod gönderildi. Yenisi için bir dakika bekle.',
    invalid: 'Lütfen yazdıklarını gözden geçir.',
    too_long: 'Çok uzun.',
    empty: 'Boş.',
    no_such_chat: 'Böyle bir sohbet yok ya da artık içinde değilsin.',
    bad_file: 'Dosya kabul edilmedi.',
    bad_frame: 'Sunucu bunu okuyamadı.',
    email_unverified: 'Önce e-postanı doğrula: gruplar, adresi doğrulanmış kişiler içindir.',
    not_admin: 'Bunu yalnızca bu grubun yöneticisi yapabilir.',
    not_a_member: 'Bu grubun üyesi değilsin.',
    bad_invite: 'Bu davet artık geçerli değil. Yenisini iste.',
    no_such_user: 'Bu adda bir kullanıcı yok.',
    self_chat: 'O sensin.',
    unavailable: 'Bu şimdi olmadı. Birazdan yeniden dene.',
    chunk: 'Sayfanın bu parçası yüklenmedi. Ağını denetleyip yeniden dene.',
    expired: 'Bütün bir gün boyunca gönderilemedi.',
    too_large: 'Bu dosya çok büyük.',
    empty_file: 'Bu dosya boş.',
    uploads_off: 'Burada dosya gönderimi kapalı.',
    no_file: 'Bu dosya artık yok.',
    not_yours: 'Bunu yalnızca yazarı yapabilir.',
    not_editable: 'Bu mesaj düzenlenemez.',
    too_late: 'Düzenlemek için çok eski.',
    stale: 'Bu arada başka bir yerde düzenlendi.',
    no_such_message: 'Bu mesaj artık yok.',
    bad_emoji: 'Bu emoji burada yok.',
    too_many_reactions: 'Şimdiden çok fazla farklı tepki var.',
    too_many_pins: 'En çok 50 mesaj sabitlenebilir.',
    rate_limited: 'Kısa sürede biraz fazla oldu. Birkaç dakika sonra yeniden dene.',
    muted: 'Şimdilik susturuldun.',
    banned: 'Bu hesap yasaklandı.',
    not_allowed: 'Buradaki rolün buna izin vermiyor.',
    not_accepted: 'Bu burada kabul edilmiyor.',
    not_allowed_word: 'İçinde burada izin verilmeyen bir sözcük var.',
    too_new: 'Hesabın burada bağlantı, dosya ve bahsetme için çok yeni.',
    last_owner: 'Son sahip sensin. Önce başka birini sahip yap.',
  },
};
