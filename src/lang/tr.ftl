### Arayüz metinleri, Türkçe. Sayılar $n’dir; HTML yazılmaz.

## Dillerin adları

language-self = Türkçe
language-az = Azerbaycanca
language-en = İngilizce
language-ru = Rusça
language-tr = Türkçe

## Sayfa çerçevesi

skip-to-content = İçeriğe geç
menu = Menü
menu-open = Menüyü aç
menu-close = Menüyü kapat
close = Kapat
theme-toggle = Koyu veya açık görünüm
theme-dark = Koyu
theme-light = Açık
theme-system = Aygıttaki gibi
made-with = { $name } ile hazırlandı
licence = Lisans
licence-text = Metinler: { $rights }
edited-by = Yayına hazırlayan: { $names }
updated = Son güncelleme: { $date }
back-to-top = Başa dön
breadcrumbs = Buradasınız
home = Ana sayfa
page-title = { $page } · { $site }

## Gezinme

nav-main = Ana gezinme
nav-texts = Metinler
nav-persons = Kişiler
nav-places = Yerler
nav-bodies = Kurumlar
nav-works = Eserler
nav-events = Olaylar
nav-chronology = Kronoloji
nav-search = Arama
nav-about = Hakkında
nav-pages = Sayfalar
nav-languages = Dil
nav-contents = İçindekiler
nav-previous = Önceki
nav-next = Sonraki
nav-previous-text = Önceki metin: { $title }
nav-next-text = Sonraki metin: { $title }
nav-previous-page = Önceki sayfa
nav-next-page = Sonraki sayfa
nav-page-of = Sayfa { $page } / { $pages }
nav-up = Yukarı: { $title }

## Türler, tekil

kind-text = Metin
kind-person = Kişi
kind-place = Yer
kind-body = Kurum
kind-work = Eser
kind-event = Olay
kind-date = Tarih
kind-note = Not

## Metinler

text-contents = İçindekiler
text-authors = Yazarlar
text-author = Yazar
text-date = Tarih
text-source = Kaynak
text-source-edited = { $work } esas alınarak yayına hazırlandı
text-source-page = Kaynağın { $page }. sayfası
text-source-page-short = s. { $page }
text-summary = Özet
text-rights = Haklar
text-languages = Diğer dillerde
text-in-language = Metnin dili: { $language }
text-sections = Bölümler
text-paragraph = Paragraf { $number }
text-paragraph-link = Paragraf { $number } bağlantısı
text-heading-link = Bu bölümün bağlantısı
text-next = Sonraki metin
text-previous = Önceki metin
text-tools = Bu metin hakkında
text-entities = Bu metinde adı geçenler
text-works-cited = Kaynakça
text-translation-missing = Bu metnin bu dilde çevirisi yok: { $language }.
text-draft = Taslak
text-words = { $n ->
    [one] { $n } sözcük
   *[other] { $n } sözcük
}
text-table-of = İçindekiler
text-download = İndir

## Notlar

notes = Notlar
notes-author = Yazarın notları
notes-editors = Yayına hazırlayanların notları
notes-translator = Çevirmenin notları
note-number = Not { $mark }
note-open = { $mark } notunu göster
note-close = Notu kapat
note-back = Metne dön, not { $mark }
note-back-nth = Metne dön, not { $mark }, gönderme { $place }
note-missing = Bu not yok.
notes-absent = Metinleri kaynakta yok
note-unplaced = Metindeki yeri belirtilmemiş

## Kaynak gösterme

cite-this = Kaynak göster
cite-text = Bu metni kaynak göster
cite-paragraph = Bu paragrafı kaynak göster
cite-page = Bu sayfayı kaynak göster
cite-as-text = Metin olarak
cite-copy = Kopyala
cite-copied = Kopyalandı
cite-copy-link = Bağlantıyı kopyala
cite-download = { $format } olarak indir
cite-paragraph-short = par. { $number }
cite-accessed = erişim tarihi: { $date }
cite-within = içinde:
cite-edited-by = ed.
cite-open-quote = “
cite-close-quote = ”
cite-paragraph-hint = Paragrafın yanındaki sayı onun adresini ve atfını verir.

