//! nginx as a program of the run: in the foreground, with its files in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Folder, Process};
use crate::failure::Failure;

/// Starts nginx with these lines in its `http` section.
pub(crate) fn start(
    folder: &Folder,
    http: &str,
    preload: Option<&Path>,
) -> Result<Process, Failure> {
    let place = folder.path().display();
    let user = if is_root()? { "user root;\n" } else { "" };
    let configuration = format!(
        "daemon off;\nmaster_process on;\nworker_processes auto;\n{user}pid {place}/nginx.pid;\n\
         error_log stderr error;\nevents {{ worker_connections 1024; }}\nhttp {{\n\
         access_log off;\nkeepalive_requests 1000000;\n\
         client_body_temp_path {place}/body;\nproxy_temp_path {place}/proxy;\n\
         fastcgi_temp_path {place}/fastcgi;\nuwsgi_temp_path {place}/uwsgi;\nscgi_temp_path {place}/scgi;\n\
         {http}\n}}\n"
    );
    let file = folder.join("nginx.conf");
    std::fs::write(&file, configuration)?;
    let mut command = Command::new(installed("nginx")?);
    command.args(["-e", "stderr", "-p", &place.to_string(), "-c"]).arg(&file);
    if let Some(library) = preload {
        command.env("LD_PRELOAD", library);
    }
    Process::start(command, "nginx", folder.path())
}

/// Whether this program runs as root: nginx and php-fpm then have to be told that they may, too.
pub(super) fn is_root() -> Result<bool, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:")).unwrap_or_default();
    Ok(line.split_whitespace().nth(1) == Some("0"))
}

/// A program that `scripts/setup bench` has put into `target/tools`.
pub(super) fn installed(name: &str) -> Result<PathBuf, Failure> {
    let program = std::env::current_dir()?.join("target/tools").join(name);
    if !program.exists() {
        return Err(format!("there is no target/tools/{name}: scripts/setup bench first").into());
    }
    Ok(program)
}
