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
};
