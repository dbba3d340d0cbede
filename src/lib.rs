//! hashiya: cleaned texts and YAML registers in, a cross-linked static edition out.

pub mod config;
pub mod diag;
pub mod edition;
pub mod lang;
pub mod link;
pub mod load;
pub mod normal;
pub mod record;
pub mod span;
