//! `/proc/<pid>/stat`, field by field (proc(5)).

/// The fields of a process from its state on: what stands before, its name in brackets, may hold anything.
pub(super) struct Stat(Vec<String>);

impl Stat {
    /// Reads a process's fields; `None` when it has ended.
    pub(super) fn of(process: u32) -> Option<Self> {
        let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        Self::read(&text)
    }

    fn read(text: &str) -> Option<Self> {
        let (_, fields) = text.rsplit_once(')')?;
        Some(Self(fields.split_whitespace().map(str::to_owned).collect()))
    }

    /// The field of a number in proc(5), which counts from 1.
    fn field(&self, number: usize) -> u64 {
        let place = number.checked_sub(3).and_then(|place| self.0.get(place));
        place.and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    pub(super) fn parent(&self) -> u64 {
        self.field(4)
    }

    /// Page faults that needed no disk, and those that did; of ended children, too.
    pub(super) fn faults(&self) -> u64 {
        (10..=13).map(|number| self.field(number)).sum()
    }

    /// Processor in ticks of a hundredth of a second, in the program and in the kernel for it; of ended children, too.
    pub(super) fn ticks(&self) -> u64 {
        (14..=17).map(|number| self.field(number)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_spaces_moves_no_field() {
        let text = "7 (a) b) S 3 7 7 0 -1 0 11 1 2 0 250 50 0 0 20 0";
        let stat = Stat::read(text).unwrap();
        assert_eq!((stat.parent(), stat.faults(), stat.ticks()), (3, 14, 300));
    }
}
