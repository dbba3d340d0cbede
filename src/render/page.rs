//! What a theme may see: the contract between the edition and its templates.
//!
//! Every template gets one [`View`]. Strings named `html` (or ending in `_html`) are finished HTML and are
//! written with `| safe`; all others are plain text and are escaped by the template engine. Addresses
//! (`href`) are relative to the page and end in a file name or a fragment.

use serde::Serialize;

/// What every page knows.
#[derive(Serialize)]
pub struct View {
    /// Language of the page, a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Title for the browser's tab, without the edition's.
    pub title: String,
    /// One sentence for search engines; empty if there is none.
    pub description: String,
    /// What kind of page: `home texts text page register entity chronology not-found`; the template's name.
    pub kind: &'static str,
    /// Path from the page to the folder of the site, `""` or `"../"` …; on 404.html the absolute base.
    pub root: String,
    /// The edition.
    pub site: Site,
    /// The main navigation.
    pub nav: Vec<NavLink>,
    /// This page in the interface's languages, itself included; empty where there is one language.
    pub alternates: Vec<Alternate>,
    /// Address on the host, where site.toml gives the site's.
    pub canonical: Option<String>,
    /// Feed of the edition.
    pub feed: Option<String>,
    /// `<meta name content>` for Zotero and scholars' search engines, in order.
    pub meta: Vec<Meta>,
    /// schema.org JSON-LD, safe inside a script element.
    pub jsonld_html: Option<String>,
    /// Whether a block of code on the page is highlighted.
    pub has_code: bool,
    /// What only this kind of page has.
    #[serde(flatten)]
    pub content: Content,
}

/// The edition, the same on every page of a language.
#[derive(Serialize, Clone)]
pub struct Site {
    /// Title of the edition.
    pub title: String,
    /// A sentence on it.
    pub description: String,
    /// Its first page.
    pub home: String,
    /// Editors.
    pub editors: Vec<String>,
    /// Licence of the texts.
    pub rights: Option<String>,
    /// Version of the edition.
    pub version: Option<String>,
}

/// A link of the navigation.
#[derive(Serialize, Clone)]
pub struct NavLink {
    /// Where to.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether this page is it or belongs to it.
    pub current: bool,
}

/// The same page in another language.
#[derive(Serialize, Clone)]
pub struct Alternate {
    /// Its language.
    pub lang: String,
    /// The language's own name.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// Its address on the host, where that is known.
    pub url: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// `<meta name="…" content="…">`.
#[derive(Serialize, Clone)]
pub struct Meta {
    /// `citation_title`, `DC.creator` …
    pub name: &'static str,
    /// The value.
    pub content: String,
}

/// What only one kind of page has; under the key named like the variant.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// The first page.
    Home(Home),
    /// The table of contents of the edition.
    Texts(Texts),
    /// A text, or a page that is not part of the edited texts.
    Text(Box<TextView>),
    /// A register: persons, places, bodies, works, events.
    Register(RegisterView),
    /// A page of one entity.
    Entity(Box<EntityView>),
    /// The chronology, or a year of it.
    Chronology(ChronologyView),
    /// The page for addresses that are not there.
    NotFound(NotFound),
}

/// A link with its text.
#[derive(Serialize, Clone)]
pub struct LinkView {
    /// Where to.
    pub href: String,
    /// Its text.
    pub label: String,
}

/// The first page.
#[derive(Serialize)]
pub struct Home {
    /// The texts, if they are few enough to stand here.
    pub texts: Vec<TextEntry>,
    /// The whole table of contents.
    pub all_texts: LinkView,
    /// The registers with their numbers of entries.
    pub registers: Vec<Counted>,
    /// Other pages: about, principles …
    pub pages: Vec<LinkView>,
    /// The chart of the chronology.
    pub chart: Option<Chart>,
}

/// A link with a number.
#[derive(Serialize, Clone)]
pub struct Counted {
    /// Where to.
    pub href: String,
    /// Its text.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// A line of the table of contents.
#[derive(Serialize, Clone)]
pub struct TextEntry {
    /// Where the text is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its language where that is not the page's.
    pub lang: Option<String>,
    /// Its authors, joined.
    pub authors: String,
    /// Its date in words.
    pub date: String,
    /// One sentence.
    pub summary: String,
    /// Other languages it can be read in.
    pub versions: Vec<Alternate>,
}

/// The table of contents; long ones have several pages.
#[derive(Serialize)]
pub struct Texts {
    /// The texts of this page.
    pub texts: Vec<TextEntry>,
    /// How many texts there are on all pages.
    pub count: usize,
    /// The pages, this one included; empty if it is the only one.
    pub parts: Vec<NavLink>,
}

/// A text.
#[derive(Serialize)]
pub struct TextView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language where that is not the page's.
    pub lang: Option<String>,
    /// Authors, with the address of their page where the register has them.
    pub authors: Vec<MaybeLink>,
    /// Translators, likewise.
    pub translators: Vec<MaybeLink>,
    /// When it was written, in words.
    pub date: String,
    /// The same for machines; empty if not exact.
    pub date_iso: String,
    /// One sentence.
    pub summary: String,
    /// Whether the source has the marks of its notes without the notes.
    pub notes_absent: bool,
    /// The reference of the work it is edited from.
    pub source_html: Option<String>,
    /// Licence of the text.
    pub rights: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it is an edited text (numbered paragraphs, cite-this) or a page such as "about".
    pub edited: bool,
    /// Table of contents.
    pub toc: Vec<TocEntry>,
    /// Pages of the print source: label and place on this page.
    pub page_list: Vec<LinkView>,
    /// The text.
    pub body_html: String,
    /// Lists of notes, one for a series, in the order of site.toml.
    pub notes: Vec<NoteList>,
    /// Glosses of all that is mentioned: `<div id="gloss-person-narimanov" class="gloss" …>`; shown by script.
    pub glosses_html: String,
    /// Language versions, this one included; empty if it is the only one.
    pub versions: Vec<Alternate>,
    /// The text before.
    pub previous: Option<LinkView>,
    /// The text after.
    pub next: Option<LinkView>,
    /// How to cite it.
    pub cite: Option<Cite>,
    /// How many persons, places … are mentioned, each with the register's name.
    pub counts: Vec<(String, usize)>,
}

