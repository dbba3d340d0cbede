//! Letters that a font lost: stub until the merge.
/// A place.
pub struct Place {
    /// at
    pub at: usize,
    /// r
    pub restored: bool,
    /// c
    pub confidence: f32,
}
/// R
pub struct Restorer;
impl Restorer {
    /// n
    #[must_use]
    pub fn new(_: char, _: &str, _: &[&str]) -> Restorer {
        Restorer
    }
    /// r
    #[must_use]
    pub fn restore(&self, _: &str) -> Vec<Place> {
        Vec::new()
    }
}
