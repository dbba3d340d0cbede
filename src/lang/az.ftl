### İnterfeys mətnləri, Azərbaycan dili. Saylar $n-dir; HTML yazılmır.

## Dillərin adları

language-self = Azərbaycanca
language-az = Azərbaycan dili
language-en = İngilis dili
language-ru = Rus dili
language-tr = Türk dili

## Səhifənin çərçivəsi

skip-to-content = Məzmuna keç
menu = Menyu
menu-open = Menyunu aç
menu-close = Menyunu bağla
close = Bağla
theme-toggle = Tünd və ya açıq görünüş
theme-dark = Tünd
theme-light = Açıq
theme-system = Cihazdakı kimi
made-with = { $name } ilə hazırlanıb
licence = Lisenziya
licence-text = Mətnlər: { $rights }
edited-by = Nəşrə hazırlayan: { $names }
updated = Yenilənib: { $date }
back-to-top = Yuxarıya
breadcrumbs = Siz buradasınız
home = Baş səhifə
page-title = { $page } · { $site }

## Naviqasiya

nav-main = Əsas naviqasiya
nav-texts = Mətnlər
nav-persons = Şəxslər
nav-places = Yerlər
nav-bodies = Qurumlar
nav-works = Ədəbiyyat
nav-events = Hadisələr
nav-chronology = Xronologiya
nav-search = Axtarış
nav-about = Haqqında
nav-pages = Səhifələr
nav-languages = Dil
nav-contents = Mündəricat
nav-previous = Əvvəlki
nav-next = Növbəti
nav-previous-text = Əvvəlki mətn: { $title }
nav-next-text = Növbəti mətn: { $title }
nav-previous-page = Əvvəlki səhifə
nav-next-page = Növbəti səhifə
nav-page-of = Səhifə { $page } / { $pages }
nav-up = Yuxarı: { $title }

## Nə olduğu, təkdə

kind-text = Mətn
kind-person = Şəxs
kind-place = Yer
kind-body = Qurum
kind-work = Əsər
kind-event = Hadisə
kind-date = Tarix
kind-note = Qeyd

## Mətnlər

text-contents = Mündəricat
text-authors = Müəlliflər
text-author = Müəllif
text-date = Tarix
text-source = Mənbə
text-source-edited = { $work } əsasında nəşrə hazırlanıb
text-source-page = Mənbənin { $page } səhifəsi
text-source-page-short = s. { $page }
text-summary = Qısa məzmun
text-rights = Hüquqlar
text-languages = Başqa dillərdə
text-in-language = Mətnin dili: { $language }
text-sections = Bölmələr
text-paragraph = Abzas { $number }
text-paragraph-link = { $number } nömrəli abzasa keçid
text-heading-link = Bu bölməyə keçid
text-next = Növbəti mətn
text-previous = Əvvəlki mətn
text-tools = Bu mətn haqqında
text-entities = Bu mətndə adı çəkilənlər
text-works-cited = İstinad edilən əsərlər
text-translation-missing = Bu mətnin həmin dildə variantı yoxdur: { $language }.
text-draft = Qaralama
text-words = { $n ->
    [one] { $n } söz
   *[other] { $n } söz
}
text-table-of = Mündəricat
text-download = Yüklə

## Qeydlər

notes = Qeydlər
notes-author = Müəllifin qeydləri
notes-editors = Redaksiyanın qeydləri
notes-translator = Tərcüməçinin qeydləri
note-number = Qeyd { $mark }
note-open = { $mark } qeydini göstər
note-close = Qeydi bağla
note-back = Mətnə qayıt, qeyd { $mark }
note-back-nth = Mətnə qayıt, qeyd { $mark }, { $place } nömrəli yer
note-missing = Bu qeyd yoxdur.
notes-absent = Mətnləri mənbədə yoxdur
note-unplaced = Mətndə yeri göstərilməyib

## İstinad

cite-this = İstinad et
cite-text = Bu mətnə istinad et
cite-paragraph = Bu abzasa istinad et
cite-page = Bu səhifəyə istinad et
cite-as-text = Mətn kimi
cite-copy = Köçür
cite-copied = Köçürüldü
cite-copy-link = Keçidi köçür
cite-download = { $format } formatında yüklə
cite-paragraph-short = abz. { $number }
cite-accessed = müraciət tarixi: { $date }
cite-within = kitabda:
cite-edited-by = red.
cite-open-quote = «
cite-close-quote = »
cite-paragraph-hint = Abzasın yanındakı rəqəm onun ünvanını və istinadını verir.