/// A name, with an address if there is one.
#[derive(Serialize, Clone)]
pub struct MaybeLink {
    /// The name.
    pub label: String,
    /// Where to.
    pub href: Option<String>,
}

/// A heading in a table of contents.
#[derive(Serialize)]
pub struct TocEntry {
    /// Its place on the page.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Its language where that is not the text's.
    pub lang: Option<String>,
    /// What stands below it.
    pub children: Vec<TocEntry>,
}

/// The notes of a series.
#[derive(Serialize)]
pub struct NoteList {
    /// Name of the series; empty for the author's own.
    pub series: String,
    /// Its heading.
    pub title: String,
    /// How many.
    pub count: usize,
    /// The `<li id="n3" …>` elements.
    pub items_html: String,
}

/// How to cite a text.
#[derive(Serialize)]
pub struct Cite {
    /// The citation, without a paragraph.
    pub plain: String,
    /// The same with markup.
    pub html: String,
    /// BibTeX, RIS, CSL-JSON: label, file name for saving, content.
    pub formats: Vec<CiteFormat>,
}

/// A citation in a format for programs.
#[derive(Serialize)]
pub struct CiteFormat {
    /// `BibTeX` …
    pub label: &'static str,
    /// `april-1920.bib` …
    pub file: String,
    /// Address of that file in the site.
    pub href: String,
}

/// A register, or a part of a long one.
#[derive(Serialize)]
pub struct RegisterView {
    /// `persons places bodies events works`.
    pub register: &'static str,
    /// Its heading.
    pub heading: String,
    /// Entries on all pages.
    pub count: usize,
    /// The letters: with an address where there are entries.
    pub letters: Vec<MaybeLink>,
    /// Entries by letter.
    pub groups: Vec<RegisterGroup>,
    /// The pages, this one included; empty if it is the only one.
    pub parts: Vec<NavLink>,
}

/// The entries of a letter.
#[derive(Serialize)]
pub struct RegisterGroup {
    /// The letter.
    pub letter: String,
    /// Its id on the page.
    pub id: String,
    /// Its entries.
    pub entries: Vec<RegisterEntry>,
}

/// A line of a register.
#[derive(Serialize)]
pub struct RegisterEntry {
    /// The entity's page.
    pub href: String,
    /// Its id on this page.
    pub id: String,
    /// The name as it is sorted.
    pub name: String,
    /// Language of the name where that is not the page's.
    pub lang: Option<String>,
    /// Life dates, date of the event, year …, in words; empty if there are none.
    pub dates: String,
    /// One sentence.
    pub gloss: String,
    /// All other written forms, joined by ` · `.
    pub forms: String,
    /// Everything the filter box looks through, folded.
    pub filter: String,
    /// How often it is mentioned in running text and notes.
    pub mentions: usize,
    /// How many of these stand in notes.
    pub in_notes: usize,
    /// The formatted reference of a work.
    pub reference_html: Option<String>,
}

/// A person, place, body, event or work.
#[derive(Serialize)]
pub struct EntityView {
    /// `person place body event work`.
    pub kind: &'static str,
    /// Name of its register.
    pub register: LinkView,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Language of the name where that is not the page's.
    pub lang: Option<String>,
    /// Life dates and the like, in words.
    pub dates: String,
    /// One sentence.
    pub gloss: String,
    /// Names in other languages.
    pub names: Vec<NameView>,
    /// Further written forms.
    pub forms: Vec<String>,
    /// Label and value: kind, coordinates, part of, date as written …
    pub facts: Vec<Fact>,
    /// Offices and callings.
    pub roles: Vec<RoleView>,
    /// Who attests the record.
    pub witnesses: Vec<WitnessView>,
    /// `certain disputed conjectured`.
    pub certainty: &'static str,
    /// The formatted reference of a work.
    pub reference_html: Option<String>,
    /// Files with the reference of a work for programs.
    pub formats: Vec<CiteFormat>,
    /// Identifiers in authority files.
    pub identifiers: Vec<LinkView>,
    /// Every mention, by text.
    pub mentions: Mentions,
    /// Events it took part in, in order of time.
    pub events: Vec<EventLine>,
    /// Persons (places, bodies) named in the same paragraphs, most often first.
    pub companions: Vec<Companions>,
    /// The pages of a long one, this one included; empty if it is the only one.
    pub parts: Vec<NavLink>,
    /// Which part this is, from 1; only the first has the facts.
    pub part: usize,
}

