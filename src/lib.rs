//! hashiya: cleaned texts and YAML registers in, a cross-linked static edition out.
