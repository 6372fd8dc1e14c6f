import type { Shape } from '../catalogue';
import type { en } from './en';

/** Özel emojiler hakkında söylenenler, Türkçe. */
export const tr: Shape<typeof en> = {
  completion: {
    label: 'Adına göre emoji',
    found: '{n, plural, other {# emoji uyuyor. Ok tuşlarıyla gez, Enter ile seç.}}',
  },

  picker: {
    search: 'Emoji ara',
    found: '{n, plural, =0 {Bir şey bulunamadı} one {# sonuç} other {# sonuç}}',
    recent: 'Son kullanılanlar',
    custom: 'Bu sitenin',
    add: 'Emoji ekle',
  },

  kinds: {
    smileys_emotion: 'Yüzler ve duygular',
    people_body: 'İnsanlar',
    animals_nature: 'Hayvanlar ve doğa',
    food_drink: 'Yiyecek ve içecek',
    travel_places: 'Yolculuk ve yerler',
    activities: 'Etkinlikler',
    objects: 'Nesneler',
    symbols: 'Simgeler',
    flags: 'Bayraklar',
  },

  page: {
    title: 'Özel emojiler',
    words: 'Buradaki herkes için adı olan resimler: mesajlarda :ad: olarak ve tepki olarak.',
    open: 'Özel emojiler',
    back: 'Ayarlara dön',
  },

  add: {
    title: 'Emoji ekle',
    choose: 'Resim seç',
    other: 'Başka resim seç',
    pictureHint: 'PNG, GIF, WebP ya da JPEG, en çok {limit}. Hareketliyse ilk karesi gösterilir.',
    name: 'Ad',
    nameHint: '2–32 karakter: a–z, rakam, _ ve -. Kalıcıdır: bir ad bir daha boşa çıkmaz.',
    free: '{code} boşta.',
    submit: 'Ekle',
    uploading: 'Resim yükleniyor',
    done: '{code} artık herkesin.',
    inText: 'Mesajda',
    before: 'Bak,',
    after: 'kar!',
    asReaction: 'Tepki olarak',
    alone: 'Tek başına',
    off: 'Burada dosyalar kapalı, bu yüzden kimse emoji ekleyemez.',
    unverified: 'Emoji ekleyenin doğrulanmış bir e-posta adresi olmalı.',
  },

  faults: {
    noPicture: 'Bir resim seç.',
    badPicture: 'Bu, emoji olabilecek bir resim değil. PNG, GIF, WebP ya da JPEG kullan.',
    tooLarge: 'Bu resim {size}. En çok {limit} olabilir.',
    tooLargeHere: 'Bu resim çok büyük: en çok {limit} olabilir.',
    emptyPicture: 'Bu dosya boş.',
    name: '2–32 karakter kullan: a–z, rakam, _ ve -.',
    taken: '{code} alınmış.',
    gone: '{code} kaldırılmış. Eski mesajlar resmini korur, bu yüzden adı bir daha boşa çıkmaz.',
    unicode: '{code} zaten {emoji} demek.',
    full: 'Burada olabileceği kadar emoji var.',
    unverified: 'Önce e-posta adresini doğrula.',
    unknown: 'Böyle bir emoji artık yok.',
    notYours: 'Bir emojiyi yalnızca ekleyen kaldırabilir.',
  },

  list: {
    title: 'Şimdiye kadarkiler ({n, number})',
    none: 'Henüz yok.',
    loading: 'Yükleniyor…',
    by: 'ekleyen: @{username}',
    own: 'sen ekledin',
    gone: 'ekleyen artık burada değil',
    remove: 'Kaldır',
    removeIt: 'Kaldır: {code}',
    removeTitle: '{code} kaldırılsın mı?',
    removeWords: 'Artık kimse kullanamaz. Kullanılmış olduğu mesajlarda kalır, adı bir daha boşa çıkmaz.',
    removed: '{code} kaldırıldı.',
  },
};
