//! Deeds and offices against the days of birth and death, of founding and dissolution.
//!
//! Only what is surely impossible is told: a date counts from the first to the last day it can mean, and one that
//! is doubted (`?`, `~`) does not count at all.

use super::{Known, Place, Remark};
use crate::diag::Code;
use crate::edition::Edition;
use crate::edition::edtf::{Day, Edtf, End, Shape};
use crate::edition::entity::{Detail, Entity, EntityId, Kind, Role};
use crate::index::chronology::when;

/// Somebody takes part in an event before being born or after having died.
pub(super) fn acting_outside_life(known: Known<'_>) -> Vec<Remark> {
    let Known { edition, links, .. } = known;
    let mut remarks = Vec::new();
    for (event, person) in &links.participants {
        let (record, who) = (&edition.entities[*event], &edition.entities[*person]);
        let Some(date) = when(record).filter(|date| is_sure(date)) else { continue };
        let (first, last) = date.bounds();
        let Some(clash) = Life::of_person(who).and_then(|life| life.clash(last, first)) else { continue };
        remarks.push(Remark {
            code: Code::ActingOutsideLife,
            message: format!("`{}` takes part in the event `{}` ({date}) {clash}", who.key, record.key),
            of: vec![*event, *person],
            text: None,
            at: None,
            place: Place::Record(*event),
            related: vec![(Place::Record(*person), "the person".to_owned())],
            help: "correct the date of the event, the dates of the person, or the list `persons`".to_owned(),
        });
    }
    remarks
}

/// An office outside the life of its holder, or when its body did not exist.
pub(super) fn office_outside_dates(known: Known<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (id, person) in known.edition.register(Kind::Person) {
        let Detail::Person { roles, .. } = &person.detail else { continue };
        for role in roles {
            let Some(date) = role.when.as_ref().filter(|date| is_sure(date)) else { continue };
            let (begun, ended) = certain_part(date);
            if let Some(clash) = Life::of_person(person).and_then(|life| life.clash(begun, ended)) {
                remarks.push(office(known.edition, (id, role), date, None, &clash));
            }
            let Some(body) = role.body.as_ref().and_then(|body| known.edition.entities.find(&body.value))
            else {
                continue;
            };
            let life = Life::of_body(&known.edition.entities[body]);
            if let Some(clash) = life.and_then(|life| life.clash(begun, ended)) {
                remarks.push(office(known.edition, (id, role), date, Some(body), &clash));
            }
        }
    }
    remarks
}

fn office(
    edition: &Edition,
    (person, role): (EntityId, &Role),
    date: &Edtf,
    body: Option<EntityId>,
    clash: &str,
) -> Remark {
    let lang = edition.config.default_language();
    let title = role.title.get(lang, lang).map_or("", |(title, _)| title);
    let key = &edition.entities[person].key;
    let message = match body {
        None => format!("`{key}` holds the office “{title}” ({date}) {clash}"),
        Some(body) => {
            let body = &edition.entities[body].key;
            format!("`{key}` holds the office “{title}” ({date}) in the body `{body}` {clash}")
        }
    };
    Remark {
        code: Code::OfficeOutsideDates,
        message,
        of: std::iter::once(person).chain(body).collect(),
        text: None,
        at: None,
        place: Place::Record(person),
        related: body.map(|body| (Place::Record(body), "the body".to_owned())).into_iter().collect(),
        help: "correct `when` of the role, or the dates of the record".to_owned(),
    }
}

/// When somebody lived, or a body existed.
struct Life<'a> {
    begin: Option<&'a Edtf>,
    end: Option<&'a Edtf>,
    /// What lies before the one and after the other, in words.
    words: [&'static str; 2],
}

impl Life<'_> {
    fn of_person(entity: &Entity) -> Option<Life<'_>> {
        let Detail::Person { born, died, .. } = &entity.detail else { return None };
        Some(Life {
            begin: born.as_ref(),
            end: died.as_ref(),
            words: ["before being born", "after having died"],
        })
    }

    fn of_body(entity: &Entity) -> Option<Life<'_>> {
        let Detail::Body { founded, dissolved, .. } = &entity.detail else { return None };
        let words = ["before it was founded", "after it was dissolved"];
        Some(Life { begin: founded.as_ref(), end: dissolved.as_ref(), words })
    }

    /// In what way something surely lies outside of it that had begun on one day and was not over on the other.
    fn clash(&self, begun: Option<Day>, ended: Option<Day>) -> Option<String> {
        let [before, after] = self.words;
        if let Some(begin) = self.begin.filter(|date| is_sure(date))
            && begun.zip(begin.bounds().0).is_some_and(|(day, birth)| day < birth)
        {
            return Some(format!("{before} ({begin})"));
        }
        let end = self.end.filter(|date| is_sure(date))?;
        let is_after = ended.zip(end.bounds().1).is_some_and(|(day, death)| day > death);
        is_after.then(|| format!("{after} ({end})"))
    }
}

pub(super) fn is_sure(date: &Edtf) -> bool {
    !date.is_uncertain() && !date.is_approximate()
}

/// The last day on which it can have begun, and the first on which it can have ended.
fn certain_part(date: &Edtf) -> (Option<Day>, Option<Day>) {
    let (first, last) = date.bounds();
    let Shape::Span(from, to) = date.shape() else { return (last, first) };
    let days = |end: &End| match end {
        End::Date(part) => part.days,
        End::Open | End::Unknown => None,
    };
    (days(from).map(|(_, last)| last).or(last), days(to).map(|(first, _)| first).or(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clash(begin: &str, end: &str, date: &str) -> Option<String> {
        let parse = |text: &str| Edtf::parse(text).ok();
        let (begin, end) = (parse(begin), parse(end));
        let life = Life { begin: begin.as_ref(), end: end.as_ref(), words: ["before", "after"] };
        let (begun, ended) = certain_part(&Edtf::parse(date).expect(date));
        life.clash(begun, ended)
    }

    #[test]
    fn only_what_is_surely_outside_a_life_is_told() {
        let check = |date: &str, expected: Option<&str>| {
            assert_eq!(clash("1875-03", "1920-06-19", date).as_deref(), expected, "{date}");
        };
        check("1920", None);
        check("1920-06-19", None);
        check("1920-06-20", Some("after (1920-06-19)"));
        check("192X", None);
        check("1875", None);
        check("1875-02-28", Some("before (1875-03)"));
        // Held from the one to the other, both included.
        check("1918/1920", None);
        check("1918/1921", Some("after (1920-06-19)"));
        check("1918/..", None);
        check("1921/..", Some("after (1920-06-19)"));
        check("../1870", Some("before (1875-03)"));
        check("1870/1880", Some("before (1875-03)"));
        check("[1919,1922]", None);
    }

    #[test]
    fn a_doubted_or_unknown_day_tells_nothing() {
        let check = |begin: &str, end: &str, date: &str, expected: Option<&str>| {
            assert_eq!(clash(begin, end, date).as_deref(), expected, "{begin} {end} {date}");
        };
        check("", "", "1850", None);
        check("1875~", "1920?", "1850", None);
        check("1875~", "1920", "1921", Some("after (1920)"));
        check("187X", "", "1869", Some("before (187X)"));
    }
}
