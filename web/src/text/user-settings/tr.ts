import type { Shape } from '../catalogue';
import type { en } from './en';

/** Kullanıcının ayarları hakkında söylenenler, Türkçe. */
export const tr: Shape<typeof en> = {
  saved: 'Kaydedildi.',
  loading: 'Ayarların getiriliyor…',

  levels: { all: 'Tüm mesajlar', mentions: 'Yalnızca benden bahsedenler', none: 'Hiçbiri' },

  mute: {
    title: 'Sessize al',
    words: 'Bu sürede burası seni çağırmaz. Okunmamışlar yine de sayılır.',
    hour: 'Bir saat',
    tomorrow: 'Yarın {time}’e kadar',
    good: 'Süresiz',
    muted: 'Bu sohbet sessizde.',
    mutedUntil: 'Bu sohbet şu zamana kadar sessizde: {time}',
    unmute: 'Sesi aç',
    level: 'Burada seni ne çağırsın?',
    usual: 'Ayarlarımdaki gibi',
  },

  profile: {
    title: 'Profilin',
    submit: 'Kaydet',
    saved: 'Kaydedildi.',
    username: 'Kullanıcı adı',
    email: 'E-posta',
    verified: 'doğrulandı',
    unverified: 'henüz doğrulanmadı',
    back: 'Sohbete dön',
    choosePicture: 'Resim seç',
    otherPicture: 'Başka resim seç',
    removePicture: 'Resmi kaldır',
    pictureHint: 'Mesajlarının yanında onu herkes görür.',
    bringingPicture: 'Resmin yükleniyor',
    pictureSaved: 'Resmin kaydedildi.',
    pictureRemoved: 'Resmin kaldırıldı.',
    noPicture: 'Bu, gösterilebilen bir resim değil. JPEG, PNG, GIF, WebP ya da AVIF kullan.',
  },

  privacy: {
    title: 'Başkaları senden ne görür?',
    typing: 'Yazdığımı göster',
    typingHint: 'Özel sohbetlerde ve küçük gruplarda. Kapalıyken sen de başkalarının yazdığını görmezsin.',
    receipts: 'Nereye kadar okuduğumu göster',
    receiptsHint: 'Kapalıyken sen de başkalarının nereye kadar okuduğunu görmezsin.',
  },

  appearance: {
    title: 'Görünüm',
    theme: 'Tema',
    system: 'Sistem gibi',
    light: 'Açık',
    dark: 'Koyu',
    browser: 'Tarayıcı gibi',
    calm: 'Hareketi azalt',
    calmHint: 'Sistemin izin verse bile hiçbir şey kaymaz, solmaz.',
  },

  writing: {
    title: 'Yazma',
    enterSends: 'Enter ile gönder',
    enterSendsHint: 'Shift+Enter yeni satır açar. Kapalıyken Enter yeni satır açar; düğme ya da Ctrl+Enter gönderir.',
  },

  notifications: {
    title: 'Bildirimler',
    words: 'Hangi sohbetlerin ve nelerin çağıracağını aşağıda seçersin.',
    show: 'Bildirim göster',
    showHint: 'Sen başka yere bakarken mesaj gelince.',
    missing: 'Bu tarayıcı bildirim göstermiyor. Telefondaysan önce uygulamayı yükle.',
    sound: 'Ses çal',
    soundHint: 'Geldiğini görmediğin her mesaj için yumuşak bir kartopu.',
  },

  notify: {
    title: 'Seni ne çağırsın?',
    words: 'Her sohbet türü için. Tek bir sohbet için başka türlüsünü onun menüsünden seçersin.',
    private: 'Özel sohbetler',
    group: 'Gruplar',
    public: 'Genel sohbet',
    previews: 'Ne söylendiğini göster',
    previewsHint: 'Site kapalıyken gelen bildirimlerde. Kapalıyken yalnızca sayı görünür.',
    mail: 'Kaçırdıklarımı e-postayla bildir',
    mailHint: 'Bir süredir burada değilsen, senden bahsedenler ve özel mesajlar için tek bir e-posta.',
  },

  keywords: {
    title: 'Sözcüklerin',
    words: 'Bunlardan biri geçen mesaj, senden bahsetmiş sayılır.',
    list: 'Sözcüklerin',
    add: 'Sözcük ekle',
    addHint: 'En çok 50 karakter; büyük küçük harf fark etmez.',
    submit: 'Ekle',
    remove: '{word} sözcüğünü kaldır',
    none: 'Henüz yok.',
    length: '1 ile 50 karakter arası yaz.',
    known: 'Bu sözcük zaten var.',
    full: 'Daha fazlası olmaz: 20 sözcük doldu.',
  },

  quiet: {
    title: 'Sessiz saatler',
    on: 'Sessiz saatlerim olsun',
    onHint: 'O saatlerde sana ne bildirim ne e-posta gelir.',
    from: 'Başlangıç',
    to: 'Bitiş',
    zone: 'Saat dilimi',
    zoneHint: 'Bir şehir, örneğin Europe/Istanbul.',
    noZone: 'Böyle bir saat dilimi yok.',
    same: 'Bitiş, başlangıçla aynı olamaz.',
    submit: 'Saatleri kaydet',
  },

  bots: {
    title: 'Botların',
    words: 'Sohbetlere katılan programlarının hesapları.',
    open: 'Botlarına git',
  },

  data: {
    title: 'Verilerin',
    words: 'Yazdığın her şey, içinde olduğun ve bir zamanlar bulunduğun her sohbet, tek bir JSON satırları dosyasında.',
    download: 'Verilerimi indir',
    again: 'İndirmeye devam et',
    running: 'Şimdiye dek {n, plural, other {# satır}}…',
    done: 'Bitti: {n, plural, other {# satır}} indirilenlerinde.',
    file: 'monkey-snowfight-{username}.jsonl',
  },

  deletion: {
    title: 'Hesabı sil',
    words:
      'Bütün gruplardan ayrılır, her yerde çıkış yapmış olursun. Mesajların adın olmadan kalır. Kullanıcı adın bir daha kimseye verilmez.',
    owner:
      'Bu sitenin bir sahibisin. Sonuncusuysan rollere ve ayarlara kimse karar veremez: önce başka birini sahip yap.',
    open: 'Hesabımı sil',
    dialog: 'Hesabın silinsin mi?',
    sure: 'Bunun geri alınamayacağını anlıyorum',
    notSure: 'Lütfen anladığını onayla.',
    submit: 'Kalıcı olarak sil',
    done: 'Hesabın silindi. Hoşça kal, kar için teşekkürler.',
  },
};
