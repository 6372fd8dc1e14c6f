import type { Shape } from '../catalogue';
import type { en } from './en';

/** What is said about searching, in Turkish. */
export const tr: Shape<typeof en> = {
  field: {
    label: 'Ne aransın?',
    placeholder: 'Kelimeler ya da "tırnak içinde bir ifade"',
    close: 'Aramayı kapat',
  },

  filters: {
    label: 'Şunlarla sınırlı',
    room: 'Sohbet: {chat}',
    thisChat: 'bu sohbet',
    remove: 'Kaldır: {filter}',
  },

  operators: {
    from: 'Yazan: {value}',
    in: 'Sohbet: {value}',
    has: 'İçinde {value} var',
    before: 'En geç {value}',
    after: 'En erken {value}',
  },

  contents: { file: 'dosya', link: 'bağlantı', image: 'resim' },

  days: { today: 'Bugün', yesterday: 'Dün', week: 'Bir hafta önce', month: 'Bir ay önce', year: 'Bir yıl önce' },

  completion: {
    label: 'Öneriler',
    found: '{n, plural, other {# öneri. Ok tuşları, sonra Enter.}}',
  },

  tips: {
    title: 'Aramayı daralt',
    from: 'birinin yazdıkları',
    in: 'sohbetlerinden biri',
    has: 'file (dosya), link (bağlantı) ya da image (resim)',
    before: 'bir güne kadar',
    after: 'bir günden sonra',
  },

  recent: { title: 'Son aramalar', forget: '“{query}” aramasını unut' },

  tabs: { label: 'Gösterilecekler', messages: 'Mesajlar', pictures: 'Resimler', files: 'Dosyalar' },

  results: {
    searching: 'Aranıyor…',
    count: '{n, plural, other {# mesaj bulundu}}',
    countSoFar: '{n, plural, other {Şimdilik # mesaj bulundu}}',
    private: 'Özel sohbet',
    more: 'Daha fazla göster',
    back: '{time} tarihine kadar arandı.',
    further: 'Daha eskilerde ara',
    file: 'Dosya',
  },

  none: {
    title: 'İz bulunamadı',
    inRoom: '“{query}” aramasına uyan bir şey yok. Aranan yer: {chat}.',
    everywhere: 'Sohbetlerinde “{query}” aramasına uyan bir şey yok.',
  },

  trouble: {
    nothing: 'Aranacak bir kelime ekle. Dışarıda bırakılan bir kelime (“-kelime”) tek başına yetmez.',
    wait: '{n, plural, other {Çok sık arama yapıldı. # saniye sonra sürecek.}}',
  },

  files: {
    pictures: 'Bu sohbetin resimleri',
    files: 'Bu sohbetin dosyaları',
    noPicturesTitle: 'Henüz resim yok',
    noPictures: 'Bu sohbette gönderilen resimler burada toplanır.',
    noFilesTitle: 'Henüz dosya yok',
    noFiles: 'Bu sohbette gönderilen dosyalar burada toplanır.',
    loading: 'Yükleniyor…',
    place: 'Sohbetteki yeri: {name}, {time}',
    said: '{name}, {time}',
    download: '{name} dosyasını indir',
  },
};
