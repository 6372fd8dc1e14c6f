/** What is said about voice messages and players, in Turkish. */
export const tr = {
  recorder: {
    asking: 'Mikrofon bekleniyor…',
    recording: 'Kaydediliyor',
    held: 'Dinlemek için bırak. İptal için uzağa kaydır.',
    away: 'İptal etmek için bırak',
    full: 'En fazla beş dakika olabilir. Dinle, sonra gönder.',
    ready: 'Kaydedildi. Dinle, gönder ya da sil.',
    stop: 'Durdur',
    cancel: 'Kaydı iptal et',
    remove: 'Kaydı sil',
    send: 'Sesli mesajı gönder',
    dismiss: 'Kapat',
  },

  faults: {
    NotAllowedError: 'Mikrofon engellenmiş. Tarayıcıda bu site için izin ver, sonra yeniden dene.',
    NotFoundError: 'Mikrofon bulunamadı.',
    NotReadableError: 'Mikrofonu başka bir program kullanıyor.',
    NotSupportedError: 'Bu tarayıcı kayıt yapamıyor.',
    empty: 'Hiçbir şey kaydedilmedi.',
    unknown: 'Kayıt yapılamadı.',
  },

  player: {
    play: 'Oynat: {name}',
    pause: 'Duraklat: {name}',
    position: 'Konum',
    at: '{at} / {length}',
    speed: 'Hız {speed}',
    times: '{speed}×',
    failed: 'Oynatılamadı.',
  },
};
