//! From a damaged extraction to a clean text.

pub mod lost;
