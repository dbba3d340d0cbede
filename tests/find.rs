//! The pages of `tests/spec/find`: names in sentences, language by language.

use hashiya::edition::Text;
use hashiya::edition::body::AnnotationKind;
use hashiya::edition::edtf::Edtf;
use hashiya::edition::entity::{Detail, Entity, EntityRef, Kind, Localized, Role};
use hashiya::edition::id::{Key, Table};
use hashiya::find::Memory;
use hashiya::find::name::{Around, Names};
use hashiya::load::{Cache, LoadOptions};
use hashiya::site::prepare;
use hashiya::span::{SourceId, Span, Spanned};
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/find").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of the fence of this name.
fn fence<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("```{name}");
    page.lines().skip_while(|line| *line != start).skip(1).take_while(|line| *line != "```").collect()
}

/// `person id: az | ru | en ; forms: a, b ; 1870–1925 ; what 1920–1922`.
fn record(line: &str) -> Entity {
    let (head, rest) = line.split_once(": ").expect("an id and a colon");
    let (kind, id) = head.split_once(' ').expect("a kind and an id");
    let mut parts = rest.split(" ; ");
    let names = parts.next().unwrap_or_default().split(" | ");
    let name = Localized {
        plain: None,
        by_language: ["az", "ru", "en"]
            .map(str::to_owned)
            .into_iter()
            .zip(names.map(str::to_owned))
            .collect(),
    };
    let forms = parts.next().and_then(|part| part.strip_prefix("forms: ")).unwrap_or_default();
    let year = |text: Option<&str>| text.and_then(|year| Edtf::parse(year.trim()).ok());
    let mut life = parts.next().unwrap_or_default().split('–');
    let kind = Kind::ALL.into_iter().find(|known| known.as_str() == kind).expect("a kind");
    let detail = match kind {
        Kind::Person => {
            let (born, died) = (year(life.next()), year(life.next()));
            let office = parts.next().unwrap_or_default().rsplit_once(' ');
            let role = office.map(|(title, years)| Role {
                title: Localized::plain(title),
                body: None,
                when: Edtf::parse(&years.replace('–', "/")).ok(),
                attested: Vec::new(),
            });
            Detail::Person { born, died, roles: role.into_iter().collect() }
        }
        _ => Detail::Place { coordinates: None, kind: None, part_of: Vec::new() },
    };
    Entity {
        kind,
        key: Key::parse(id).expect("an id"),
        name,
        sort: Localized::default(),
        forms: forms.split(", ").filter(|form| !form.is_empty()).map(str::to_owned).collect(),
        gloss: Localized::default(),
        attested: Vec::new(),
        same_as: Default::default(),
        detail,
        span: Span::new(SourceId(0), 0..0),
    }
}

fn register() -> Table<EntityRef, Entity> {
    let page = page("README.md");
    let entities = fence(&page, "register").into_iter().map(record).collect();
    Table::new(entities, |entity: &Entity| EntityRef { kind: entity.kind, key: entity.key.as_str().into() })
}

/// What is found, as the pages write it.
fn found(entities: &Table<EntityRef, Entity>, names: &Names, lang: &str, text: &str) -> String {
    let mentions: Vec<String> = names
        .find(text, lang, &[], &mut Around::new())
        .into_iter()
        .map(|found| {
            let mut ids: Vec<&str> = found.candidates.iter().map(|id| entities[*id].key.as_str()).collect();
            ids.sort_unstable();
            let sure = if found.certain { "" } else { "?" };
            format!("{}={sure}{}", text[found.range].replace('\n', "\\n"), ids.join(","))
        })
        .collect();
    if mentions.is_empty() { "none".to_owned() } else { mentions.join("; ") }
}

/// One text of several blocks, in Azerbaijani; what is found in the last.
fn last_found(entities: &Table<EntityRef, Entity>, blocks: &[&str], around: &mut Around) -> String {
    let names = Names::new(entities, &[Kind::Person]);
    let mut last = String::new();
    for block in blocks {
        let found = names.find(block, "az", &[], around);
        let ids = |candidates: &[_]| {
            candidates.iter().map(|id| entities[*id].key.as_str()).collect::<Vec<_>>().join(",")
        };
        last = found.iter().map(|found| ids(&found.candidates)).collect::<Vec<_>>().join("; ");
        around.paragraph();
    }
    last
}

