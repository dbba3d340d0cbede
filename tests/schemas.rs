//! The JSON Schemas of `schemas/` and the readers of the code know the same keys, and what is shipped agrees.

use hashiya::diag::{Code, Report};
use hashiya::edition::exception::CODES;
use hashiya::import::recipe::Recipe;
use hashiya::load::{Cache, LoadOptions, load};
use hashiya::record::{Value as Written, ValueKind};
use hashiya::span::{SourceId, Span, Spanned};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A key that no reader knows.
const UNKNOWN: &str = "zzz";

/// Works are not among them: works.yaml is the format of hayagriva, which has no schema that we could vouch for.
const SCHEMAS: [&str; 8] =
    ["bodies", "check", "events", "front-matter", "link", "persons", "places", "recipe"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&read(&format!("schemas/{name}.schema.json")))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The keys of the mapping at a path of keys: `roles` of a list of records are those of a role.
fn keys(schema: &Value, path: &str) -> BTreeSet<String> {
    let mut node = mapping(schema, schema).expect("a schema describes a mapping");
    for step in path.split('/').filter(|step| !step.is_empty()) {
        node = mapping(schema, &node["properties"][step]).unwrap_or_else(|| panic!("`{step}` is no mapping"));
    }
    node["properties"].as_object().expect("a mapping has properties").keys().cloned().collect()
}

/// The mapping that a node describes, itself or in a list.
fn mapping<'a>(schema: &'a Value, node: &'a Value) -> Option<&'a Value> {
    if node.get("properties").is_some() {
        return Some(node);
    }
    if let Some(address) = node["$ref"].as_str() {
        return mapping(schema, referred(schema, address));
    }
    if let Some(items) = node.get("items") {
        return mapping(schema, items);
    }
    node["anyOf"].as_array()?.iter().find_map(|branch| mapping(schema, branch))
}

fn referred<'a>(schema: &'a Value, address: &str) -> &'a Value {
    schema.pointer(address.trim_start_matches('#')).unwrap_or_else(|| panic!("nothing is at {address}"))
}

/// The keys that a reader says it knows when it meets one that it does not.
fn known(report: &Report, what: &str) -> BTreeSet<String> {
    let message = format!("{what} has no key `{UNKNOWN}`");
    let found = report.diagnostics().iter().find(|d| d.code == Code::UnknownKey && d.message == message);
    let diagnostic = found.unwrap_or_else(|| panic!("nothing says: {message}\n{:?}", report.diagnostics()));
    let list = diagnostic.help.iter().find_map(|help| help.strip_prefix("known keys: "));
    list.expect("the known keys are told").split(", ").map(ToOwned::to_owned).collect()
}

/// Loads an edition that has one text and one more file.
fn loaded(front: &str, register: Option<(&str, &str)>) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    write("site.toml", "[edition]\ntitle = \"T\"\nlanguages = [\"en\"]\n");
    write("content/texts/one.en.md", &format!("---\ntitle: T\n{front}---\n\nWords.\n"));
    if let Some((name, text)) = register {
        write(&format!("content/{name}.yaml"), text);
    }
    load(folder.path(), LoadOptions::default(), &mut Cache::default()).expect("it can be read").report
}

fn same_keys(name: &str, report: &Report, pairs: &[(&str, &str)]) {
    for (path, what) in pairs {
        assert_eq!(keys(&schema(name), path), known(report, what), "{name}: {path}");
    }
}

#[test]
fn registers_have_the_keys_of_their_schemas() {
    let check = |name: &str, record: &str, pairs: &[(&str, &str)]| {
        let text = format!("- {{id: one, name: One, title: One, zzz: 1, {record}}}\n");
        same_keys(name, &loaded("", Some((name, &text))), pairs);
    };
    let witness = "attested: [{work: general, zzz: 1}], same_as: {zzz: 1}";
    check(
        "persons",
        &format!("roles: [{{title: T, zzz: 1}}], {witness}"),
        &[("", "a person"), ("roles", "a role"), ("attested", "a witness"), ("same_as", "`same_as`")],
    );
    check(
        "places",
        &format!("part_of: [{{place: one, zzz: 1}}], {witness}"),
        &[
            ("", "a place"),
            ("part_of", "an entry of `part_of`"),
            ("attested", "a witness"),
            ("same_as", "`same_as`"),
        ],
    );
    check(
        "bodies",
        &format!("part_of: [{{body: one, zzz: 1}}], {witness}"),
        &[
            ("", "a body"),
            ("part_of", "an entry of `part_of`"),
            ("attested", "a witness"),
            ("same_as", "`same_as`"),
        ],
    );
    check("events", witness, &[("", "an event"), ("attested", "a witness"), ("same_as", "`same_as`")]);
}

