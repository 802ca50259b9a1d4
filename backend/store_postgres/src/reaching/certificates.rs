//! Certificates of a test: an authority, and a server it vouches for.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::cluster::{Cluster, done};

/// Makes an authority and a certificate for a host that is valid for so many days, in the server's folder. Returns the
/// authority's file.
pub(super) fn encrypt(cluster: &Cluster, host: &str, days: &str) -> PathBuf {
    let extensions =
        cluster.write("extensions", &format!("subjectAltName={host}\nbasicConstraints=CA:FALSE\n"));
    let (authority, request) = (authority(cluster, "authority"), cluster.path("request"));
    let (key, certificate) = (cluster.path("server.key"), cluster.path("server.crt"));
    openssl(
        ["req", "-new", "-nodes", "-subj", "/CN=server"].as_slice(),
        &[("-keyout", &key), ("-out", &request)],
    );
    let files = [
        ("-in", &request),
        ("-CA", &authority),
        ("-CAkey", &cluster.path("authority.key")),
        ("-extfile", &extensions),
        ("-out", &certificate),
    ];
    openssl(&["x509", "-req", "-days", days, "-CAcreateserial"], &files);
    cluster.own(&key);
    cluster.own(&certificate);
    authority
}

/// Makes an authority of its own.
pub(super) fn authority(cluster: &Cluster, name: &str) -> PathBuf {
    let (file, key) = (cluster.path(name), cluster.path(&format!("{name}.key")));
    let arguments = ["req", "-x509", "-nodes", "-days", "2", "-subj", &format!("/CN={name}")];
    openssl(&arguments, &[("-keyout", &key), ("-out", &file)]);
    file
}

fn openssl(arguments: &[&str], files: &[(&str, &PathBuf)]) {
    let mut command = Command::new("openssl");
    command.args(arguments);
    if arguments.first() == Some(&"req") {
        command.args(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    }
    for (flag, file) in files {
        command.arg(flag).arg::<&Path>(file);
    }
    done(&mut command);
}
