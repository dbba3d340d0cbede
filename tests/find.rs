//! The pages of `tests/spec/find`: names in sentences, language by language.

use hashiya::edition::edtf::Edtf;
use hashiya::edition::entity::{Detail, Entity, EntityRef, Kind, Localized, Role};
use hashiya::edition::id::{Key, Table};
use hashiya::find::name::{Around, Names};
use hashiya::span::{SourceId, Span};
use std::fs;
use std::path::Path;

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