## Mətndə adlar və oxunuşlar

gloss-more = Ətraflı
gloss-full-entry = Tam məlumata keç
mention-uncertain = Kim və ya nə olduğu dəqiq deyil
mention-uncertain-or = Kim və ya nə olduğu dəqiq deyil; bəlkə də { $names }
date-year-from-sentence = { $date } (il cümlədən məlum olur)
date-year-from-paragraph = { $date } (il abzasdan məlum olur)
date-year-from-section = { $date } (il bölmədən məlum olur)
date-year-from-text = { $date } (il mətndən məlum olur)
date-year-from-event = { $date } (il reyestrdəki hadisədən məlum olur)
mention-auto = Avtomatik tapılıb
mention-marked = Redaksiya işarələyib
reading-source = Mənbədə: «{ $reading }»
reading-corrected = Düzəldilib
cite-full = Tam biblioqrafik təsvir
passage-language = Dili: { $language }
page-break = Mənbənin { $page } səhifəsi burada başlayır

## Göstəricilər

register-filter = Siyahını daralt
register-filter-hint = Adın bir hissəsini yazın
register-filter-clear = Təmizlə
register-filter-none = «{ $text }» axtarışına uyğun ad yoxdur.
register-filter-shown = { $n ->
    [one] { $n } ad göstərilir
   *[other] { $n } ad göstərilir
}
register-letters = Hərflər üzrə
register-letter = { $letter } hərfi
register-letter-other = Başqa işarələr
register-see = bax: { $name }
register-download = Göstəricini yüklə
register-empty = Heç nə yoxdur.
register-count-column = Adı çəkilir
register-name-column = Ad
register-life-column = Ömür illəri
register-kind-column = Növ
register-gloss-column = Kimdir, nədir

persons-intro = Mətnlərdə adı çəkilən bütün şəxslər.
places-intro = Mətnlərdə adı çəkilən bütün yerlər.
bodies-intro = Mətnlərdə adı çəkilən bütün qurumlar.
works-intro = İstinad edilən və ya adı çəkilən bütün əsərlər.
events-intro = Bütün hadisələr, şahidləri ilə birlikdə.

## Saylar

count-texts = { $n ->
    [one] { $n } mətn
   *[other] { $n } mətn
}
count-persons = { $n ->
    [one] { $n } şəxs
   *[other] { $n } şəxs
}
count-places = { $n ->
    [one] { $n } yer
   *[other] { $n } yer
}
count-bodies = { $n ->
    [one] { $n } qurum
   *[other] { $n } qurum
}
count-works = { $n ->
    [one] { $n } əsər
   *[other] { $n } əsər
}
count-events = { $n ->
    [one] { $n } hadisə
   *[other] { $n } hadisə
}
count-notes = { $n ->
    [one] { $n } qeyd
   *[other] { $n } qeyd
}
count-mentions = { $n ->
    [0] adı çəkilmir
    [one] { $n } dəfə adı çəkilir
   *[other] { $n } dəfə adı çəkilir
}
count-citations = { $n ->
    [one] { $n } istinad
   *[other] { $n } istinad
}
count-mentions-in-texts = { count-in-texts } { count-mentions }
count-in-texts = { $texts ->
    [one] { $texts } mətndə
   *[other] { $texts } mətndə
}
count-mentions-in-notes = { $n ->
    [one] qeyddə: { $n }
   *[other] qeydlərdə: { $n }
}
count-years = { $n ->
    [one] { $n } il
   *[other] { $n } il
}
count-dates = { $n ->
    [one] { $n } tarix
   *[other] { $n } tarix
}

## Göstəricinin bir səhifəsi: şəxs, yer, qurum, əsər, hadisə