#[test]
fn front_matter_has_the_keys_of_its_schema() {
    let report = loaded("zzz: 1\nlink: {zzz: 1}\n", None);
    same_keys("front-matter", &report, &[("", "the front matter"), ("link", "`link`")]);
}

#[test]
fn rules_have_the_keys_of_their_schema() {
    let report = loaded("", Some(("link", "- {form: One, is: '-', zzz: 1}\n")));
    same_keys("link", &report, &[("", "a rule")]);
}

#[test]
fn exceptions_have_the_keys_of_their_schema() {
    let entry = "- {code: never-mentioned, of: person:one, why: it is so, zzz: 1}\n";
    same_keys("check", &loaded("", Some(("check", entry))), &[("", "an exception")]);
    let codes: Vec<&str> = CODES.iter().map(|code| code.as_str()).collect();
    assert_eq!(schema("check")["items"]["properties"]["code"]["enum"], serde_json::json!(codes));
}

#[test]
fn recipes_have_the_keys_of_their_schema() {
    let recipe = "{file: a.txt, sha256: '0', lang: az, title: T, zzz: 1, decoder: {zzz: 1}, lines: {zzz: 1},
        pages: {zzz: 1, at: [{line: 1, zzz: 1}]}, citations: {style: numeric, zzz: 1},
        furniture: [{lines: 1-2, zzz: 1}], headings: [{lines: 1-2, zzz: 1}],
        parts: [{lines: 1-2, lang: tr, zzz: 1}], paragraphs: {zzz: 1},
        decisions: [{line: 1, reads: a, is: b, zzz: 1}]}";
    let mut report = Report::default();
    Recipe::read(&written(&yaml(recipe)), "one", &mut report);
    let pairs = [
        ("", "a recipe"),
        ("decoder", "a decoder"),
        ("lines", "`lines`"),
        ("pages", "`pages`"),
        ("pages/at", "a page"),
        ("citations", "`citations`"),
        ("furniture", "a piece of furniture"),
        ("headings", "a heading"),
        ("parts", "a part"),
        ("paragraphs", "`paragraphs`"),
        ("decisions", "a decision"),
    ];
    same_keys("recipe", &report, &pairs);
}

/// A value as the reader of records has it.
fn written(value: &Value) -> Written {
    let span = Span::new(SourceId(0), 0..0);
    let kind = match value {
        Value::Null => ValueKind::Null,
        Value::Array(items) => ValueKind::List(items.iter().map(written).collect()),
        Value::Object(map) => {
            let entry =
                |(key, value): (&String, &Value)| (Spanned { value: key.clone(), span }, written(value));
            ValueKind::Map(map.iter().map(entry).collect())
        }
        Value::String(text) => ValueKind::Scalar(text.clone()),
        scalar => ValueKind::Scalar(scalar.to_string()),
    };
    Written { span, kind }
}

#[test]
fn every_key_is_described() {
    fn undescribed(node: &Value, path: &str, found: &mut Vec<String>) {
        for (key, value) in node.as_object().into_iter().flatten() {
            if key == "properties" {
                for (name, property) in value.as_object().into_iter().flatten() {
                    if property["title"].as_str().is_none() || property["description"].as_str().is_none() {
                        found.push(format!("{path}/{name}"));
                    }
                }
            }
            undescribed(value, &format!("{path}/{key}"), found);
        }
        for item in node.as_array().into_iter().flatten() {
            undescribed(item, path, found);
        }
    }
    for name in SCHEMAS {
        let mut found = Vec::new();
        undescribed(&schema(name), name, &mut found);
        assert!(found.is_empty(), "{found:?}");
    }
}

/// Where a value is not as a schema wants it. Knows the words that our schemas use and no others.
fn faults(schema: &Value, node: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, rule) in node.as_object().expect("a schema is a mapping") {
        match word.as_str() {
            "title" | "description" | "$schema" | "$defs" | "pattern" => {}
            "$ref" => {
                let node = referred(schema, rule.as_str().expect("an address"));
                found.extend(faults(schema, node, value, at));
            }
            "anyOf" => {
                let mut branches = rule.as_array().into_iter().flatten();
                if !branches.any(|branch| faults(schema, branch, value, at).is_empty()) {
                    found.push(format!("{at}: {value} fits none of {rule}"));
                }
            }
            "items" => {
                for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(schema, rule, item, &format!("{at}/{nth}")));
                }
            }
            "properties" | "additionalProperties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    let known = node["properties"].get(key);
                    let at = format!("{at}/{key}");
                    match (word.as_str(), rule, known) {
                        ("properties", _, Some(node)) => found.extend(faults(schema, node, value, &at)),
                        ("additionalProperties", Value::Bool(false), None) => {
                            found.push(format!("{at}: `{key}` is not known"));
                        }
                        ("additionalProperties", node @ Value::Object(_), None) => {
                            found.extend(faults(schema, node, value, &at));
                        }
                        _ => {}
                    }
                }
            }
            _ => found.extend(fault(word, rule, value).map(|fault| format!("{at}: {fault}"))),
        }
    }
    found
}

