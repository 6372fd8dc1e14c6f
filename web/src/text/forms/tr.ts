import type { Shape } from '../catalogue';
import type { en } from './en';

/** Formların sordukları ve yazılanda neyin yanlış olduğu, Türkçe. */
export const tr: Shape<typeof en> = {
  fields: {
    username: 'Kullanıcı adı',
    usernameHint: '3 ile 20 arası harf (Türkçe harfler hariç), rakam ya da alt çizgi',
    email: 'E-posta',
    password: 'Parola',
    newPassword: 'Yeni parola',
    passwordHint: 'En az 10 karakter. Kısa bir cümle de olur.',
    show: 'Karakterleri göster',
    hide: 'Karakterleri gizle',
    displayName: 'Görünen ad',
    displayNameHint: 'Mesajlarının yanında görünen ad, en çok 50 karakter',
    code: 'Doğrulama kodu',
    codeHint: 'E-postadaki altı rakam',
    resetCode: 'Kod',
    groupName: 'Grup adı',
    groupNameHint: 'En çok 128 karakter. Üyeler grubu sohbetlerinde bu adla bulur.',
  },

  faults: {
    needed: 'Burayı doldurman gerekiyor.',
    username: '3 ile 20 arası harf (a–z), rakam ya da alt çizgi kullan.',
    email: 'Bu bir e-posta adresine benzemiyor.',
    passwordShort: 'En az 10 karakter kullan.',
    passwordLong: 'En çok 128 karakter kullan.',
    passwordIsName: 'Kullanıcı adından başka bir şey seç.',
    displayName: '1 ile 50 arası karakter kullan.',
    code: 'Kod altı rakamdan oluşur.',
    groupName: '1 ile 128 arası karakter kullan.',
    wrongPassword: 'Bu parola yanlış.',
    unverified: 'Bu kullanıcı e-posta adresini henüz doğrulamadı.',
    isMember: '@{username} zaten üye.',
  },

  refused: {
    username: 'Bu kullanıcı adı alınamıyor. Başka bir tane dene.',
    email: 'Bu e-posta adresi kullanılamıyor.',
    password: 'Bu parola kullanılamıyor. Başka bir tane dene.',
    display_name: 'Bu ad kullanılamıyor. Başka bir tane dene.',
    groupchat_name: 'Bu ad kullanılamıyor. Başka bir tane dene.',
    add_members: 'Böyle bir kullanıcı adı olamaz.',
  },
};