/// A name in a language.
#[derive(Serialize)]
pub struct NameView {
    /// Its language.
    pub lang: String,
    /// The language's name in the page's language.
    pub language: String,
    /// The name.
    pub name: String,
}

/// A labelled value.
#[derive(Serialize)]
pub struct Fact {
    /// What.
    pub label: String,
    /// The value, finished.
    pub html: String,
}

/// An office or calling.
#[derive(Serialize)]
pub struct RoleView {
    /// What it was called.
    pub title: String,
    /// In which body.
    pub body: Option<MaybeLink>,
    /// When, in words.
    pub when: String,
    /// Who says so.
    pub witnesses: Vec<WitnessView>,
}

/// Who says so.
#[derive(Serialize, Clone)]
pub struct WitnessView {
    /// The work or text with page or paragraph, linked.
    pub html: String,
    /// What it says where that differs.
    pub says: String,
}

/// The mentions of an entity.
#[derive(Serialize)]
pub struct Mentions {
    /// How many in all parts.
    pub total: usize,
    /// How many of these in notes.
    pub in_notes: usize,
    /// In how many texts.
    pub texts: usize,
    /// By text, in the order of the table of contents: `<details class="mention-group">` elements.
    ///
    /// Finished here and not by the template: a large edition has hundreds of thousands of them.
    pub groups_html: String,
}

/// An event in a list.
#[derive(Serialize, Clone)]
pub struct EventLine {
    /// Its page.
    pub href: String,
    /// Its id on this page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date in words.
    pub when: String,
    /// The same for machines; empty if not exact.
    pub when_iso: String,
    /// Old style beside it, or the date as written; empty if there is nothing to add.
    pub written: String,
    /// `certain disputed conjectured`.
    pub certainty: &'static str,
    /// `exact approximate uncertain span` — how the date is to be shown.
    pub precision: &'static str,
    /// A sentence of explanation.
    pub note: String,
    /// Who attests it.
    pub witnesses: Vec<WitnessView>,
    /// Persons, places, bodies.
    pub linked: Vec<LinkView>,
    /// Paragraphs that speak of it.
    pub passages: Vec<LinkView>,
}

/// What is named in the same paragraphs.
#[derive(Serialize)]
pub struct Companions {
    /// Name of the register.
    pub label: String,
    /// Each with the number of shared paragraphs.
    pub entries: Vec<Counted>,
}

/// The chronology, or one year of a long one.
#[derive(Serialize)]
pub struct ChronologyView {
    /// The year of this page; empty on the whole chronology.
    pub year: String,
    /// The whole chronology, on the page of a year.
    pub whole: Option<LinkView>,
    /// How many events there are on all pages.
    pub count: usize,
    /// Years with their numbers of events: all, or on a year's page the nearest ones.
    pub years: Vec<Counted>,
    /// Events per month, as navigation.
    pub chart: Option<Chart>,
    /// By year and month, in order.
    pub groups: Vec<ChronologyGroup>,
    /// The year before and after.
    pub previous: Option<LinkView>,
    /// The year after.
    pub next: Option<LinkView>,
}

/// Events of a month, or of a year as a whole, or undated.
#[derive(Serialize)]
pub struct ChronologyGroup {
    /// 2 for a year, 3 for a month.
    pub level: u8,
    /// Its id on the page.
    pub id: String,
    /// "April 1920".
    pub label: String,
    /// The events.
    pub events: Vec<EventLine>,
    /// Marked dates in the texts that fall into it: the sentences, as `<li>` elements.
    pub passages_html: String,
    /// How many these are.
    pub passage_count: usize,
}

/// A bar chart of events per month. Lengths are in units of the view box.
#[derive(Serialize)]
pub struct Chart {
    /// Width of the view box.
    pub width: u32,
    /// Height of the view box.
    pub height: u32,
    /// One bar for a month that has events.
    pub bars: Vec<Bar>,
    /// Years below the bars.
    pub ticks: Vec<Tick>,
}

/// A bar.
#[derive(Serialize)]
pub struct Bar {
    /// Where the month is.
    pub href: String,
    /// "April 1920: 12 events".
    pub label: String,
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A year below the chart.
#[derive(Serialize)]
pub struct Tick {
    /// Left edge.
    pub x: u32,
    /// The year.
    pub label: String,
}

/// The page for addresses that are not there.
#[derive(Serialize)]
pub struct NotFound {
    /// Where to go instead.
    pub pages: Vec<LinkView>,
}