#[test]
fn who_was_named_before_is_meant() {
    let entities = register();
    let check = |blocks: &[&str], expected: &str| {
        assert_eq!(last_found(&entities, blocks, &mut Around::new()), expected, "{blocks:?}");
    };
    check(&["Sultanov əmr verdi."], "sultanov-x,sultanov-s");
    check(&["Sultan bəy Sultanov gəldi.", "Sultanov əmr verdi."], "sultanov-s");
    check(&["Xosrov bəy Sultanov və Sultan bəy Sultanov gəldi.", "Sultanov getdi."], "sultanov-x,sultanov-s");
    check(&["X.Sultanov gəldi.", "S.Sultanov gəldi, Sultanov getdi."], "sultanov-s; sultanov-s");
}

#[test]
fn a_note_does_not_speak_for_the_text() {
    let entities = register();
    let mut around = Around::new();
    let mut note = around.aside();
    assert_eq!(last_found(&entities, &["Sultan bəy Sultanov gəldi."], &mut note), "sultanov-s");
    assert_eq!(last_found(&entities, &["Sultanov gəldi."], &mut around), "sultanov-x,sultanov-s");
}

#[test]
fn who_was_dead_is_not_meant() {
    let entities = register();
    let mut around = Around::new();
    around.when(Some((1950, 1952)));
    assert_eq!(last_found(&entities, &["Sultanov danışdı."], &mut around), "sultanov-s");
    let mut around = Around::new();
    around.when(Some((1919, 1919)));
    assert_eq!(last_found(&entities, &["Sultanov danışdı."], &mut around), "sultanov-x,sultanov-s");
}

#[test]
fn an_office_in_a_body_of_the_paragraph_decides() {
    let mut entities: Vec<Entity> = register().items().to_vec();
    for entity in &mut entities {
        if entity.key.as_str() == "sultanov-s"
            && let Detail::Person { roles, .. } = &mut entity.detail
        {
            let body = EntityRef { kind: Kind::Body, key: "azrevkom".into() };
            roles[0].body = Some(Spanned { value: body, span: Span::new(SourceId(0), 0..0) });
        }
    }
    let key = |entity: &Entity| EntityRef { kind: entity.kind, key: entity.key.as_str().into() };
    let entities = Table::new(entities, key);
    let check = |text: &str, expected: &str| {
        assert_eq!(last_found(&entities, &[text], &mut Around::new()), expected, "{text}");
    };
    check("Sultanov İnqilab Komitəsinin qərarını oxudu.", "sultanov-s");
    check("Sultanov qərarı oxudu.", "sultanov-x,sultanov-s");
}

#[test]
fn what_is_marked_already_stays_free_and_counts() {
    let entities = register();
    let names = Names::new(&entities, &[Kind::Person]);
    let text = "Lenin və Stalin yazdı.";
    let found = names.find(text, "az", std::slice::from_ref(&(0..5)), &mut Around::new());
    assert_eq!(found.iter().map(|found| &text[found.range.clone()]).collect::<Vec<_>>(), ["Stalin"]);
    let mut around = Around::new();
    around.named(entities.iter().find(|(_, e)| e.key.as_str() == "sultanov-s").expect("a record").0);
    assert_eq!(last_found(&entities, &["Sultanov gəldi."], &mut around), "sultanov-s");
}

#[test]
fn places_bodies_and_events_are_found_too() {
    let entities = register();
    let names = Names::new(&entities, &[Kind::Place, Kind::Body, Kind::Event]);
    let check = |lang: &str, text: &str, expected: &str| {
        assert_eq!(found(&entities, &names, lang, text), expected, "{text}");
    };
    check(
        "az",
        "Bakıdan Gəncəyə, oradan Petrovska getdi.",
        "Bakıdan=baku; Gəncəyə=ganja; Petrovska=petrovsk",
    );
    check(
        "az",
        "XI Qızıl ordunun hissələri və Azrevkomun sədri",
        "XI Qızıl ordunun=red-army-11; Azrevkomun=azrevkom",
    );
    check("az", "Qars müqaviləsinin mətni", "Qars müqaviləsinin=kars-treaty");
    check("ru", "Из Баку в Гянджу, у Петровска", "Баку=baku; Гянджу=ganja; Петровска=petrovsk");
    check("ru", "Бойцы 11-й Красной армии", "11-й Красной армии=red-army-11");
    check("ru", "По Карсскому договору", "Карсскому договору=kars-treaty");
    check("tr", "Bakü’ye döndü", "Bakü’ye=baku");
    check("az", "Qarşıda Bakılılar dayanmışdı.", "none");
}

#[test]
fn without_a_register_nobody_is_found() {
    let entities: Table<EntityRef, Entity> = Table::new(Vec::new(), |_| unreachable!("no record"));
    let names = Names::new(&entities, &Kind::ALL);
    assert!(names.find("N.Nərimanov Bakıda Leninlə görüşdü.", "az", &[], &mut Around::new()).is_empty());
}

