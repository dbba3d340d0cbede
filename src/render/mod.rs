//! From the linked edition to pages.

pub mod finish;
pub mod page;
pub mod theme;
