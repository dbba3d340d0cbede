### Строки интерфейса, русский язык. Числа — $n; HTML не пишется.

## Названия языков

language-self = Русский
language-az = Азербайджанский
language-en = Английский
language-ru = Русский
language-tr = Турецкий

## Рамка страницы

skip-to-content = Перейти к основному тексту
menu = Меню
menu-open = Открыть меню
menu-close = Закрыть меню
close = Закрыть
theme-toggle = Тёмное или светлое оформление
theme-dark = Тёмное
theme-light = Светлое
theme-system = Как на устройстве
made-with = Сделано с помощью { $name }
licence = Лицензия
licence-text = Тексты: { $rights }
edited-by = Подготовка издания: { $names }
updated = Состояние на { $date }
back-to-top = Наверх
breadcrumbs = Вы находитесь здесь
home = Главная
page-title = { $page } · { $site }

## Навигация

nav-main = Основная навигация
nav-texts = Тексты
nav-persons = Лица
nav-places = Места
nav-bodies = Организации
nav-works = Литература
nav-events = События
nav-chronology = Хронология
nav-search = Поиск
nav-about = Об издании
nav-pages = Страницы
nav-languages = Язык
nav-contents = Содержание
nav-previous = Назад
nav-next = Вперёд
nav-previous-text = Предыдущий текст: { $title }
nav-next-text = Следующий текст: { $title }
nav-previous-page = Предыдущая страница
nav-next-page = Следующая страница
nav-page-of = Страница { $page } из { $pages }
nav-up = Выше: { $title }

## Что это, в единственном числе

kind-text = Текст
kind-person = Лицо
kind-place = Место
kind-body = Организация
kind-work = Работа
kind-event = Событие
kind-date = Дата
kind-note = Примечание

## Тексты

text-contents = Содержание
text-authors = Авторы
text-author = Автор
text-date = Дата
text-source = Источник
text-source-edited = Издано по: { $work }
text-source-page = Страница { $page } источника
text-source-page-short = с. { $page }
text-summary = Кратко
text-rights = Права
text-languages = На других языках
text-in-language = Язык текста: { $language }
text-sections = Разделы
text-paragraph = Абзац { $number }
text-paragraph-link = Ссылка на абзац { $number }
text-heading-link = Ссылка на этот раздел
text-next = Следующий текст
text-previous = Предыдущий текст
text-tools = Об этом тексте
text-entities = Упомянуты в этом тексте
text-works-cited = Цитируемая литература
text-translation-missing = Текста на этом языке нет: { $language }.
text-draft = Черновик
text-words = { $n ->
    [one] { $n } слово
    [few] { $n } слова
   *[other] { $n } слов
}
text-table-of = Оглавление
text-download = Скачать

## Примечания

notes = Примечания
notes-author = Примечания автора
notes-editors = Примечания редакции
notes-translator = Примечания переводчика
note-number = Примечание { $mark }
note-open = Показать примечание { $mark }
note-close = Закрыть примечание
note-back = Вернуться к тексту, примечание { $mark }
note-back-nth = Вернуться к тексту, примечание { $mark }, ссылка { $place }
note-missing = Этого примечания нет.
notes-absent = Их текста нет в источнике
note-unplaced = Не привязано к месту в тексте

## Ссылка на издание

cite-this = Сослаться
cite-text = Сослаться на этот текст
cite-paragraph = Сослаться на этот абзац
cite-page = Сослаться на эту страницу
cite-as-text = Текстом
cite-copy = Копировать
cite-copied = Скопировано
cite-copy-link = Копировать ссылку
cite-download = Скачать в формате { $format }
cite-paragraph-short = абз. { $number }
cite-accessed = дата обращения: { $date }
cite-within = в:
cite-edited-by = ред.
cite-open-quote = «
cite-close-quote = »
cite-paragraph-hint = Номер рядом с абзацем открывает его адрес и готовую ссылку на него.

## Имена и чтения в тексте

gloss-more = Подробнее
gloss-full-entry = К полной статье
mention-uncertain = Отождествление под вопросом
mention-uncertain-or = Отождествление под вопросом; возможно, { $names }
date-year-from-sentence = { $date } (год взят из предложения)
date-year-from-paragraph = { $date } (год взят из абзаца)
date-year-from-section = { $date } (год взят из раздела)
date-year-from-text = { $date } (год взят из текста)
date-year-from-event = { $date } (год взят из события в указателе)
mention-auto = Найдено автоматически
mention-marked = Отмечено редакцией
reading-source = В источнике: «{ $reading }»
reading-corrected = Исправлено
cite-full = Полное описание
passage-language = Язык: { $language }
page-break = Здесь начинается страница { $page } источника

## Указатели

register-filter = Фильтр списка
register-filter-hint = Введите часть имени
register-filter-clear = Очистить
register-filter-none = По запросу «{ $text }» записей нет.
register-filter-shown = { $n ->
    [one] Показана { $n } запись
    [few] Показаны { $n } записи
   *[other] Показано { $n } записей
}
register-letters = По буквам
register-letter = Буква { $letter }
register-letter-other = Другие знаки
register-see = см. { $name }
register-download = Скачать указатель
register-empty = Записей нет.
register-count-column = Упоминания
register-name-column = Имя
register-life-column = Годы жизни
register-kind-column = Вид
register-gloss-column = Кто или что

persons-intro = Все лица, названные в текстах.
places-intro = Все места, названные в текстах.
bodies-intro = Все организации, названные в текстах.
works-intro = Все работы, которые цитируются или упоминаются.
events-intro = Все события со свидетельствами.

