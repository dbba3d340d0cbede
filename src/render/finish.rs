//! Finished HTML looked at again.
