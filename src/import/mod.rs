//! From what a PDF gave to a clean text: what is found in imported text before it becomes an edited one.

pub mod citation;
