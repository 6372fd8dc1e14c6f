import type { Shape } from '../catalogue';
import type { en } from './en';

/** What the settings of a group say, in Turkish. */
export const tr: Shape<typeof en> = {
  settings: {
    title: 'Grup ayarları',
    back: 'Gruba dön',
    name: 'Ad',
    rename: 'Adı kaydet',
    renamed: 'Kaydedildi.',
    access: 'Kimler katılabilir',
    invite: 'Davet bağlantısı',
    inviteHint: 'Bu bağlantıyı bilen herkes katılabilir.',
    copy: 'Kopyala',
    copied: 'Kopyalandı.',
    notCopied: 'Kopyalanamadı. Seçip elle kopyala.',
    reset: 'Yeni bağlantı oluştur',
    resetTitle: 'Yeni davet bağlantısı oluşturulsun mu?',
    resetWords: 'Şimdiki bağlantı, elinde olan herkes için geçersiz olur.',
    wasReset: 'Bağlantı yenilendi. Eskisi artık geçmiyor.',
    keeping: 'Mesajlar',
    keepingHint: 'Ne kadar saklansın',
    keepingSite: 'sitenin sakladığı kadar',
    keepingDays: '{n, number} gün',
    members: 'Üyeler ({n, number})',
    add: 'Üye ekle',
    addHint: 'Kullanıcı adıyla. Hemen gruba girer.',
    addSubmit: 'Ekle',
    added: '@{username} artık grupta.',
    remove: 'Çıkar',
    removeIt: 'Gruptan çıkar: {name}',
    removeTitle: '{name} gruptan çıkarılsın mı?',
    removeWords:
      '{name} bu grubu artık göremez. Davet bağlantısıyla geri dönebilir: dönmesini istemiyorsan yenisini oluştur.',
    danger: 'Grubu sil',
    dangerWords: 'Grup, bütün mesajlarıyla, herkes için gider. Kimse geri getiremez.',
    delete: 'Grubu sil',
    deleteTitle: '“{group}” silinsin mi?',
    deleteSubmit: 'Kalıcı olarak sil',
    notAdmin: 'Bir grubu yalnızca yöneticisi değiştirebilir.',
  },
};
