import type { Shape } from '../catalogue';
import type { en } from './en';

/** Tuşların ne yaptığı, Türkçe. */
export const tr: Shape<typeof en> = {
  keys: {
    title: 'Klavye kısayolları',
    anywhere: 'Her yerde',
    conversation: 'Sohbette',
    message: 'Bir mesajın üzerinde',
    writing: 'Yazarken',
    find: 'Sohbet bul',
    help: 'Bu kısayollar',
    firstUnread: 'İlk okunmamış mesaja',
    latest: 'En yeni mesaja',
    walk: 'Mesajdan mesaja',
    reply: 'Yanıtla',
    thread: 'Yanıtlarını aç',
    unread: 'Buradan itibaren okunmadı say',
    menu: 'Mesajla yapılabilecek her şey',
    send: 'Gönder',
    line: 'Yeni satır',
    edit: 'Son mesajını düzenle',
    cancel: 'Yanıttan ya da düzenlemeden vazgeç',
    bold: 'Kalın',
    italic: 'İtalik',
  },
};
