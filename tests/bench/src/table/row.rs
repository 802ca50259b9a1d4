//! One line of the table.

use super::{Target, Unit};
use crate::statistics::Samples;

/// A measured number with its unit.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) samples: Samples,
    pub(crate) unit: Unit,
}

impl Value {
    pub(crate) const fn new(samples: Samples, unit: Unit) -> Self {
        Self { samples, unit }
    }

    /// The median, with its spread where there are several samples.
    pub(crate) fn shown(&self) -> String {
        let Self { samples, unit } = self;
        let median = unit.shown(samples.median());
        if samples.len() < 2 {
            return median;
        }
        let (low, high) = samples.spread();
        format!("{median} ({}–{})", unit.bare(low), unit.bare(high))
    }
}

/// What a line has to say.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// Measured, with a target or only told.
    Measured {
        /// The figure itself.
        value: Value,
        /// What it is made of: our side and the peer's, as text.
        sides: Vec<String>,
        target: Option<Target>,
    },
    /// Not built yet, and what is missing.
    NotBuilt(&'static str),
    /// The measurement failed.
    Failed(String),
}

/// One line of the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The figure's number in the promises, or the item.
    pub(crate) figure: &'static str,
    pub(crate) what: String,
    pub(crate) content: Content,
}

impl Row {
    /// A measured figure, so far only told.
    pub(crate) fn told(figure: &'static str, what: impl Into<String>, value: Value) -> Self {
        let content = Content::Measured { value, sides: Vec::new(), target: None };
        Self { figure, what: what.into(), content }
    }

    /// A figure that cannot be measured yet.
    pub(crate) fn not_built(figure: &'static str, what: &str, missing: &'static str) -> Self {
        Self { figure, what: what.to_owned(), content: Content::NotBuilt(missing) }
    }

    /// A figure whose measurement failed.
    pub(crate) fn failed(figure: &'static str, what: &str, why: String) -> Self {
        Self { figure, what: what.to_owned(), content: Content::Failed(why) }
    }

    /// Adds one of the two sides that the figure is made of.
    pub(crate) fn side(mut self, name: &str, value: &Value) -> Self {
        if let Content::Measured { sides, .. } = &mut self.content {
            sides.push(format!("{name} {}", value.shown()));
        }
        self
    }

    /// Says what was promised.
    pub(crate) fn promised(mut self, promise: Target) -> Self {
        if let Content::Measured { target, .. } = &mut self.content {
            *target = Some(promise);
        }
        self
    }

    /// The verdict on the figure.
    pub(crate) fn verdict(&self) -> String {
        match &self.content {
            Content::Measured { value, target: Some(target), .. } => {
                target.verdict(value.samples.median(), value.unit)
            }
            Content::Measured { target: None, .. } => "told".to_owned(),
            Content::NotBuilt(missing) => format!("not built yet: {missing}"),
            Content::Failed(why) => format!("NOT MEASURED: {why}"),
        }
    }

    /// Whether the figure could not be measured.
    pub(crate) const fn has_failed(&self) -> bool {
        matches!(self.content, Content::Failed(_))
    }

    /// Whether the figure misses its target or could not be measured.
    pub(crate) fn is_bad(&self) -> bool {
        match &self.content {
            Content::Measured { value, target: Some(target), .. } => {
                !target.is_met(value.samples.median())
            }
            Content::Measured { target: None, .. } | Content::NotBuilt(_) => false,
            Content::Failed(_) => true,
        }
    }
}
