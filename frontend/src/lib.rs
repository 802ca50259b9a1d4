//! The widget (map).
