//! What went wrong, and what must follow by when.
