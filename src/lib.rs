//! hashiya: cleaned texts and YAML registers in, a cross-linked static edition out.
//!
//! ```text
//! site.toml, content/, themes/ --load--> Edition --link--> Links --index--> Indexes --render--> pages --publish--> public/
//! ```
//!
//! [`site::prepare`] goes as far as the [`render::Site`], of which each page is a function; [`site::build`]
//! publishes all of them. ARCHITECTURE.md has the table of the modules and the laws between them.

pub mod check;
pub mod config;
pub mod diag;
pub mod edition;
pub mod find;
pub mod import;
pub mod index;
pub mod init;
pub mod intake;
pub mod lang;
pub mod link;
pub mod load;
pub mod normal;
pub mod publish;
pub mod record;
pub mod render;
pub mod route;
pub mod serve;
pub mod site;
pub mod span;
pub mod suggest;
pub mod write;
