//! The resolver and the graph, on small crates in memory.

use std::collections::BTreeMap;
use std::path::Path;

use crate::graph::Graph;
use crate::modules::Crate;

/// A crate of these files; the first is its root.
fn sample(files: &[(&str, &str)]) -> Crate {
    let texts: BTreeMap<&str, &str> = files.iter().copied().collect();
    let read = |path: &Path| texts.get(path.to_str().unwrap()).map(|&text| text.to_owned());
    Crate::load(Path::new(files[0].0), &read)
}

/// The files that `user` uses, and by which name.
fn used_by(user: &str, source: &Crate) -> Vec<String> {
    let mut used = Vec::new();
    for (id, module) in source.modules.iter().enumerate() {
        for reference in &module.references {
            for definer in source.definers(id, reference) {
                let [from, to] = [module.file, source.modules[definer].file];
                if from != to && source.files[from] == Path::new(user) {
                    used.push(source.files[to].display().to_string());
                }
            }
        }
    }
    used.sort();
    used.dedup();
    used
}

const MODEL: [(&str, &str); 2] = [
    ("model/mod.rs", "mod payment; pub use payment::Payment; pub use payment::*;"),
    (
        "model/payment.rs",
        "pub struct Payment; pub enum State { New } pub fn begin() {} id! { PaymentId, \"pay_\" }",
    ),
];

/// What a file `user.rs` with this text uses, beside the files of [`MODEL`] and `other.rs`.
fn used(text: &str) -> Vec<String> {
    let root = ("lib.rs", "mod model; mod other; mod user; mod under; pub use other::Other;");
    let other = ("other.rs", "pub struct Other; pub mod inner { pub fn deep() {} }");
    let under = ("under/mod.rs", "mod low; macro_rules! shout { () => {} } pub(crate) use shout;");
    let low = ("under/low.rs", "pub fn low() { shout!(); super::super::other::inner::deep(); }");
    let source = sample(&[root, MODEL[0], MODEL[1], other, ("user.rs", text), under, low]);
    assert_eq!(used_by("under/low.rs", &source), ["other.rs", "under/mod.rs"]);
    used_by("user.rs", &source)
}

#[test]
fn a_name_leads_to_the_file_that_defines_it() {
    for text in [
        "use crate::model::Payment;",
        "use crate::model::payment::Payment;",
        "use crate::{model::{Payment as Paid}, model};",
        "use super::model; fn f(_: model::Payment) {}",
        "use crate::model::*; fn f(_: Payment) {}",
        "fn f() { crate::model::begin() }",
        "fn f() { super::model::State::New; }",
        "fn f() -> Vec<crate::model::Payment> { Vec::new() }",
        "fn f() { assert!(x == crate::model::State::New) }",
        "fn f() { use crate::model::State; }",
        "fn f(_: crate::model::PaymentId) {}",
        "mod inside { fn f() { super::super::model::begin() } }",
        "macro_rules! m { () => { $crate::model::begin() } }",
        "#[serde(with = \"crate::model::Payment\")] struct S;",
        "use crate::model::payment; struct S { #[serde(default, with = \"payment\")] a: u8 }",
        "use crate::model::begin; struct S { #[serde(default = \"begin\")] a: u8 }",
        "extern crate self as whole; fn f() { whole::model::begin() }",
        "use crate as whole; fn f() { whole::model::begin() }",
        "#[arg(value_parser = crate::model::begin)] struct S;",
        "impl crate::model::Payment {}",
        "fn f<T: crate::model::Payment>() {}",
        "use crate::model::Payment as P; pub use P as Q;",
    ] {
        assert_eq!(used(text), ["model/payment.rs"], "{text}");
    }
    assert_eq!(used("use crate::{Other, model::Payment};"), ["model/payment.rs", "other.rs"]);
    assert_eq!(used("use crate::other::inner::deep;"), ["other.rs"]);
    assert_eq!(used("fn f() { crate::under::shout!() }"), ["under/mod.rs"]);
    assert_eq!(used("pub use crate::Other; fn f(_: Other) {}"), ["other.rs"]);
}

