//! What the command line is made of: its definitions, and what is said on the terminal.

pub mod definition;
pub mod explain;
pub mod terminal;