/// What is wrong with a value by a word that speaks of nothing inside it.
fn fault(word: &str, rule: &Value, value: &Value) -> Option<String> {
    let length = value.as_array().map(Vec::len);
    let wrong = match word {
        "type" => !has_type(value, rule),
        "enum" => !rule.as_array().expect("a list of words").contains(value),
        "minimum" => value.as_f64().is_some_and(|number| Some(number) < rule.as_f64()),
        "maximum" => value.as_f64().is_some_and(|number| Some(number) > rule.as_f64()),
        "minItems" => length.is_some_and(|length| length < size(rule)),
        "maxItems" => length.is_some_and(|length| length > size(rule)),
        "required" => {
            let mut keys = rule.as_array().into_iter().flatten().filter_map(Value::as_str);
            let missing = keys.find(|key| value.is_object() && value.get(key).is_none())?;
            return Some(format!("`{missing}` is missing"));
        }
        other => panic!("the word `{other}` is not checked here"),
    };
    wrong.then(|| format!("{value} is against {word} {rule}"))
}

fn size(rule: &Value) -> usize {
    rule.as_u64().and_then(|size| usize::try_from(size).ok()).expect("a size")
}

fn has_type(value: &Value, types: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type is called {other}"),
    };
    match types {
        Value::Array(types) => types.iter().filter_map(Value::as_str).any(is),
        one => is(one.as_str().expect("the name of a type")),
    }
}

fn check(name: &str, text: &str) -> Vec<String> {
    let schema = schema(name);
    faults(&schema, &schema, &yaml(text), name)
}

#[test]
fn what_is_shipped_agrees_with_the_schemas() {
    let mut found = Vec::new();
    for name in ["persons", "places", "bodies", "events"] {
        for folder in ["content", "src/init"] {
            found.extend(check(name, &read(&format!("{folder}/{name}.yaml"))));
        }
    }
    let files = |folder: &str, end: &str| -> Vec<String> {
        let entries = fs::read_dir(root().join(folder)).expect("the folder is there").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.ends_with(end)).map(|name| format!("{folder}/{name}")).collect()
    };
    for path in files("content/sources", ".yaml") {
        found.extend(check("recipe", &read(&path)).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    for path in files("content/texts", ".md") {
        let text = read(&path);
        let front = text.split("---\n").nth(1).expect("a text has front matter");
        found.extend(check("front-matter", front).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_proposed_recipe_is_a_recipe() {
    let line = "Bu g¿n hamē ora getdi v\u{1d05} il\u{1d05} \\ \" ò [12, s. 4] oldu, bir k¿ĸ¿m d\u{1d05} olan\u{1d05} d\u{1d05}k\n\n7\n";
    let words = hashiya::import::explain::explain(&line.repeat(90), Some("az"));
    let (_, recipe) = words.split_once("for content/sources/:\n").expect("a recipe is proposed");
    let recipe = recipe.replace("{sha256}", &"0".repeat(64));
    assert_eq!(check("recipe", &recipe), Vec::<String>::new());
    let mut report = Report::default();
    let read = Recipe::read(&written(&yaml(&recipe)), "one", &mut report).expect("it is a recipe");
    assert!(report.diagnostics().is_empty(), "{:?}", report.diagnostics());
    assert_eq!(read.decoder.glyphs.get(&'\u{1d05}').map(String::as_str), Some("ə"), "{recipe}");
}

#[test]
fn what_is_wrong_is_seen() {
    let sees = |name: &str, text: &str, part: &str| {
        let found = check(name, text);
        assert!(found.iter().any(|fault| fault.contains(part)), "{part}: {found:?}");
    };
    sees("persons", "- {id: one}", "`name` is missing");
    sees("persons", "- {id: one, name: One, age: 7}", "`age` is not known");
    sees("places", "- {id: one, name: One, coordinates: [1]}", "minItems");
    sees("events", "- {id: one, title: One, certainty: maybe}", "\"maybe\" is against enum");
    sees(
        "recipe",
        "{file: a, sha256: b, lang: az, title: T, decisions: [{line: 0, reads: a, is: b}]}",
        "fits none",
    );
    sees("front-matter", "{title: T, order: first}", "\"first\" is against type");
    sees("check", "- {code: never-mentioned, why: it is so}", "fits none");
}