#[test]
fn what_uses_nothing_is_no_use() {
    for text in [
        "pub use crate::model::Payment;",
        "pub(super) use super::model::*;",
        "use std::fmt; use serde::Serialize; fn f() { model::begin() }",
        "#[cfg(test)] use crate::model::Payment;",
        "#[cfg(test)] mod tests { use crate::model::Payment; }",
        "#[cfg(test)] mod missing;",
        "struct S; impl S { #[cfg(test)] fn f(_: crate::model::Payment) {} }",
        "pub(in crate::model) fn f() {}",
        "fn f(model: u8) { model.begin(); g!(self.Payment, x.begin()) }",
        "/// [`crate::model::Payment`]\nfn f() {}",
        "use crate::model; #[serde(rename = \"model\")] struct S;",
        "#[serde(with = \"time::serde::rfc3339\")] struct S;",
    ] {
        assert!(used(text).is_empty(), "{text}: {:?}", used(text));
    }
}

#[test]
fn a_circle_of_files_is_told_step_by_step() {
    let source = sample(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "pub struct B; fn f() { super::c::g() }"),
        ("c.rs", "pub fn g() { let _ = crate::a::A; }"),
    ]);
    let told = "a knot of 3:\n  a.rs uses b.rs (crate::b::B)\n  b.rs uses c.rs (super::c::g)\n  c.rs uses a.rs (crate::a::A)";
    assert_eq!(Graph::of_files(&source).circles(), [told]);
    let told =
        told.replace("a.rs", "crate::a").replace("b.rs", "crate::b").replace("c.rs", "crate::c");
    assert_eq!(Graph::of_modules(&source).circles(), [told]);
}

#[test]
fn modules_can_have_a_circle_where_files_have_none() {
    let source = sample(&[
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "pub mod one; pub mod two;"),
        ("a/one.rs", "pub fn one() { crate::b::b() }"),
        ("a/two.rs", "pub fn two() {}"),
        ("b.rs", "pub fn b() { crate::a::two::two() }"),
    ]);
    assert!(Graph::of_files(&source).circles().is_empty());
    let told = "a knot of 2:\n  crate::a uses crate::b (crate::b::b)\n  crate::b uses crate::a (crate::a::two::two)";
    assert_eq!(Graph::of_modules(&source).circles(), [told]);
}

#[test]
fn macros_lent_by_macro_use_are_used_where_they_are_called() {
    let mut files = [
        ("lib.rs", "#[macro_use] mod signs; mod user;"),
        ("signs.rs", "macro_rules! sign { () => { $crate::user::draw() } }"),
        ("user.rs", "pub fn draw() {} fn f() { sign!() }"),
    ];
    let told =
        "a knot of 2:\n  signs.rs uses user.rs (crate::user::draw)\n  user.rs uses signs.rs (sign)";
    assert_eq!(Graph::of_files(&sample(&files)).circles(), [told]);
    files[0].1 = "mod signs; mod user;";
    assert!(Graph::of_files(&sample(&files)).circles().is_empty(), "a name of somebody else's");
}

#[test]
fn a_child_and_its_parent_that_use_each_other_are_a_circle() {
    let files = [
        ("lib.rs", "mod parent;"),
        ("parent.rs", "mod child; pub struct Shape; fn f() { child::draw() }"),
        ("parent/child.rs", "use super::Shape; pub fn draw() { let _ = Shape; }"),
    ];
    assert_eq!(Graph::of_files(&sample(&files)).circles().len(), 1);
    let (root, parent) = (files[0], ("parent.rs", "mod child; pub struct Shape;"));
    assert!(Graph::of_files(&sample(&[root, parent, files[2]])).circles().is_empty());
}
