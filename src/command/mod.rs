//! What the command line is made of: its definitions, and what is said on the terminal.

pub(crate) mod definition;
pub(crate) mod explain;
pub(crate) mod terminal;