## Metindeki adlar ve okunuşlar

gloss-more = Ayrıntı
gloss-full-entry = Maddenin tamamı
mention-uncertain = Kim veya ne olduğu kesin değil
mention-uncertain-or = Kim veya ne olduğu kesin değil; belki { $names }
date-year-from-sentence = { $date } (yıl cümleden anlaşılıyor)
date-year-from-paragraph = { $date } (yıl paragraftan anlaşılıyor)
date-year-from-section = { $date } (yıl bölümden anlaşılıyor)
date-year-from-text = { $date } (yıl metinden anlaşılıyor)
date-year-from-event = { $date } (yıl dizindeki olaydan anlaşılıyor)
mention-auto = Otomatik bulundu
mention-marked = Yayına hazırlayanlarca işaretlendi
reading-source = Kaynakta: “{ $reading }”
reading-corrected = Düzeltildi
cite-full = Tam künye
passage-language = Dili: { $language }
page-break = Kaynağın { $page }. sayfası burada başlıyor

## Dizinler

register-filter = Listeyi süz
register-filter-hint = Adın bir bölümünü yazın
register-filter-clear = Temizle
register-filter-none = “{ $text }” ile eşleşen kayıt yok.
register-filter-shown = { $n ->
    [one] { $n } kayıt gösteriliyor
   *[other] { $n } kayıt gösteriliyor
}
register-letters = Harflere göre
register-letter = { $letter } harfi
register-letter-other = Diğer işaretler
register-see = bkz. { $name }
register-download = Dizini indir
register-empty = Kayıt yok.
register-count-column = Kaç kez geçiyor
register-name-column = Ad
register-life-column = Yaşam yılları
register-kind-column = Tür
register-gloss-column = Kim veya ne

persons-intro = Metinlerde adı geçen bütün kişiler.
places-intro = Metinlerde adı geçen bütün yerler.
bodies-intro = Metinlerde adı geçen bütün kurumlar.
works-intro = Kaynak gösterilen veya adı geçen bütün eserler.
events-intro = Bütün olaylar, tanıklarıyla birlikte.

## Sayılar

count-texts = { $n ->
    [one] { $n } metin
   *[other] { $n } metin
}
count-persons = { $n ->
    [one] { $n } kişi
   *[other] { $n } kişi
}
count-places = { $n ->
    [one] { $n } yer
   *[other] { $n } yer
}
count-bodies = { $n ->
    [one] { $n } kurum
   *[other] { $n } kurum
}
count-works = { $n ->
    [one] { $n } eser
   *[other] { $n } eser
}
count-events = { $n ->
    [one] { $n } olay
   *[other] { $n } olay
}
count-notes = { $n ->
    [one] { $n } not
   *[other] { $n } not
}
count-mentions = { $n ->
    [0] adı geçmiyor
    [one] { $n } kez adı geçiyor
   *[other] { $n } kez adı geçiyor
}
count-citations = { $n ->
    [one] { $n } atıf
   *[other] { $n } atıf
}
count-mentions-in-texts = { count-in-texts } { count-mentions }
count-in-texts = { $texts ->
    [one] { $texts } metinde
   *[other] { $texts } metinde
}
count-mentions-in-notes = { $n ->
    [one] bunlardan { $n } tanesi notta
   *[other] bunlardan { $n } tanesi notlarda
}
count-years = { $n ->
    [one] { $n } yıl
   *[other] { $n } yıl
}
count-dates = { $n ->
    [one] { $n } tarih
   *[other] { $n } tarih
}

## Dizin maddesi: kişi, yer, kurum, eser, olay

