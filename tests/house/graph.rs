//! Which file of a crate uses which, which module uses which, and the circles in that.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::modules::{Crate, ModuleId};

/// Who uses whom, and one of the names it is used by.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    uses: BTreeMap<String, BTreeMap<String, String>>,
}

impl Graph {
    /// Which file uses which.
    pub(crate) fn of_files(from: &Crate) -> Self {
        let mut graph = Self::default();
        for (user, used, name) in uses(from) {
            let file =
                |module: ModuleId| from.files[from.modules[module].file].display().to_string();
            graph.add(file(user), file(used), name);
        }
        graph
    }

    /// Which modules use each other among those of each parent; a module stands for all that is in it.
    pub(crate) fn of_modules(from: &Crate) -> Self {
        let mut graph = Self::default();
        for (user, used, name) in uses(from) {
            let (user, used) = (from.path_of(user), from.path_of(used));
            let shared = user.iter().zip(&used).take_while(|(one, other)| one == other).count();
            // Otherwise one is around the other: their files are compared, not they.
            if shared < user.len() && shared < used.len() {
                graph.add(user[..=shared].join("::"), used[..=shared].join("::"), name);
            }
        }
        graph
    }

    fn add(&mut self, user: String, used: String, name: String) {
        if user != used {
            self.uses.entry(user).or_default().entry(used).or_insert(name);
        }
    }

    /// A shortest circle of each knot, one line for each of its steps.
    pub(crate) fn circles(&self) -> Vec<String> {
        let ways: BTreeMap<&String, BTreeMap<&String, &String>> =
            self.uses.keys().map(|start| (start, self.reached_from(start))).collect();
        let mut told = BTreeSet::new();
        let mut circles = Vec::new();
        for (&start, reached) in &ways {
            if told.contains(start) {
                continue;
            }
            let leads_back =
                |other: &&String| ways.get(other).is_some_and(|way| way.contains_key(start));
            let knot: BTreeSet<&String> = reached.keys().copied().filter(leads_back).collect();
            if !knot.is_empty() {
                circles.push(self.told(start, reached, &knot));
                told.extend(knot);
            }
        }
        circles
    }

    /// Everything that `start` uses, directly or not, each with the user it was first reached by.
    fn reached_from<'a>(&'a self, start: &'a String) -> BTreeMap<&'a String, &'a String> {
        let mut reached = BTreeMap::new();
        let mut waiting = VecDeque::from([start]);
        while let Some(user) = waiting.pop_front() {
            for used in self.uses.get(user).into_iter().flat_map(BTreeMap::keys) {
                if !reached.contains_key(used) {
                    reached.insert(used, user);
                    waiting.push_back(used);
                }
            }
        }
        reached
    }

    /// The way from `start` back to itself, and who else is in its knot.
    fn told(
        &self,
        start: &String,
        reached: &BTreeMap<&String, &String>,
        knot: &BTreeSet<&String>,
    ) -> String {
        let mut steps = Vec::new();
        let mut others = knot.clone();
        let mut used = start;
        loop {
            let user = reached[used];
            others.remove(user);
            steps.push(format!("  {user} uses {used} ({})", self.uses[user][used]));
            used = user;
            if used == start {
                break;
            }
        }
        steps.reverse();
        steps.extend(others.into_iter().map(|other| format!("  {other} is in a circle with them")));
        format!("a knot of {}:\n{}", knot.len(), steps.join("\n"))
    }
}

/// Who uses whom, and by which name: each reference of each module to something of another.
fn uses(from: &Crate) -> Vec<(ModuleId, ModuleId, String)> {
    let mut uses = Vec::new();
    for (user, module) in from.modules.iter().enumerate() {
        for reference in &module.references {
            for used in from.definers(user, reference) {
                uses.push((user, used, reference.path.join("::")));
            }
        }
    }
    uses
}
