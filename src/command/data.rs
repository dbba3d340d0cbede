//! The verbs that write data of an edition: `export` and `suggest`.

use super::definition::{self, EditionArgs};
use super::ended::{Ended, Stopped, cannot_write, faults, say_findings};
use super::terminal::{self, Terminal};
use hashiya::diag::did_you_mean;
use hashiya::load::{Cache, LoadOptions};
use hashiya::site::{self, Prepared};
use hashiya::write::{json, plain};
use std::io::{self, BufWriter, Write as _};
use std::sync::Arc;

/// Writes data made from an edition. With errors in it what can be resolved is written, and the status says so.
fn write_data(
    edition: &EditionArgs,
    terminal: Terminal,
    write: impl FnOnce(&hashiya::render::Site) -> Result<(), Stopped>,
) -> Result<Ended, Stopped> {
    let EditionArgs { root, drafts } = edition;
    let options = LoadOptions { drafts: *drafts, trust_stamps: false };
    let Prepared { site, report, sources, levels, .. } =
        site::prepare(root, options, &mut Cache::default(), None)?;
    let findings = report.settle(&levels, &sources);
    if findings.errors() > 0 {
        say_findings(&findings, &sources, root, terminal);
    }
    site.as_ref().map_or(Ok(()), write)?;
    if findings.errors() > 0 {
        terminal.say(&format!("something may be missing: {}", faults(&findings)));
        return Ok(Ended::Errors);
    }
    Ok(Ended::Clean)
}

pub(crate) fn export(
    what: definition::Export,
    reading: definition::Reading,
    edition: &EditionArgs,
    text: Option<&str>,
    terminal: Terminal,
) -> Result<Ended, Stopped> {
    write_data(edition, terminal, |site| {
        text.map_or(Ok(()), |id| known_text(&site.edition, id))?;
        match kind_of(what) {
            Some(kind) => write_rows(site, kind, text),
            None => write_text(&site.edition, text, reading),
        }
    })
}

pub(crate) fn suggest(edition: &EditionArgs, terminal: Terminal) -> Result<Ended, Stopped> {
    write_data(edition, terminal, |site| {
        let found = hashiya::suggest::suggest(&site.edition, &site.links);
        if found.is_empty() {
            terminal.say("Every work, person and day that was found has its record or mark");
        }
        terminal::write(found.yaml().as_bytes()).map_err(cannot_write)?;
        Ok(())
    })
}

fn known_text(edition: &hashiya::edition::Edition, id: &str) -> Result<(), Stopped> {
    let ids = || edition.texts.items().iter().map(|text| text.key.as_str());
    if ids().any(|known| is_part(known, id)) {
        return Ok(());
    }
    let help = did_you_mean(id, ids())
        .map_or_else(String::new, |near| format!("\n  = help: did you mean `{near}`?"));
    Err(Stopped(format!("the edition has no text `{id}`{help}")))
}

/// Whether a text is the one with an id or one of its sections: `river`, `river-1`, `river-1-2`, not `river-bank`.
fn is_part(key: &str, id: &str) -> bool {
    let Some(rest) = key.strip_prefix(id) else { return false };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    rest.is_empty() || rest.strip_prefix('-').is_some_and(|section| section.split('-').all(is_number))
}

/// What is written as JSON lines; nothing for the words of a text.
fn kind_of(what: definition::Export) -> Option<json::Export> {
    match what {
        definition::Export::Mentions => Some(json::Export::Mentions),
        definition::Export::Dates => Some(json::Export::Dates),
        definition::Export::Notes => Some(json::Export::Notes),
        definition::Export::Citations => Some(json::Export::Citations),
        definition::Export::Text => None,
    }
}

/// Writes a text plainly, or all sections of a book in the order of the table of contents.
fn write_text(
    edition: &hashiya::edition::Edition,
    id: Option<&str>,
    reading: definition::Reading,
) -> Result<(), Stopped> {
    let id = id.ok_or_else(|| Stopped("say which text: hashiya export text --text ID".to_owned()))?;
    let reading = match reading {
        definition::Reading::Source => plain::Reading::Source,
        definition::Reading::Corrected => plain::Reading::Corrected,
    };
    let mine = |text: &&hashiya::edition::Text| is_part(text.key.as_str(), id);
    let mut texts: Vec<_> = edition.texts.items().iter().map(Arc::as_ref).filter(mine).collect();
    texts.sort_by_key(|text| text.front.order.unwrap_or(i64::MAX));
    let words: Vec<String> = texts.into_iter().map(|text| plain::plain(text, reading)).collect();
    terminal::write(words.join("\n").as_bytes()).map_err(cannot_write)?;
    Ok(())
}

fn write_rows(site: &hashiya::render::Site, what: json::Export, text: Option<&str>) -> Result<(), Stopped> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = Ok(true);
    json::export(&site.edition, &site.links, what, &mut |row| {
        let key = row["text"].as_str().unwrap_or_default();
        let wanted = text.is_none_or(|id| is_part(key, id));
        if wanted && matches!(written, Ok(true)) {
            written = terminal::went(writeln!(out, "{row}"));
        }
    });
    if written.map_err(cannot_write)? {
        terminal::went(out.flush()).map_err(cannot_write)?;
    }
    // A reader that went away has left rows in the buffer; nobody wants them.
    let _ = out.into_parts();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_numbers_behind_the_id_of_the_text() {
        let check =
            |key: &str, id: &str, expected: bool| assert_eq!(is_part(key, id), expected, "{key} {id}");
        check("river", "river", true);
        check("river-1", "river", true);
        check("river-1-2", "river", true);
        check("river-1-2", "river-1", true);
        check("river-12", "river-1", false);
        check("river-bank", "river", false);
        check("river-1-bank", "river", false);
        check("river-", "river", false);
        check("river2", "river", false);
        check("lake", "river", false);
    }
}