## Числа

count-texts = { $n ->
    [one] { $n } текст
    [few] { $n } текста
   *[other] { $n } текстов
}
count-persons = { $n ->
    [one] { $n } лицо
    [few] { $n } лица
   *[other] { $n } лиц
}
count-places = { $n ->
    [one] { $n } место
    [few] { $n } места
   *[other] { $n } мест
}
count-bodies = { $n ->
    [one] { $n } организация
    [few] { $n } организации
   *[other] { $n } организаций
}
count-works = { $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[other] { $n } работ
}
count-events = { $n ->
    [one] { $n } событие
    [few] { $n } события
   *[other] { $n } событий
}
count-notes = { $n ->
    [one] { $n } примечание
    [few] { $n } примечания
   *[other] { $n } примечаний
}
count-mentions = { $n ->
    [0] нет упоминаний
    [one] { $n } упоминание
    [few] { $n } упоминания
   *[other] { $n } упоминаний
}
count-citations = { $n ->
    [one] { $n } ссылка
    [few] { $n } ссылки
   *[other] { $n } ссылок
}
count-mentions-in-texts = { count-mentions } { count-in-texts }
count-in-texts = { $texts ->
    [one] в { $texts } тексте
   *[other] в { $texts } текстах
}
count-mentions-in-notes = { $n ->
    [one] из них { $n } в примечании
   *[other] из них { $n } в примечаниях
}
count-years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[other] { $n } лет
}
count-dates = { $n ->
    [one] { $n } дата
    [few] { $n } даты
   *[other] { $n } дат
}

## Статья указателя: лицо, место, организация, работа, событие

entry-mentions = Упоминания
entry-mentions-count = Упоминания ({ $n })
entry-life = Жизнь
entry-born = Родился(-лась)
entry-died = Умер(ла)
entry-founded = Создана
entry-dissolved = Упразднена
entry-names = Имена
entry-forms = Варианты написания
entry-offices = Должности
entry-office-at = { $title }, { $body }
entry-members = Занимали должности
entry-events = События
entry-works = Работы
entry-works-by = Работы этого лица
entry-texts = Тексты
entry-identifiers = В других базах данных
entry-witnesses = Свидетельства
entry-witness = Свидетельство
entry-says = сообщает
entry-met = Названы в тех же абзацах
entry-met-count = { $n ->
    [one] в { $n } абзаце
   *[other] в { $n } абзацах
}
entry-part-of = Входит в
entry-parts = Состоит из
entry-coordinates = Координаты
entry-coordinates-value = { $latitude }, { $longitude }
entry-kind = Вид
entry-places = Места
entry-persons = Лица
entry-bodies = Организации
entry-no-mentions = В текстах не упоминается.
entry-unwitnessed = Общеизвестно
entry-note = Примечание
chronology-written = Дата в источнике
registers = Указатели
text-pages = Страницы источника
text-translators = Переводчики
version = Версия { $version }
entry-related = Смотрите также
entry-cited-in = Где цитируется
entry-events-here = События, связанные с этим местом
entry-works-same-author = Работы того же автора

mention-in-text = в тексте
mention-in-note = в примечании
mention-in-note-of = в примечании { $mark }
mention-in-heading = в заголовке
mention-paragraph = ¶ { $number }
mention-page = с. { $page }
mention-show-all = Показать все ({ $n })
mention-by-text = По текстам
mention-chart = Упоминания по текстам

## Достоверность события

certainty-certain = Достоверно
certainty-disputed = Спорно
certainty-conjectured = Предположительно
certainty-note = Достоверность: { $certainty }

## Хронология

chronology = Хронология
chronology-intro = Что и когда произошло и кто об этом сообщает.
chronology-undated = Без даты
chronology-year-unknown = Год неизвестен
chronology-chart = События по месяцам
chronology-chart-bar = { $month }: { $n ->
    [one] { $n } событие
    [few] { $n } события
   *[other] { $n } событий
}
chronology-by-year = По годам
chronology-whole-year = В течение года
chronology-longer = Более длительные периоды
chronology-old-style = Старый стиль
chronology-new-style = Новый стиль
chronology-old-style-date = { $date } (по старому стилю)
chronology-new-style-date = { $date } (по новому стилю)
chronology-as-written = Как в источнике: «{ $date }»
chronology-sources-differ = Источники расходятся
chronology-not-exact = Дата неточна
chronology-dates-in-texts = Даты, названные в текстах
chronology-previous-year = Предыдущий год
chronology-next-year = Следующий год

## Поиск и ошибки

search-label = Поиск
search-hint = Имя, слово или место
search-none = По запросу «{ $text }» ничего не найдено.
search-results = { $n ->
    [one] { $n } результат
    [few] { $n } результата
   *[other] { $n } результатов
}
search-needs-script = Для поиска нужны скрипты. Всё можно найти и через указатели и содержание.
not-found = Страница не найдена
not-found-text = По этому адресу страницы нет. Воспользуйтесь ссылками ниже.
not-found-home = На главную
no-script = Скрипты отключены: примечания помещены в конце текста, остальное работает.

## Лента и данные

feed = Лента новостей
feed-title = { $site }: новости
data = Данные
data-intro = Все указатели, упоминания и даты в виде файлов.
data-file = { $name } ({ $format })
sources = Источники
editorial-principles = Принципы издания
about = Об этом издании
