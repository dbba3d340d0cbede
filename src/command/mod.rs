//! What the command line is made of: its definitions, and what is said on the terminal.

pub(crate) mod data;
pub(crate) mod definition;
pub(crate) mod ended;
pub(crate) mod explain;
pub(crate) mod import;
pub(crate) mod make;
pub(crate) mod terminal;
