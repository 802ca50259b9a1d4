//! A merchant's own page in PHP: nginx, php-fpm, SoapClient, PDO on SQLite.

use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use super::nginx::{self, installed, is_root};
use super::{Folder, Process, Sandbox, address};
use crate::failure::Failure;

/// How many pages run at once: as many as there are clients.
pub(crate) const CHILDREN: usize = 16;

/// The page and what serves it.
pub(crate) struct Php {
    pub(crate) nginx: Process,
    pub(crate) fpm: Process,
    /// Where it answers, as `host:port`.
    pub(crate) address: String,
}

impl Php {
    /// Serves the page, its database in the folder and that sandbox as its provider.
    pub(crate) async fn start(
        folder: &Folder,
        sandbox: &Sandbox,
        preload: Option<&Path>,
    ) -> Result<Self, Failure> {
        let sources = sources()?;
        database(&folder.join("shop.sqlite"), &sources.join("schema.sql"))?;
        let socket = folder.join("fpm.sock");
        let fpm = fpm(folder, &socket, sandbox, preload)?;
        let address = address::free()?;
        let page = sources.join("pay.php");
        let http = format!(
            "server {{\n listen {address};\n location / {{\n  fastcgi_pass unix:{};\n  \
             fastcgi_param SCRIPT_FILENAME {};\n  fastcgi_param REQUEST_METHOD $request_method;\n  \
             fastcgi_param CONTENT_TYPE $content_type;\n  fastcgi_param CONTENT_LENGTH $content_length;\n  \
             fastcgi_param REMOTE_ADDR $remote_addr;\n  fastcgi_param HTTP_USER_AGENT $http_user_agent;\n }}\n}}",
            socket.display(),
            page.display(),
        );
        let nginx = nginx::start(folder, &http, preload)?;
        let mut php = Self { nginx, fpm, address };
        let url = format!("http://{}/", php.address);
        address::answers(&mut php.nginx, &url)
            .await
            .map_err(|error| format!("{error} / {}", php.fpm.last_words()))?;
        Ok(php)
    }

    /// The processes whose work counts.
    pub(crate) fn processes(&self) -> [u32; 2] {
        [self.nginx.id(), self.fpm.id()]
    }
}

/// Where the page's sources are.
pub(crate) fn sources() -> Result<PathBuf, Failure> {
    Ok(std::env::current_dir()?.join("tests/bench/php"))
}

/// The shop's own database, made before the page is first called.
fn database(file: &Path, schema: &Path) -> Result<(), Failure> {
    let database = Connection::open(file)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.execute_batch(&std::fs::read_to_string(schema)?)?;
    Ok(())
}

/// Where PHP's extensions are switched on; php-fpm has no such folder of its own unless its package is installed.
fn extensions() -> Result<String, Failure> {
    let output = Command::new("php").args(["-r", "echo PHP_CONFIG_FILE_SCAN_DIR;"]).output()?;
    Ok(String::from_utf8(output.stdout)?)
}

fn fpm(
    folder: &Folder,
    socket: &Path,
    sandbox: &Sandbox,
    preload: Option<&Path>,
) -> Result<Process, Failure> {
    let place = folder.path().display();
    let root = is_root()?;
    let user = if root { "user = root\ngroup = root\n" } else { "" };
    let pool = format!(
        "[global]\nerror_log = /dev/stderr\ndaemonize = no\n[shop]\n{user}listen = {}\npm = static\n\
         pm.max_children = {CHILDREN}\nclear_env = no\ncatch_workers_output = yes\n\
         env[SHOP_DATABASE] = {place}/shop.sqlite\nenv[SHOP_WSDL] = {}/soap/pse/?wsdl\n\
         php_admin_value[opcache.enable] = 1\nphp_admin_value[opcache.validate_timestamps] = 0\n\
         php_admin_value[soap.wsdl_cache_enabled] = 1\nphp_admin_value[soap.wsdl_cache_dir] = {place}\n\
         php_admin_value[soap.wsdl_cache_ttl] = 86400\n",
        socket.display(),
        sandbox.url(),
    );
    let file = folder.join("fpm.conf");
    std::fs::write(&file, pool)?;
    let mut command = Command::new(installed("php-fpm")?);
    command.args(["--nodaemonize", "--fpm-config"]).arg(&file);
    command.env("PHP_INI_SCAN_DIR", extensions()?);
    if root {
        command.arg("--allow-to-run-as-root");
    }
    if let Some(library) = preload {
        // PHP loads its extensions so that they look for functions in their own libraries first (RTLD_DEEPBIND); SQLite has
        // to be there before it, or its syncs pass by the library.
        command.env("LD_PRELOAD", format!("{}:libsqlite3.so.0", library.display()));
    }
    Process::start(command, "fpm", folder.path())
}
