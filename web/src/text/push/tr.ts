import type { Shape } from '../catalogue';
import type { en } from './en';

/** Site kapalıyken kullanıcıya ulaşan bildirimler hakkında söylenenler, Türkçe. */
export const tr: Shape<typeof en> = {
  notice: {
    read: 'Okundu say',
    accept: 'Yanıtla',
    decline: 'Reddet',
    news: 'Yeni bir şey var.',
  },

  bell: {
    title: 'Bu site kapalıyken',
    words:
      'Bu tarayıcı, sitenin hiçbir sayfası açık değilken de sana söylenenleri bildirebilir. Seni neyin çağıracağını aşağıda seçersin; sessiz saatler geçerlidir. Tarayıcı bir kez iznini ister; istediğin an buradan kapatırsın.',
    on: 'Bu tarayıcıda bildir',
    active: 'Bu tarayıcı, site kapalıyken de sana bildiriyor.',
    off: 'Burada bildirme',
    test: 'Deneme gönder',
    tested: 'Yolda: birkaç saniye içinde bir bildirim görünmeli.',
    denied: 'Önce yukarıda anlatıldığı gibi bildirimlere izin ver.',
    missing: 'Bu tarayıcı, site kapalıyken sana bir şey bildiremiyor.',
  },

  home: {
    words: 'iPhone ve iPad’de yalnızca Ana Ekran’a eklenenler bildirim gösterebilir. Üç adım yeter:',
    share: 'Safari penceresinin kenarındaki Paylaş’a dokun.',
    add: '“Ana Ekrana Ekle”yi, sonra “Ekle”yi seç.',
    open: 'Snowfight’ı Ana Ekran’dan aç ve orada bu sayfaya geri gel.',
  },

  denied: {
    words: 'Bu tarayıcı bu sitenin bildirimlerini engelliyor. Yeniden izin verebilirsin:',
    chrome: 'Adresin solundaki simgeye tıkla ve Bildirimler’i aç. Sonra bu sayfayı yenile.',
    edge: 'Adresin solundaki kilide, sonra “Bu site için izinler”e tıkla ve Bildirimler’e izin ver. Sonra bu sayfayı yenile.',
    firefox:
      'Adresin solundaki üstü çizili balona ya da kilide tıkla ve “Bildirim gönder”in yanındaki “Engellendi”yi kaldır. Sonra bu sayfayı yenile.',
    safari:
      'Safari menüsünden Ayarlar, Web Siteleri, Bildirimler’e git ve bu siteye izin ver. Sonra bu sayfayı yenile.',
    android: 'Adresin solundaki simgeye, sonra İzinler’e dokun ve Bildirimler’e izin ver. Sonra bu sayfayı yenile.',
    ios: 'Ayarlar uygulamasını aç, Bildirimler’den Snowfight’a gir ve bildirimlere izin ver.',
  },

  devices: {
    title: 'Sana bildiren tarayıcılar',
    own: 'Bu tarayıcı',
    other: 'Başka bir tarayıcı',
    since: '{date} tarihinden beri',
    hint: 'Başka bir tarayıcıda durdurmak için orada kapat ya da orada çıkış yap.',
  },

  mail: {
    bounced: 'Adresin postamızı geri gönderdi; bu yüzden sana artık e-posta atmıyoruz.',
    complained: 'Adresine giden postamız istenmeyen posta olarak bildirildi; bu yüzden sana artık e-posta atmıyoruz.',
  },
};
