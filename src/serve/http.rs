//! Answers requests. The only door to axum and to the runtime of tokio.

use super::Status;
use super::shown::{Answer, Shown, decoded};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use axum::serve::ListenerExt as _;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// The script that [`answer`] adds to pages.
const SCRIPT: &str = include_str!("reload.js");

/// How long a page waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone)]
struct Server {
    status: Receiver<Arc<Status>>,
    reload: bool,
}

/// Answers until the process is told to end.
pub(super) fn run(
    listener: TcpListener,
    status: Receiver<Arc<Status>>,
    reload: bool,
    ready: &mut dyn FnMut(),
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| {
            // A small answer should not wait for a larger one; if it must, nothing is lost.
            let _ = stream.set_nodelay(true);
        });
        let router = Router::new().fallback(answer).with_state(Server { status, reload });
        let stop = stop()?;
        ready();
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served,
            () = stop => Ok(()),
        }
    });
    // Pages that listen for news would be waited for.
    runtime.shutdown_background();
    served
}

/// Resolves when the process is told to end.
fn stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        let interrupt = tokio::signal::ctrl_c();
        #[cfg(unix)]
        tokio::select! { _ = interrupt => (), _ = terminate.recv() => () }
        #[cfg(not(unix))]
        let _ = interrupt.await;
    })
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    if !from_here(&request) {
        let why = "hashiya serves this machine only: use the address it printed\n";
        return text(StatusCode::FORBIDDEN, why);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    }
    match (request.uri().path(), server.reload) {
        ("/.hashiya/events", true) => return news(server.status, request.headers()).await,
        ("/.hashiya/reload.js", true) => return file("reload.js", SCRIPT.as_bytes().to_vec()),
        _ => {}
    }
    let Some(path) = decoded(request.uri().path()) else {
        return text(StatusCode::BAD_REQUEST, "this is no address\n");
    };
    let status = server.status.borrow().clone();
    let Some(shown) = status.shown.clone() else {
        return stopgap(&status.messages, "none", server.reload);
    };
    let made = tokio::task::spawn_blocking(move || {
        let answer = shown.answer(&path);
        respond(answer, &shown, server.reload)
    });
    made.await.unwrap_or_else(|_| text(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be made\n"))
}

fn respond(answer: Answer, shown: &Shown, reload: bool) -> Response {
    match answer {
        Answer::File(path, bytes) => file(&path, with_script(&path, &bytes, shown.id(), reload)),
        Answer::Missing(bytes) => {
            let mut response = file("404.html", with_script("404.html", &bytes, shown.id(), reload));
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
        Answer::Elsewhere(path) => {
            let mut response = text(StatusCode::MOVED_PERMANENTLY, "");
            *response.status_mut() = StatusCode::FOUND;
            let path = path.parse().expect("encoded addresses are plain ASCII");
            response.headers_mut().insert(header::LOCATION, path);
            response
        }
        Answer::Outside => text(
            StatusCode::NOT_FOUND,
            &format!("the site lies at {}\n", super::shown::encoded(shown.base())),
        ),
        Answer::Broken(why) => stopgap(&why, shown.id(), reload),
    }
}

/// Adds the script in front of the end of an HTML page.
fn with_script(path: &str, page: &[u8], site: &str, reload: bool) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    if !reload || !path.ends_with(".html") {
        return page.to_vec();
    }
    let at = page.windows(END.len()).rposition(|bytes| bytes == END).unwrap_or(page.len());
    let script = script(site);
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

fn script(site: &str) -> String {
    format!("<script src=\"/.hashiya/reload.js\" data-site=\"{site}\" defer></script>\n")
}

/// A page in place of one that cannot be made.
fn stopgap(messages: &str, site: &str, reload: bool) -> Response {
    let script = if reload { script(site) } else { String::new() };
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>hashiya</title></head>\n<body><h1>This page cannot be made yet</h1>\n<pre>{}</pre>\n{script}</body></html>\n",
        crate::write::escape(messages)
    );
    let mut response = file("stopgap.html", page.into_bytes());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// Tells a page what there is, once it differs from what the page has heard last.
///
/// The answer ends with the news; the page's `EventSource` then asks again with the number it has heard.
async fn news(mut status: Receiver<Arc<Status>>, headers: &HeaderMap) -> Response {
    let heard = headers.get("last-event-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let new = status.wait_for(|status| status.version.to_string() != heard);
    let body = match tokio::time::timeout(PATIENCE, new).await {
        Ok(Ok(status)) => {
            let site = status.shown.as_ref().map_or("none", |shown| shown.id());
            let data = serde_json::json!({"site": site, "messages": status.messages});
            format!("retry: 50\nid: {}\ndata: {data}\n\n", status.version)
        }
        _ => "retry: 50\n: nothing new\n\n".to_owned(),
    };
    let mut response = text(StatusCode::OK, &body);
    let kind = header::HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Whether the request names this machine. A page of the web that makes its own name lead here
/// ("DNS rebinding") could otherwise read the edition.
fn from_here(request: &Request) -> bool {
    let header = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let uri = request.uri().authority().map(axum::http::uri::Authority::as_str);
    header.is_some_and(is_loopback) && uri.is_none_or(is_loopback)
}

/// Whether a host, with or without a port, is this machine.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or("", |(name, _)| name),
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    let name = name.to_ascii_lowercase();
    match name.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => name == "localhost" || name.ends_with(".localhost"),
    }
}

fn text(status: StatusCode, words: &str) -> Response {
    let mut response = file("message.txt", words.as_bytes().to_vec());
    *response.status_mut() = status;
    response
}

fn file(path: &str, bytes: impl Into<Bytes>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type(path)),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let mut response = Response::new(Body::from(bytes.into()));
    for (name, value) in headers {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

/// The content type by the ending of the file name, as web hosts give it.
fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "tif" | "tiff" => "image/tiff",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in
            ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "127.1.2.3", "[::1]:80", "[::1]", "a.localhost:8"]
        {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "127.0.0.1.example.org",
            "localhost.example.org:8000",
            "192.168.0.1",
            "[::2]",
            "[::1",
            "0.0.0.0",
        ] {
            // An unclosed bracket has no name in it.
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn the_script_stands_before_the_end_of_html_pages_only() {
        let put = |path, page: &str, reload| {
            String::from_utf8(with_script(path, page.as_bytes(), "1-2", reload)).expect("as it was")
        };
        let page = "<body>a </body> in words\n</body>\n</html>";
        let with = put("a.html", page, true);
        assert!(with.ends_with("data-site=\"1-2\" defer></script>\n</body>\n</html>"), "{with}");
        assert_eq!(put("a.html", page, false), page);
        assert_eq!(put("a.json", page, true), page);
    }

    #[test]
    fn a_file_has_the_type_of_its_ending() {
        for (path, kind) in [
            ("a/b.html", "text/html; charset=utf-8"),
            ("a.JPG", "image/jpeg"),
            (".nojekyll", "application/octet-stream"),
            ("folder.css/file", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), kind, "{path}");
        }
    }
}
