### Interface strings, English. Ids are named by place. Counts are $n; HTML is not allowed.

## Names of languages

language-self = English
language-az = Azerbaijani
language-en = English
language-ru = Russian
language-tr = Turkish

## Page frame

skip-to-content = Skip to content
menu = Menu
menu-open = Open menu
menu-close = Close menu
close = Close
theme-toggle = Dark or light
theme-dark = Dark
theme-light = Light
theme-system = Same as the device
made-with = Made with { $name }
licence = Licence
licence-text = Texts: { $rights }
edited-by = Edited by { $names }
updated = Last updated { $date }
back-to-top = Back to top
breadcrumbs = You are here
home = Home
page-title = { $page } · { $site }

## Navigation

nav-main = Main navigation
nav-texts = Texts
nav-persons = Persons
nav-places = Places
nav-bodies = Organisations
nav-works = Works
nav-events = Events
nav-chronology = Chronology
nav-search = Search
nav-about = About
nav-pages = Pages
nav-languages = Language
nav-contents = Contents
nav-previous = Previous
nav-next = Next
nav-previous-text = Previous text: { $title }
nav-next-text = Next text: { $title }
nav-previous-page = Previous page
nav-next-page = Next page
nav-page-of = Page { $page } of { $pages }
nav-up = Up to { $title }

## Kinds of things, in the singular

kind-text = Text
kind-person = Person
kind-place = Place
kind-body = Organisation
kind-work = Work
kind-event = Event
kind-date = Date
kind-note = Note

## Texts

text-contents = Contents
text-authors = Authors
text-author = Author
text-date = Date
text-source = Source
text-source-edited = Edited from { $work }
text-source-page = Page { $page } of the source
text-source-page-short = p. { $page }
text-summary = Summary
text-rights = Rights
text-languages = In other languages
text-in-language = { $language } version
text-sections = Sections
text-paragraph = Paragraph { $number }
text-paragraph-link = Link to paragraph { $number }
text-heading-link = Link to this section
text-next = Next text
text-previous = Previous text
text-tools = About this text
text-entities = Named in this text
text-works-cited = Works cited
text-translation-missing = This text is not available in { $language }.
text-draft = Draft
text-words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
text-table-of = Table of contents
text-download = Download

## Notes

notes = Notes
notes-author = Author’s notes
notes-editors = Editors’ notes
notes-translator = Translator’s notes
note-number = Note { $mark }
note-open = Show note { $mark }
note-close = Close note
note-back = Back to the text, note { $mark }
note-back-nth = Back to the text, note { $mark }, reference { $place }
note-missing = This note is missing.
notes-absent = Their text is not in the source
note-unplaced = Not tied to a place in the text

## Citing

cite-this = Cite this
cite-text = Cite this text
cite-paragraph = Cite this paragraph
cite-page = Cite this page
cite-as-text = As text
cite-copy = Copy
cite-copied = Copied
cite-copy-link = Copy link
cite-download = Download as { $format }
cite-paragraph-short = par. { $number }
cite-accessed = accessed { $date }
cite-within = in
cite-edited-by = ed.
cite-open-quote = “
cite-close-quote = ”
cite-paragraph-hint = The number beside a paragraph gives its address and its citation.

## Names and readings in a text

gloss-more = More
gloss-full-entry = To the entry
mention-uncertain = Identification uncertain
mention-uncertain-or = Identification uncertain; perhaps { $names }
date-year-from-sentence = { $date } (the year comes from the sentence)
date-year-from-paragraph = { $date } (the year comes from the paragraph)
date-year-from-section = { $date } (the year comes from the section)
date-year-from-text = { $date } (the year comes from the text)
date-year-from-event = { $date } (the year comes from an event of the register)
mention-auto = Found automatically
mention-marked = Marked by the editors
reading-source = The source reads “{ $reading }”
reading-corrected = Corrected
cite-full = Full reference
passage-language = In { $language }
page-break = Page { $page } of the source begins here

## Registers

register-filter = Filter the list
register-filter-hint = Type part of a name
register-filter-clear = Clear
register-filter-none = No entry matches “{ $text }”.
register-filter-shown = { $n ->
    [one] { $n } entry shown
   *[other] { $n } entries shown
}
register-letters = By letter
register-letter = Letter { $letter }
register-letter-other = Other signs
register-see = see { $name }
register-download = Download the register
register-empty = No entries.
register-count-column = Mentions
register-name-column = Name
register-life-column = Life
register-kind-column = Kind
register-gloss-column = Who or what