/// Candidates in the order of their ids.
fn sorted(expected: &str) -> String {
    let mention = |mention: &str| match mention.split_once("=?") {
        Some((surface, ids)) => {
            let mut ids: Vec<&str> = ids.split(',').collect();
            ids.sort_unstable();
            format!("{surface}=?{}", ids.join(","))
        }
        None => mention.to_owned(),
    };
    expected.split("; ").map(mention).collect::<Vec<_>>().join("; ")
}

fn check(lang: &str) {
    let entities = register();
    let names = Names::new(&entities, &[Kind::Person]);
    let page = page(&format!("names.{lang}.md"));
    let examples = fence(&page, "examples");
    let mut faults = Vec::new();
    for example in &examples {
        let (sentence, expected) = example.split_once(" => ").expect("a sentence and what is found");
        let found = found(&entities, &names, lang, &sentence.replace("\\n", "\n"));
        if found != sorted(expected) {
            faults.push(format!("{sentence}\n    expected {expected}\n    found    {found}"));
        }
    }
    assert!(examples.len() >= 60, "{lang}: only {} examples", examples.len());
    assert!(faults.is_empty(), "{} of {} are wrong\n{}", faults.len(), examples.len(), faults.join("\n"));
}

#[test]
fn names_in_azerbaijani() {
    check("az");
}

#[test]
fn names_in_turkish() {
    check("tr");
}

#[test]
fn names_in_russian() {
    check("ru");
}

#[test]
fn names_in_english() {
    check("en");
}

#[test]
fn names_in_german() {
    check("de");
}

/// An edition that is read again and again, as `serve` does.
struct Rereading {
    folder: tempfile::TempDir,
    cache: Cache,
    memory: Memory,
}

impl Rereading {
    fn write(&mut self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
        std::fs::write(file, text).expect("it can be written");
        self.cache.forget(path);
    }

    fn texts(&mut self) -> Vec<Arc<Text>> {
        let options = LoadOptions { drafts: false, trust_stamps: true };
        let read = prepare(self.folder.path(), options, &mut self.cache, Some(&mut self.memory));
        let site = read.expect("it can be read").site.expect("it is an edition");
        site.edition.texts.items().to_vec()
    }

    /// The words of all mentions, text by text.
    fn found(&mut self) -> Vec<String> {
        let texts = self.texts();
        texts
            .iter()
            .flat_map(|text| {
                let body = &text.body;
                body.annotations.iter().map(|annotation| body.text_of(annotation.node).to_owned())
            })
            .collect()
    }
}

#[test]
fn what_did_not_change_is_remembered_and_what_did_is_not() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut edition = Rereading { folder, cache: Cache::default(), memory: Memory::default() };
    let site = "[edition]\ntitle = \"T\"\nlanguages = [\"az\"]\n[link]\npersons = \"auto\"\n";
    let text = |words: &str| format!("---\ntitle: T\n---\n\n{words}\n");
    edition.write("site.toml", site);
    edition.write(
        "content/persons.yaml",
        "- {id: kirov, name: Sergey Kirov}\n- {id: lenin, name: Vladimir Lenin}\n",
    );
    edition.write("content/texts/one.az.md", &text("Kirovun evi."));
    edition.write("content/texts/two.az.md", &text("Leninin evi, Orucun evi."));
    assert_eq!(edition.found(), ["Kirovun", "Leninin"]);
    let before = edition.texts();
    edition.write("content/texts/one.az.md", &text("Kirovun, Leninin evi."));
    assert_eq!(edition.found(), ["Kirovun", "Leninin", "Leninin"]);
    let after = edition.texts();
    assert!(!Arc::ptr_eq(&before[0], &after[0]), "what was saved is looked through again");
    assert!(Arc::ptr_eq(&before[1], &after[1]), "what was not is what it was");
    // Another register, other rules, other settings: all is looked through again.
    edition
        .write("content/persons.yaml", "- {id: lenin, name: Vladimir Lenin}\n- {id: oruc, name: Əli Oruc}\n");
    assert_eq!(edition.found(), ["Leninin", "Leninin", "Orucun"]);
    edition.write("content/link.yaml", "- {form: Lenin, is: \"-\", text: one}\n");
    assert_eq!(edition.found(), ["Leninin", "Orucun"]);
    edition.write("site.toml", &site.replace("auto", "off"));
    assert_eq!(edition.found(), Vec::<String>::new());
}

