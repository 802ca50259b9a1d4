//! Embedded files are read again when they change; the widget's folder is there even before the
//! widget is built.

fn main() {
    println!("cargo::rerun-if-changed=../dist/widget");
    println!("cargo::rerun-if-changed=../frontend/demo");
}
