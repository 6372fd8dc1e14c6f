import type { Shape } from '../catalogue';
import type { en } from './en';

/** Girişte söylenenler: giriş ve kayıt, unutulan parola, adresin doğrulanması, Türkçe. */
export const tr: Shape<typeof en> = {
  rules: 'İletişim ve kurallar',

  login: {
    title: 'Tekrar hoş geldin',
    submit: 'Giriş yap',
    ended: 'Oturumun sona erdi. Yeniden giriş yap; taslakların duruyor.',
    forgot: 'Parolanı mı unuttun?',
    toSignup: 'Burada yeni misin?',
    signup: 'Hesap aç',
    toClaim: 'Mesajların başka bir sohbetten mi geldi?',
    claim: 'Hesabını devral',
  },

  signup: {
    title: 'Kartopu savaşına katıl',
    submit: 'Kaydol',
    toLogin: 'Zaten bizden misin?',
    login: 'Giriş yap',
    closed: 'Şu anda burada kimse hesap açamıyor.',
    invited: 'Bir davetle geliyorsun.',
    invite: 'Davet',
    inviteHint: 'Sana gönderilen kod ya da adres. Davetsiz kimse giremez.',
    domains: 'Burada yalnızca belirli alan adlarının adresleri kullanılabilir.',
  },

  challenge: {
    running: 'Kimse çok sayıda hesap açmasın diye tarayıcın bir hesap yapıyor…',
    done: 'Tarayıcın gereken hesabı yaptı.',
  },

  forgot: {
    title: 'Parolanı mı unuttun?',
    intro: 'Bize kullanıcı adını söyle. E-posta adresi doğrulanmışsa ona bir kod yola çıkar.',
    submit: 'Bana kod gönder',
    codeTitle: 'Postana bak',
    codeIntro: '{username} adlı hesabın doğrulanmış bir e-posta adresi varsa kod şimdi gelen kutusunda.',
    reset: 'Yeni parolayı kaydet',
    done: 'Parolan değişti. Yenisiyle giriş yap.',
    back: 'Girişe dön',
  },

  claim: {
    title: 'Hesabını devral',
    intro:
      'Başka bir sohbetten gelen mesajların, sahiplerini bekleyen hesapları var. Oradaki e-posta adresini söyle: onu bekleyen bir hesap varsa bir kod yola çıkar.',
    submit: 'Bana kod gönder',
    codeTitle: 'Postana bak',
    codeIntro:
      '{email} adresini bekleyen bir hesap varsa kod şimdi gelen kutusunda. O kod ve yeni bir parolayla hesap senin olur.',
    finish: 'Hesabı devral',
    other: 'Başka adres kullan',
    again: 'Yeni kod gönder',
    sent: 'Kod yolda. 10 dakika geçerli.',
    inside: '@{username} olarak girdin. Başka bir hesabı devralmak için önce çıkış yap.',
    toChat: 'Sohbete git',
    back: 'Girişe dön',
  },

  verify: {
    title: 'E-postanı doğrula',
    intro: 'Şu adrese altı rakamlı bir kod göndeririz: {email}. Onunla grup kurabilir, gruplara katılabilirsin.',
    send: 'Kodu gönder',
    again: 'Yeni kod gönder',
    sent: 'Kod yolda. 10 dakika geçerli.',
    submit: 'Doğrula',
    done: 'E-postan doğrulandı. Gruplar artık sana açık.',
    toChat: 'Sohbete git',
    goOn: 'Devam et',
    back: 'Şimdi değil',
    first: 'Gruplar, e-posta adresini doğrulamış olanlar içindir. Bir dakikanı alır.',
  },

  /** By error code, besides those of the whole client. */
  errors: {
    closed: 'Şu anda burada kimse hesap açamıyor.',
    bad_domain: 'Bu alan adının adresleri burada kullanılamıyor.',
    bad_challenge: 'Denetim çok uzun sürdü. Yeniden dene.',
  },
};