#[test]
fn a_text_that_tells_of_an_event_on_its_day_proposes_itself_as_a_witness() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut edition = Rereading { folder, cache: Cache::default(), memory: Memory::default() };
    let auto = "[link]\npersons = \"auto\"\ndates = \"auto\"\n";
    edition.write("site.toml", &format!("[edition]\ntitle = \"T\"\nlanguages = [\"az\"]\n{auto}"));
    edition.write("content/persons.yaml", "- {id: kirov, name: Sergey Kirov}\n");
    edition.write(
        "content/events.yaml",
        "- {id: speech, title: Nitq, when: 1920-04-28, persons: [kirov], attested: [{work: general}]}\n",
    );
    let text = |words: &str| format!("---\ntitle: T\nraw: t.txt\n---\n\nQar yağırdı.\n\n{words}\n");
    edition.write("content/texts/one.az.md", &text("Kirov 1920-ci il aprelin 28-də danışdı."));
    edition.write(
        "content/texts/two.az.md",
        &text("Kirov 1920-ci il aprelin 29-da danışdı. 28 aprel 1920-ci il soyuq idi."),
    );
    let options = LoadOptions { drafts: false, trust_stamps: true };
    let read = prepare(edition.folder.path(), options, &mut edition.cache, None);
    let site = read.expect("it can be read").site.expect("it is an edition");
    let found = hashiya::suggest::suggest(&site.edition, &site.links).witnesses;
    let found: Vec<(&str, &str)> = found.iter().map(|one| (&*one.event, &*one.place.at)).collect();
    assert_eq!(found, [("speech", "p2")]);
}

#[test]
fn a_short_russian_name_is_found_in_all_its_shapes() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut edition = Rereading { folder, cache: Cache::default(), memory: Memory::default() };
    edition.write("site.toml", "[edition]\ntitle = \"T\"\nlanguages = [\"ru\"]\n[link]\nplaces = \"auto\"\n");
    edition.write("content/places.yaml", "- {id: ufa, name: Уфа}\n");
    edition.write("content/texts/one.ru.md", "---\ntitle: T\n---\n\nУфа далеко, из Уфы в Уфу; в Уфе снег.\n");
    assert_eq!(edition.found(), ["Уфа", "Уфы", "Уфу", "Уфе"]);
}

#[test]
fn who_acts_at_a_place_is_meant_where_it_is_named() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut edition = Rereading { folder, cache: Cache::default(), memory: Memory::default() };
    edition
        .write("site.toml", "[edition]\ntitle = \"T\"\nlanguages = [\"az\"]\n[link]\npersons = \"auto\"\n");
    edition.write("content/persons.yaml", "- {id: a, name: Ənvər Zorov}\n- {id: b, name: Baba Zorov}\n");
    edition.write("content/places.yaml", "- {id: lerik, name: Lerik}\n- {id: quba, name: Quba}\n");
    edition.write(
        "content/events.yaml",
        "- {id: fire, title: Yanğın, when: 1920-04-01, persons: [b], places: [lerik], attested: [{work: general}]}\n",
    );
    let text = "---\ntitle: T\n---\n\nLerikdə Zorov danışdı.\n\nQubada Zorov danışdı.\n";
    edition.write("content/texts/one.az.md", text);
    let texts = edition.texts();
    let meant = texts[0].body.annotations.iter().map(|annotation| match &annotation.kind {
        AnnotationKind::Mention { key, certain, .. } => (key.to_string(), *certain),
        other => panic!("{other:?}"),
    });
    assert_eq!(meant.collect::<Vec<_>>(), [("b".to_owned(), true), ("b".to_owned(), true)]);
}

#[test]
fn an_event_that_is_named_tells_the_day_to_what_is_counted_from_it() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut edition = Rereading { folder, cache: Cache::default(), memory: Memory::default() };
    let auto = "[link]\nevents = \"auto\"\ndates = \"auto\"\n";
    edition.write("site.toml", &format!("[edition]\ntitle = \"T\"\nlanguages = [\"az\"]\n{auto}"));
    edition.write(
        "content/events.yaml",
        "- {id: fire, title: Böyük yanğın, when: 1920-04-30, attested: [{work: general}]}\n",
    );
    let text = "---\ntitle: T\n---\n\nBöyük yanğın şəhəri dağıtdı. İki gün sonra yağış yağdı. Mayın 9-da qar gəldi.\n";
    edition.write("content/texts/one.az.md", text);
    let texts = edition.texts();
    let dates = texts[0].body.annotations.iter().filter_map(|annotation| match &annotation.kind {
        AnnotationKind::Date(date) => Some(date.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(dates.collect::<Vec<_>>(), ["1920-05-02", "1920-05-09"]);
}
