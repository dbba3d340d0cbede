//! Names of the registers in running text.
