//! A new edition.
