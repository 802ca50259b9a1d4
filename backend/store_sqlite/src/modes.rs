//! Who may reach the store's files: their owner alone. What others may read or write is narrowed where it is this
//! process's own, and refused with the commands to mend it where it is not.

use std::fs::{self, Metadata, Permissions};
use std::io;
use std::iter;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::beside::{BESIDE, beside};
use super::cannot_open::CannotOpen;

/// The bits of a mode that let others than the owner in.
const NOT_OWNER: u32 = 0o077;
/// The bit of a mode that lets everybody write.
const EVERYBODY_WRITES: u32 = 0o002;
/// In a folder of this mode, files are renamed and removed by their owners alone.
const STICKY: u32 = 0o1000;

/// A file or folder that others than its owner may reach.
#[derive(Debug)]
pub(super) struct Loose {
    path: PathBuf,
    owner: u32,
    mode: u32,
    /// The mode that it is to have.
    wanted: u32,
    is_folder: bool,
}

/// Makes the files of a database their owner's alone, and its folder closed to writing by everybody.
pub(super) fn narrow(database: &Path) -> Result<(), CannotOpen> {
    for loose in loose(database)? {
        loose.narrow()?;
        tracing::warn!(path = %loose.path.display(), mode = %Mode(loose.mode), now = %Mode(loose.wanted),
            "The store could be reached by others; its mode is narrowed.");
    }
    Ok(())
}

/// Finds what others may reach of a database, which need not be there yet.
pub(super) fn loose(database: &Path) -> Result<Vec<Loose>, CannotOpen> {
    let of = |path: &Path| {
        let path = path.to_owned();
        move |source| CannotOpen::File { path, source }
    };
    let mut found = Vec::new();
    let link = existing(database).map_err(of(database))?;
    if let Some(link) = link.filter(|it| it.is_symlink()) {
        foreign_link(database, &link)?;
        found.extend(loose_folder(database).map_err(of(database))?);
    }
    let real = match database.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => database.to_owned(),
        real => real.map_err(of(database))?,
    };
    found.extend(loose_folder(&real).map_err(of(&real))?);
    for suffix in iter::once("").chain(BESIDE) {
        let path = beside(&real, suffix);
        let Some(file) = existing(&path).map_err(of(&path))? else { continue };
        if file.is_symlink() && !suffix.is_empty() {
            return Err(CannotOpen::Link(path));
        }
        let mode = file.mode() & 0o7777;
        if file.is_file() && mode & NOT_OWNER != 0 {
            let wanted = mode & !NOT_OWNER;
            found.push(Loose { path, owner: file.uid(), mode, wanted, is_folder: false });
        }
    }
    Ok(found)
}

/// The folder of a file, if everybody may put files into it and take them away.
fn loose_folder(file: &Path) -> io::Result<Option<Loose>> {
    let folder = match file.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Ok(None),
    };
    let Some(found) = existing(&folder.canonicalize().unwrap_or_else(|_| folder.to_owned()))?
    else {
        return Ok(None);
    };
    let mode = found.mode() & 0o7777;
    let loose = found.is_dir() && mode & EVERYBODY_WRITES != 0 && mode & STICKY == 0;
    Ok(loose.then(|| Loose {
        path: folder.to_owned(),
        owner: found.uid(),
        mode,
        wanted: mode & !EVERYBODY_WRITES,
        is_folder: true,
    }))
}

/// Refuses a link that somebody else than this user and root has put in the database's place.
fn foreign_link(path: &Path, link: &Metadata) -> Result<(), CannotOpen> {
    if [0, user()].contains(&link.uid()) {
        return Ok(());
    }
    Err(CannotOpen::Link(path.to_owned()))
}

fn existing(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// The user this process acts for.
fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

impl Loose {
    fn narrow(&self) -> Result<(), CannotOpen> {
        // A file system without modes takes the change and keeps what it was.
        let narrowed = fs::set_permissions(&self.path, Permissions::from_mode(self.wanted))
            .and_then(|()| fs::metadata(&self.path))
            .is_ok_and(|now| now.mode() & 0o7777 == self.wanted);
        if narrowed { Ok(()) } else { Err(self.refusal()) }
    }

    /// Why the store is not opened while this is as it is.
    pub(super) fn refusal(&self) -> CannotOpen {
        CannotOpen::Loose { what: self.sentence(), mend: self.mend() }
    }

    /// Whether this process's user may narrow it.
    pub(super) fn is_ours(&self) -> bool {
        [0, self.owner].contains(&user())
    }

    /// Which file it is, and who may do what with it.
    pub(super) fn sentence(&self) -> String {
        let (path, mode) = (self.path.display(), Mode(self.mode));
        if self.is_folder {
            return format!(
                "everybody may put files beside the database into {path} (mode {mode})"
            );
        }
        let what = match (self.mode & 0o044 != 0, self.mode & 0o022 != 0) {
            (_, true) => "written",
            (true, false) => "read",
            (false, false) => "run",
        };
        format!("{path} may be {what} by others than its owner (mode {mode})")
    }

    /// The commands that mend it, for a shell.
    pub(super) fn mend(&self) -> String {
        let path = quoted(&self.path);
        let narrow = if self.is_folder {
            format!("chmod o-w {path}")
        } else {
            format!("chmod {} {path}", Mode(self.wanted))
        };
        if self.is_ours() || self.is_folder {
            narrow
        } else {
            // Narrowed alone, it would be another user's alone.
            format!("chown {} {path} && {narrow}", user())
        }
    }
}

/// A mode as `chmod` reads it.
struct Mode(u32);

impl std::fmt::Display for Mode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:03o}", self.0)
    }
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+:@%".contains(letter);
    if !text.is_empty() && text.chars().all(plain) && !text.starts_with('-') {
        return text;
    }
    let sheltered = if text.starts_with('-') { format!("./{text}") } else { text };
    format!("'{}'", sheltered.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is not there: changing its mode fails as it does for another user's.
    fn of_another(is_folder: bool) -> Loose {
        let (mode, wanted) = if is_folder { (0o777, 0o775) } else { (0o640, 0o600) };
        let owner = user().wrapping_add(1);
        Loose { path: "/no/such/it's".into(), owner, mode, wanted, is_folder }
    }

    #[test]
    fn what_cannot_be_narrowed_is_refused_with_the_command_that_mends_it() {
        let error = of_another(true).narrow().unwrap_err().to_string();
        let folder = "everybody may put files beside the database into /no/such/it's (mode 777)";
        assert_eq!(error, format!(r"{folder}: chmod o-w '/no/such/it'\''s'"));
        let error = of_another(false).narrow().unwrap_err().to_string();
        assert!(error.starts_with("/no/such/it's may be read by others"), "{error}");
        assert!(error.ends_with(r"chmod 600 '/no/such/it'\''s'"), "{error}");
    }

    #[test]
    fn a_path_is_quoted_for_a_shell_where_it_must_be() {
        for (path, shown) in [
            ("/var/lib/pse/pse.sqlite", "/var/lib/pse/pse.sqlite"),
            ("my shop.sqlite", "'my shop.sqlite'"),
            ("-rf", "'./-rf'"),
            ("a;rm b", "'a;rm b'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(Path::new(path)), shown);
        }
    }
}
