"""The words of the mail of what was missed, in the client's languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from snowfight.domain.notices.wording import PUBLIC_TITLES, language_of


@dataclass(frozen=True)
class MailWords:
    """What a mail says; `{…}` are filled in. Of pairs the first is said of one. Names take no suffix in Turkish: its
    vowels would depend on how they end."""

    language: str
    wrote: str
    mentioned: str
    many: tuple[str, str]
    heading: tuple[str, str]
    private: str
    public: str
    group: str
    more: tuple[str, str]
    more_chats: tuple[str, str]
    count: tuple[str, str]
    file: str
    open: str
    why: str
    end: str
    settings: str

    def of(self, pair: tuple[str, str], n: int) -> str:
        """What is said of so many."""
        return pair[n != 1].format(n=n)


EN = MailWords(
    language="en",
    wrote="{name} wrote to you",
    mentioned="{name} mentioned you in {chat}",
    many=("A message waits for you", "{n} messages wait for you"),
    heading=("You missed a message", "You missed {n} messages"),
    private="Private chat",
    public=PUBLIC_TITLES["en"],
    group="You were mentioned",
    more=("and one more", "and {n} more"),
    more_chats=("One more chat waits for you.", "{n} more chats wait for you."),
    count=("One message", "{n} messages"),
    file="File: {name}",
    open="Open the chat",
    why="This was written while you were away. One mail tells all of it, and the next comes only after a while.",
    end="No more of these mails",
    settings="All settings",
)

TR = MailWords(
    language="tr",
    wrote="{name} sana yazdı",
    mentioned="{name} senden bahsetti: {chat}",
    many=("Seni bekleyen bir mesaj var", "Seni bekleyen {n} mesaj var"),
    heading=("Bir mesajı kaçırdın", "{n} mesajı kaçırdın"),
    private="Özel sohbet",
    public=PUBLIC_TITLES["tr"],
    group="Senden bahsedildi",
    more=("ve bir mesaj daha", "ve {n} mesaj daha"),
    more_chats=("Seni bekleyen bir sohbet daha var.", "Seni bekleyen {n} sohbet daha var."),
    count=("Bir mesaj", "{n} mesaj"),
    file="Dosya: {name}",
    open="Sohbeti aç",
    why="Bunlar sen yokken yazıldı. Hepsi tek bir e-postada; bir sonraki ancak bir süre sonra gelir.",
    end="Bu e-postaları artık gönderme",
    settings="Tüm ayarlar",
)

WORDS: Mapping[str, MailWords] = {"en": EN, "tr": TR}


def words_in(language: str | None) -> MailWords:
    """The words in the language of that tag (RFC 5646), English where there are none."""
    return WORDS[language_of(language)]