entry-mentions = Adının çəkildiyi yerlər
entry-mentions-count = Adının çəkildiyi yerlər ({ $n })
entry-life = Həyatı
entry-born = Doğulub
entry-died = Vəfat edib
entry-founded = Yaradılıb
entry-dissolved = Ləğv edilib
entry-names = Adları
entry-forms = Adın başqa yazılışları
entry-offices = Vəzifələri
entry-office-at = { $title }, { $body }
entry-members = Vəzifə tutmuş şəxslər
entry-events = Hadisələr
entry-works = Əsərlər
entry-works-by = Bu şəxsin əsərləri
entry-texts = Mətnlər
entry-identifiers = Başqa məlumat bazalarında
entry-witnesses = Şahidlər
entry-witness = Şahid
entry-says = belə yazır
entry-met = Eyni abzaslarda adı çəkilənlər
entry-met-count = { $n ->
    [one] { $n } abzasda
   *[other] { $n } abzasda
}
entry-part-of = Nəyə daxildir
entry-parts = Tərkibi
entry-coordinates = Koordinatlar
entry-coordinates-value = { $latitude }, { $longitude }
entry-kind = Növ
entry-places = Yerlər
entry-persons = Şəxslər
entry-bodies = Qurumlar
entry-no-mentions = Mətnlərdə adı çəkilmir.
entry-unwitnessed = Ümumən məlumdur
entry-note = Qeyd
chronology-written = Tarix mənbədə
registers = Göstəricilər
text-pages = Mənbənin səhifələri
text-translators = Tərcüməçilər
version = Versiya { $version }
entry-related = Həmçinin bax
entry-cited-in = İstinad edildiyi yerlər
entry-events-here = Bu yerlə bağlı hadisələr
entry-works-same-author = Eyni müəllifin əsərləri

mention-in-text = mətndə
mention-in-note = qeyddə
mention-in-note-of = { $mark } qeydində
mention-in-heading = başlıqda
mention-paragraph = ¶ { $number }
mention-page = s. { $page }
mention-show-all = Hamısını göstər ({ $n })
mention-by-text = Mətnlər üzrə
mention-chart = Adı hansı mətndə neçə dəfə çəkilir

## Hadisənin dəqiqliyi

certainty-certain = Dəqiqdir
certainty-disputed = Mübahisəlidir
certainty-conjectured = Ehtimaldır
certainty-note = Dəqiqliyi: { $certainty }

## Xronologiya

chronology = Xronologiya
chronology-intro = Nə vaxt nə baş verib və bunu kim yazır.
chronology-undated = Tarixsiz
chronology-year-unknown = İli məlum deyil
chronology-chart = Aylar üzrə hadisələr
chronology-chart-bar = { $month }: { $n ->
    [one] { $n } hadisə
   *[other] { $n } hadisə
}
chronology-by-year = İllər üzrə
chronology-whole-year = İl ərzində
chronology-longer = Daha uzun müddətlər
chronology-old-style = Köhnə üslub
chronology-new-style = Yeni üslub
chronology-old-style-date = { $date } (köhnə üslubla)
chronology-new-style-date = { $date } (yeni üslubla)
chronology-as-written = Mənbədəki yazılışı: «{ $date }»
chronology-sources-differ = Mənbələr fərqlənir
chronology-not-exact = Tarixi dəqiq deyil
chronology-dates-in-texts = Mətnlərdə göstərilən tarixlər
chronology-previous-year = Əvvəlki il
chronology-next-year = Növbəti il

## Axtarış və xətalar

search-label = Axtarış
search-hint = Ad, söz və ya yer
search-none = «{ $text }» üzrə heç nə tapılmadı.
search-results = { $n ->
    [one] { $n } nəticə
   *[other] { $n } nəticə
}
search-needs-script = Axtarış üçün skriptlər lazımdır. Göstəricilər və mündəricat vasitəsilə də hər şeyi tapmaq olar.
not-found = Səhifə tapılmadı
not-found-text = Bu ünvanda səhifə yoxdur. Aşağıdakı keçidlərdən istifadə edin.
not-found-home = Baş səhifəyə
no-script = Skriptlər söndürülüb: qeydlər mətnin sonundadır, qalan hər şey işləyir.

## Xəbər lenti və verilənlər

feed = Xəbər lenti
feed-title = { $site }: yeniliklər
data = Verilənlər
data-intro = Bütün göstəricilər, adların çəkildiyi yerlər və tarixlər fayl şəklində.
data-file = { $name } ({ $format })
sources = Mənbələr
editorial-principles = Nəşr prinsipləri
about = Bu nəşr haqqında
