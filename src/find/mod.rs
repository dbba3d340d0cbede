//! Names and dates that nobody marked, found in the running text of a body.
//!
//! What an editor marked is never touched: found mentions and dates stand only where there is no annotation.
//! What differs between languages stands in one place per language (`lang/`).

pub mod date;
pub mod name;