persons-intro = All persons who are named in the texts.
places-intro = All places that are named in the texts.
bodies-intro = All organisations that are named in the texts.
works-intro = All works that are cited or named.
events-intro = All events, with their witnesses.

## Counts

count-texts = { $n ->
    [one] { $n } text
   *[other] { $n } texts
}
count-persons = { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
count-places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
count-bodies = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
}
count-works = { $n ->
    [one] { $n } work
   *[other] { $n } works
}
count-events = { $n ->
    [one] { $n } event
   *[other] { $n } events
}
count-notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
count-mentions = { $n ->
    [0] no mentions
    [one] { $n } mention
   *[other] { $n } mentions
}
count-citations = { $n ->
    [one] { $n } citation
   *[other] { $n } citations
}
count-mentions-in-texts = { count-mentions } { count-in-texts }
count-in-texts = { $texts ->
    [one] in { $texts } text
   *[other] in { $texts } texts
}
count-mentions-in-notes = { $n ->
    [one] { $n } of them in a note
   *[other] { $n } of them in notes
}
count-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
count-dates = { $n ->
    [one] { $n } date
   *[other] { $n } dates
}

## An entry: person, place, organisation, work, event

entry-mentions = Mentions
entry-mentions-count = Mentions ({ $n })
entry-life = Life
entry-born = Born
entry-died = Died
entry-founded = Founded
entry-dissolved = Dissolved
entry-names = Names
entry-forms = Variant forms
entry-offices = Offices
entry-office-at = { $title }, { $body }
entry-members = Office holders
entry-events = Events
entry-works = Works
entry-works-by = Works by this person
entry-texts = Texts
entry-identifiers = In other databases
entry-witnesses = Witnesses
entry-witness = Witness
entry-says = says
entry-met = Named in the same paragraphs
entry-met-count = { $n ->
    [one] in { $n } paragraph
   *[other] in { $n } paragraphs
}
entry-part-of = Part of
entry-parts = Consists of
entry-coordinates = Coordinates
entry-coordinates-value = { $latitude }, { $longitude }
entry-kind = Kind
entry-places = Places
entry-persons = Persons
entry-bodies = Organisations
entry-no-mentions = Not named in the texts.
entry-unwitnessed = General knowledge
entry-note = Note
chronology-written = Date as written
registers = Registers
text-pages = Pages of the source
text-translators = Translators
version = Version { $version }
entry-related = See also
entry-cited-in = Cited in
entry-events-here = Events at this place
entry-works-same-author = By the same author

mention-in-text = in the text
mention-in-note = in a note
mention-in-note-of = in note { $mark }
mention-in-heading = in a heading
mention-paragraph = ¶ { $number }
mention-page = p. { $page }
mention-show-all = Show all { $n }
mention-by-text = By text
mention-chart = Mentions by text

## Certainty of an event

certainty-certain = Certain
certainty-disputed = Disputed
certainty-conjectured = Conjectured
certainty-note = Certainty: { $certainty }

## Chronology

chronology = Chronology
chronology-intro = What happened when, and who says so.
chronology-undated = Undated
chronology-year-unknown = Year unknown
chronology-chart = Events by month
chronology-chart-bar = { $month }: { $n ->
    [one] { $n } event
   *[other] { $n } events
}
chronology-by-year = By year
chronology-whole-year = In the course of the year
chronology-longer = Longer periods
chronology-old-style = Old style
chronology-new-style = New style
chronology-old-style-date = { $date } (old style)
chronology-new-style-date = { $date } (new style)
chronology-as-written = As written: “{ $date }”
chronology-sources-differ = The sources differ
chronology-not-exact = Not dated exactly
chronology-dates-in-texts = Dates named in the texts
chronology-previous-year = Previous year
chronology-next-year = Next year

## Search and errors

search-label = Search
search-hint = Name, word or place
search-none = Nothing was found for “{ $text }”.
search-results = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
search-needs-script = Search needs scripts. Everything can also be reached through the registers and the contents.
not-found = Page not found
not-found-text = There is no page at this address. Try one of the links below.
not-found-home = Go to the home page
no-script = Scripts are off: the notes stand at the end of the text, everything else works.

## Feed and data

feed = Feed
feed-title = { $site }: news
data = Data
data-intro = All registers, mentions and dates as files.
data-file = { $name } ({ $format })
sources = Sources
editorial-principles = Editorial principles
about = About this edition