entry-mentions = Adının geçtiği yerler
entry-mentions-count = Adının geçtiği yerler ({ $n })
entry-life = Yaşamı
entry-born = Doğum
entry-died = Ölüm
entry-founded = Kuruluş
entry-dissolved = Kapanış
entry-names = Adları
entry-forms = Diğer yazımlar
entry-offices = Görevleri
entry-office-at = { $title }, { $body }
entry-members = Görev yapanlar
entry-events = Olaylar
entry-works = Eserler
entry-works-by = Bu kişinin eserleri
entry-texts = Metinler
entry-identifiers = Başka veri tabanlarında
entry-witnesses = Tanıklar
entry-witness = Tanık
entry-says = şöyle yazıyor
entry-met = Aynı paragraflarda adı geçenler
entry-met-count = { $n ->
    [one] { $n } paragrafta
   *[other] { $n } paragrafta
}
entry-part-of = Bağlı olduğu
entry-parts = Bölümleri
entry-coordinates = Koordinatlar
entry-coordinates-value = { $latitude }, { $longitude }
entry-kind = Tür
entry-places = Yerler
entry-persons = Kişiler
entry-bodies = Kurumlar
entry-no-mentions = Metinlerde adı geçmiyor.
entry-unwitnessed = Genel bilgi
entry-note = Not
chronology-written = Kaynaktaki tarih
registers = Dizinler
text-pages = Kaynağın sayfaları
text-translators = Çevirmenler
version = Sürüm { $version }
entry-related = Ayrıca bakınız
entry-cited-in = Kaynak gösterildiği yerler
entry-events-here = Bu yerle ilgili olaylar
entry-works-same-author = Aynı yazarın eserleri

mention-in-text = metinde
mention-in-note = notta
mention-in-note-of = { $mark } notunda
mention-in-heading = başlıkta
mention-paragraph = ¶ { $number }
mention-page = s. { $page }
mention-show-all = Tümünü göster ({ $n })
mention-by-text = Metinlere göre
mention-chart = Metinlere göre kaç kez adı geçiyor

## Olayın kesinliği

certainty-certain = Kesin
certainty-disputed = Tartışmalı
certainty-conjectured = Varsayım
certainty-note = Kesinliği: { $certainty }

## Kronoloji

chronology = Kronoloji
chronology-intro = Ne zaman ne oldu ve bunu kim yazıyor.
chronology-undated = Tarihsiz
chronology-year-unknown = Yılı bilinmiyor
chronology-chart = Aylara göre olaylar
chronology-chart-bar = { $month }: { $n ->
    [one] { $n } olay
   *[other] { $n } olay
}
chronology-by-year = Yıllara göre
chronology-whole-year = Yıl içinde
chronology-longer = Daha uzun dönemler
chronology-old-style = Eski takvim
chronology-new-style = Yeni takvim
chronology-old-style-date = { $date } (eski takvim)
chronology-new-style-date = { $date } (yeni takvim)
chronology-as-written = Kaynaktaki yazılışı: “{ $date }”
chronology-sources-differ = Kaynaklar farklı bilgi veriyor
chronology-not-exact = Tarihi kesin değil
chronology-dates-in-texts = Metinlerde geçen tarihler
chronology-previous-year = Önceki yıl
chronology-next-year = Sonraki yıl

## Arama ve hatalar

search-label = Arama
search-hint = Ad, sözcük veya yer
search-none = “{ $text }” için sonuç yok.
search-results = { $n ->
    [one] { $n } sonuç
   *[other] { $n } sonuç
}
search-needs-script = Arama için betikler gerekir. Dizinler ve içindekiler üzerinden de her şeye ulaşılabilir.
not-found = Sayfa bulunamadı
not-found-text = Bu adreste sayfa yok. Aşağıdaki bağlantıları kullanın.
not-found-home = Ana sayfaya dön
no-script = Betikler kapalı: notlar metnin sonunda, geri kalan her şey çalışıyor.

## Akış ve veriler

feed = Haber akışı
feed-title = { $site }: yenilikler
data = Veriler
data-intro = Bütün dizinler, adların geçtiği yerler ve tarihler dosya olarak.
data-file = { $name } ({ $format })
sources = Kaynaklar
editorial-principles = Yayın ilkeleri
about = Bu yayın hakkında
